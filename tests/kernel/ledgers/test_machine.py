"""A machine that does anything in any order, beside a model in plain numbers. On both databases."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)

from dure.kernel.ledgers import read, write
from dure.kernel.ledgers.models import Account
from dure.kernel.ledgers.write import KeyReused, Movement, NotEnough, refusals
from tests.kernel.ledgers.moves import NOON, UNIT, WHY, movement, new_key
from tests.postgres import fresh_database

SOURCE = "outside/source"
ACCOUNTS = st.sampled_from([SOURCE, "a", "b", "c", "laned"])
AMOUNTS = st.integers(1, 9)


class Ledger(RuleBasedStateMachine):
    """The ledger and what it ought to hold."""

    posted = Bundle("posted")
    pending = Bundle("pending")

    def __init__(self) -> None:
        super().__init__()
        self.place = f"p{new_key().hex}"
        self.balances: Counter[str] = Counter()
        self.ended: set[object] = set()
        write.open_account(self.place, path="laned", unit=UNIT, lanes=3, at=NOON)

    def allowed(self, changes: Counter[str]) -> bool:
        """Whether no account with a floor would go below zero."""
        return all(
            self.balances[path] + change >= 0
            for path, change in changes.items()
            if change < 0 and path != SOURCE
        )

    @rule(target=posted, debit=ACCOUNTS, credit=ACCOUNTS, amount=AMOUNTS)
    def transfer(self, debit: str, credit: str, amount: int) -> Movement | None:
        """One movement."""
        said = movement(debit, credit, amount)
        if debit == credit:
            with pytest.raises(refusals.SameAccount):
                write.transfer(said, place=self.place, at=NOON)
            return None
        if self.allowed(Counter({debit: -amount})):
            assert write.transfer(said, place=self.place, at=NOON).new == 1
            self.balances.update({debit: -amount, credit: amount})
            return said
        with pytest.raises(NotEnough):
            write.transfer(said, place=self.place, at=NOON)
        return None

    @rule(amounts=st.lists(st.tuples(st.sampled_from(["a", "b"]), AMOUNTS), min_size=2, max_size=4))
    def group(self, amounts: list[tuple[str, int]]) -> None:
        """Several movements to c, all or none."""
        group = new_key()
        said = [movement(debit, "c", amount, group=group) for debit, amount in amounts]
        changes: Counter[str] = Counter()
        for debit, amount in amounts:
            changes[debit] -= amount
        if self.allowed(changes):
            write.post(said, place=self.place, at=NOON)
            self.balances.update(changes)
            self.balances["c"] -= sum(changes.values())
        else:
            with pytest.raises(NotEnough):
                write.post(said, place=self.place, at=NOON)

    @rule(said=posted)
    def again(self, said: Movement | None) -> None:
        """The same movement said again."""
        if said:
            assert write.transfer(said, place=self.place, at=NOON).repeated == 1

    @rule(said=posted)
    def otherwise(self, said: Movement | None) -> None:
        """The same key with another amount."""
        if said:
            other = Movement(said.key, said.debit, said.credit, said.amount + 1, UNIT, NOON, WHY)
            with pytest.raises(KeyReused):
                write.transfer(other, place=self.place, at=NOON)

    @rule(target=pending, debit=st.sampled_from(["a", "laned"]), amount=AMOUNTS)
    def hold(self, debit: str, amount: int) -> Movement | None:
        """A pending movement to b."""
        said = movement(debit, "b", amount)
        if not self.allowed(Counter({debit: -amount})):
            with pytest.raises(NotEnough):
                write.hold(said, place=self.place, until=None, at=NOON)
            return None
        write.hold(said, place=self.place, until=None, at=NOON)
        self.balances.update({debit: -amount, "held": amount})
        return said

    @rule(said=consumes(pending), completes=st.booleans())
    def end(self, said: Movement | None, completes: bool) -> None:
        """A hold ends, once."""
        if said:
            verb = write.complete if completes else write.void
            verb(said.key, key=new_key(), place=self.place, reason=WHY, happened_at=NOON, at=NOON)
            self.balances.update(
                {"held": -said.amount, said.credit if completes else said.debit: said.amount}
            )
            with pytest.raises(refusals.AlreadyEnded):
                write.void(said.key, key=new_key(), place=self.place, reason=WHY, happened_at=NOON, at=NOON)

    @rule(said=posted)
    def reverse(self, said: Movement | None) -> None:
        """A movement is taken back, once, if the money is still there."""
        if not said:
            return
        refused: type[Exception] | None = None
        if said.key in self.ended:
            refused = refusals.AlreadyEnded
        elif not self.allowed(Counter({said.credit: -said.amount})):
            refused = NotEnough
        back: dict[str, Any] = {
            "key": new_key(),
            "place": self.place,
            "reason": WHY,
            "happened_at": NOON,
            "at": NOON,
        }
        if refused:
            with pytest.raises(refused):
                write.reverse(said.key, **back)
            return
        write.reverse(said.key, **back)
        self.ended.add(said.key)
        self.balances.update({said.credit: -said.amount, said.debit: said.amount})

    @rule()
    def seal(self) -> None:
        """Rows are sealed and all accounts closed."""
        numbers = [
            number
            for path in ("a", "b", "c")
            for number in Account.objects.filter(book__place=self.place, path=path).values_list(
                "id", flat=True
            )
        ]
        write.close(self.place, accounts=numbers, at=NOON)

    @invariant()
    def balances_are_right(self) -> None:
        """Every account holds what the model says."""
        found = {account.path: account.balance for account in read.accounts(self.place)}
        assert {path: balance for path, balance in found.items() if balance} == {
            path: balance for path, balance in self.balances.items() if balance
        }

    def teardown(self) -> None:
        """At the end everything verifies."""
        assert read.verify(self.place).wrong == ()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("runs", [12, pytest.param(400, marks=pytest.mark.long)])
def test_anything_in_any_order_holds(
    kind: str, runs: int, request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: Any
) -> None:
    some = settings(
        max_examples=runs, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
    )
    with django_db_blocker.unblock(), fresh_database(kind, tmp_path, request=request):
        run_state_machine_as_test(Ledger, settings=some)
