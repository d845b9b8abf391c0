"""Taking a reward back: from the wallet as far as it reaches, the rest as a debt that later rewards pay.

Nothing is taken silently: each row says that it is taken back, and the case holds the reason. The budget gets
back what really came back, never a debt.
"""

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import Act, Leg, key_of
from dure.portal.resident.acts import books

OWED_OUTSIDE = "outside/owed_by_residents"
BACK = Text("보상 환수", "Reward taken back")


def owed_of(party: str) -> str:
    """The account that goes below zero by what somebody still owes."""
    return f"{books.OWED}/{party}"


def owes(place: str, *, party: str, unit: str) -> int:
    """What somebody still owes of rewards that were taken back."""
    return -ledgers.balance(place, path=owed_of(party), unit=unit)


def back_legs(place: str, *, party: str, programme: str, unit: str, amount: int) -> tuple[Leg, ...]:
    """What moves when a reward is taken back."""
    wallet = books.wallet_of(party)
    there = min(amount, max(ledgers.balance(place, path=wallet, unit=unit), 0))
    legs = [Leg(wallet, books.budget_of(programme), there, unit)] if there else []
    if amount > there:
        legs.append(Leg(owed_of(party), f"{OWED_OUTSIDE}/{programme}", amount - there, unit))
    return tuple(legs)


def settling_legs(place: str, *, party: str, programme: str, unit: str, paid: int) -> tuple[Leg, ...]:
    """What of a new reward goes into an old debt."""
    part = min(paid, owes(place, party=party, unit=unit))
    if part <= 0:
        return ()
    return (
        Leg(books.wallet_of(party), books.budget_of(programme), part, unit),
        Leg(f"{OWED_OUTSIDE}/{programme}", owed_of(party), part, unit),
    )


def movements(
    act: Act, legs: tuple[Leg, ...], *, says: Text, origin: str, first: int
) -> list[posting.Movement]:
    """Legs as movements of a group of their own, with keys that follow from the act."""
    reason = posting.Reason(says, origin=origin)
    return [
        posting.Movement(
            key_of(act, first + number), leg.debit, leg.credit, leg.amount, leg.unit, act.happened_at, reason
        )
        for number, leg in enumerate(legs)
    ]
