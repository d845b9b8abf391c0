"""What another tariff would have paid for acts that happened: the same acts, other rates and caps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

WHOLE = 100_000
# Sums below this are counted in whole 64-bit numbers, larger ones in numbers of any length.
LARGEST_SUM = 2**62

# Whole numbers, of 64 bits or of any length.
Whole = NDArray[Any]


@dataclass(frozen=True)
class PastAct:
    """An act as it was told: by whom (opaque), on which day (a number), which, how much in thousandths."""

    person: str
    day: int
    action: str
    thousandths: int
    share_percent: int = 100


@dataclass(frozen=True)
class PastActs:
    """Many acts as columns, in the order in which they were told.

    `person` is any number that stands for one, `action` a place in `actions`.
    """

    person: NDArray[np.int64]
    day: NDArray[np.int64]
    action: NDArray[np.int64]
    thousandths: NDArray[np.int64]
    share_percent: NDArray[np.int64]
    actions: tuple[str, ...]

    def __len__(self) -> int:
        """How many acts there are."""
        return len(self.person)


def past_acts(acts: Sequence[PastAct]) -> PastActs:
    """Acts told one by one, as columns."""
    people = {name: number for number, name in enumerate(dict.fromkeys(act.person for act in acts))}
    actions = {name: number for number, name in enumerate(dict.fromkeys(act.action for act in acts))}
    rows = [
        (people[act.person], act.day, actions[act.action], act.thousandths, act.share_percent) for act in acts
    ]
    person, day, action, thousandths, share = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    return PastActs(person, day, action, thousandths, share, tuple(actions))


@dataclass(frozen=True)
class Trial:
    """What a tariff would have paid: in all, by action, to how many, and what its caps and budget cut."""

    paid: int
    by_action: Mapping[str, int]
    people: int
    cut_by_caps: int
    unpaid_by_budget: int
    without_rate: int


def trial(acts: PastActs, *, rates: Mapping[str, int], caps: Mapping[str, int], budget: int) -> Trial:
    """What these acts of one month would have been paid, one after the other as they were told.

    Arguments
        acts    the acts of one month, in the order in which they were told
        rates   what one of each action earns, in whole units; an action without a rate earns nothing
        caps    the most that is paid a person over an `act`, a `day` and a `month`; what is absent has no cap
        budget  what there is for the month, in whole units
    Returns
        the sum, the sum by action, the people who got anything, what caps cut, what the budget did not
        reach, and the acts whose action has no rate
    Raises
        ValueError  a rate, cap, share or the budget is negative, or a cap is over another span.
    Source
        The rule of `rewards.reward`, act by act; caps over longer spans need what was earned before, so
        leaving them out makes the sum an upper bound.

    >>> acts = past_acts([PastAct("p", 1, "can", 2000), PastAct("p", 1, "can", 2000)])
    >>> trial(acts, rates={"can": 100}, caps={"day": 300}, budget=1000).paid
    300
    """
    _hear(rates, caps, budget)
    known = np.array([name in rates for name in acts.actions], dtype=bool)[acts.action]
    person, day, action = acts.person[known], acts.day[known], acts.action[known]
    wanted = _wanted(acts, rates, known)
    single = np.minimum(wanted, caps["act"]) if "act" in caps else wanted
    groups = [(_groups(person, day), caps.get("day")), (_groups(person, person), caps.get("month"))]
    allowed = single
    for group, cap in groups:
        allowed = allowed if cap is None else _first_come(allowed, group, cap)
    paid = _first_come(allowed, np.zeros(len(allowed), np.int64), budget)
    beyond = allowed > paid
    if beyond.any():
        # Once the budget is empty nothing is earned any more, so later acts meet the caps as they stood then.
        after = np.arange(len(paid)) > beyond.argmax()
        allowed = np.where(after, _standing(single, paid, groups), allowed)
    by_action = {name: int(sum(paid[action == n].tolist())) for n, name in enumerate(acts.actions)}
    return Trial(
        paid=sum(by_action.values()),
        by_action={name: amount for name, amount in by_action.items() if amount},
        people=len(np.unique(person[paid > 0])),
        cut_by_caps=sum((wanted - allowed).tolist()),
        unpaid_by_budget=sum((allowed - paid).tolist()),
        without_rate=int((~known).sum()),
    )


def _wanted(acts: PastActs, rates: Mapping[str, int], known: NDArray[np.bool_]) -> Whole:
    """What each act with a rate would earn if there were no caps."""
    amounts = (acts.thousandths[known], acts.share_percent[known])
    most = max(rates.values(), default=0)
    for amount in amounts:
        most *= int(amount.max(initial=0))
    kind = np.int64 if most * max(len(acts), 1) < LARGEST_SUM else object
    own = np.array([rates.get(name, 0) for name in acts.actions], dtype=kind)[acts.action[known]]
    wanted: Whole = own * amounts[0] * amounts[1] // WHOLE
    return wanted


def _groups(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """A number for each pair, the same for the same."""
    pairs = np.stack([one, other])
    return np.unique(pairs, axis=1, return_inverse=True)[1].reshape(-1)


def _first_come(amounts: Whole, group: NDArray[np.int64], cap: int) -> Whole:
    """Of each amount what its group's cap still has, in order; the last one gets the remainder."""
    order = np.argsort(group, kind="stable")
    sorted_amounts = amounts[order]
    sums = np.cumsum(sorted_amounts)
    _names, first, counts = np.unique(group[order], return_index=True, return_counts=True)
    before = sums - sorted_amounts
    room = np.maximum(cap - (before - np.repeat(before[first], counts)), 0)
    found = np.empty_like(amounts)
    found[order] = np.minimum(sorted_amounts, room)
    return found


def _standing(single: Whole, paid: Whole, groups: Sequence[tuple[NDArray[np.int64], int | None]]) -> Whole:
    """What the caps would leave of each amount beside all that was paid."""
    allowed = single
    for group, cap in groups:
        if cap is not None and len(group):
            earned = np.zeros(int(group.max()) + 1, paid.dtype)
            np.add.at(earned, group, paid)
            allowed = np.minimum(allowed, np.maximum(cap - earned[group], 0))
    return allowed


def _hear(rates: Mapping[str, int], caps: Mapping[str, int], budget: int) -> None:
    if budget < 0 or any(number < 0 for number in (*rates.values(), *caps.values())):
        raise ValueError("A rate, a cap or the budget is below zero: give zero or more.")
    odd = set(caps) - {"act", "day", "month"}
    if odd:
        raise ValueError(f"A cap over {', '.join(sorted(odd))} needs what was earned before: leave it out.")
