"""What another tariff would have paid for acts that happened: the same acts, other rates and caps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WHOLE = 100_000


@dataclass(frozen=True)
class PastAct:
    """An act as it was told: by whom (opaque), on which day (a number), which, how much in thousandths."""

    person: str
    day: int
    action: str
    thousandths: int
    share_percent: int = 100


@dataclass(frozen=True)
class Trial:
    """What a tariff would have paid: in all, by action, to how many, and what its caps and budget cut."""

    paid: int
    by_action: Mapping[str, int]
    people: int
    cut_by_caps: int
    unpaid_by_budget: int
    without_rate: int


def trial(
    acts: Sequence[PastAct], *, rates: Mapping[str, int], caps: Mapping[str, int], budget: int
) -> Trial:
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

    >>> acts = [PastAct("p", 1, "can", 2000), PastAct("p", 1, "can", 2000)]
    >>> trial(acts, rates={"can": 100}, caps={"day": 300}, budget=1000).paid
    300
    """
    _hear(rates, caps, budget)
    left = budget
    by_action: dict[str, int] = {}
    earned: dict[tuple[str, str, int], int] = {}
    people: set[str] = set()
    cut = unpaid = without = 0
    for act in acts:
        rate = rates.get(act.action)
        if rate is None:
            without += 1
            continue
        wanted = rate * act.thousandths * act.share_percent // WHOLE
        spans = {"act": ("act", act.person, -1), "day": ("day", act.person, act.day)}
        spans["month"] = ("month", act.person, 0)
        rooms = [cap - (earned.get(spans[span], 0) if span != "act" else 0) for span, cap in caps.items()]
        allowed = max(min([wanted, *rooms]), 0)
        paid = min(allowed, left)
        cut, unpaid, left = cut + wanted - allowed, unpaid + allowed - paid, left - paid
        if paid:
            people.add(act.person)
            by_action[act.action] = by_action.get(act.action, 0) + paid
            for span in ("day", "month"):
                earned[spans[span]] = earned.get(spans[span], 0) + paid
    return Trial(budget - left, by_action, len(people), cut, unpaid, without)


def _hear(rates: Mapping[str, int], caps: Mapping[str, int], budget: int) -> None:
    if budget < 0 or any(number < 0 for number in (*rates.values(), *caps.values())):
        raise ValueError("A rate, a cap or the budget is below zero: give zero or more.")
    odd = set(caps) - {"act", "day", "month"}
    if odd:
        raise ValueError(f"A cap over {', '.join(sorted(odd))} needs what was earned before: leave it out.")
