"""From the parts to the whole: neighbourhood, district, city, province, each tonne once.

A part that states nothing of a reference is represented by its own parts. What the whole states of itself
is compared with its parts and never added to them. The same tonnes may stand in two parts under two
references (waste taken to a neighbour's landfill; a journey that ends in the neighbouring district). Which
references mirror each other comes from packs; what is known is taken out once, what is not is listed with
its bounds.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dure.engines.inventory.exact import ZERO, less, sum_of
from dure.engines.inventory.notation import Cell


@dataclass(frozen=True)
class Statement:
    """What one place states, and the place it is part of ("" for the top)."""

    place: str
    part_of: str
    cells: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Rolled:
    """One reference of the whole.

    `parts` is the sum of what the parts state, None where none does; `own` what the whole states of
    itself; `gap` is own less parts. `missing` are the parts that say nothing, nor any of their parts.
    """

    ref: str
    own: Decimal | None
    parts: Decimal | None
    gap: Decimal | None
    stated_by: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Shared:
    """Tonnes that two parts may both hold: `known` is taken out once, `at_most` is what may still be."""

    giver: str
    ref: str
    taker: str
    mirror: str
    known: Decimal
    at_most: Decimal


@dataclass(frozen=True)
class RollUp:
    """The whole from its parts in one view: a sum, the references behind it, and what may be in it twice."""

    place: str
    total: Decimal
    lines: tuple[Rolled, ...]
    shared: tuple[Shared, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Flow:
    """Tonnes known to stand with `giver` under `ref` and again with `taker` under `mirror`."""

    giver: str
    ref: str
    taker: str
    mirror: str
    amount: Decimal


def roll_up(
    place: str,
    *,
    statements: Sequence[Statement],
    refs: Collection[str],
    mirrors: Mapping[str, tuple[str, ...]],
    flows: Sequence[Flow] = (),
) -> RollUp:
    """What the parts of a place come to in one view, each tonne counted once as far as that is known.

    Two references of which only one belongs to the view cannot count a tonne twice in it: BASIC holds waste
    where it is made, Territorial where it is treated. Where both belong to it, known flows between parts are
    taken out once, and the rest is bounded by the smaller of the two amounts.

    Arguments
        place       the whole
        statements  what each place states, each place once, in tonnes of one set of warming potentials
        refs        the references of the view
        mirrors     for a reference, those under which a neighbour may hold the same tonnes
        flows       what is known to be held twice, in tonnes, zero or more
    Returns
        RollUp      the total of the parts, each reference, what is shared, the places that say nothing at all
    Raises
        ValueError  a place is stated twice or is part of itself, a place of a flow is not a part, its
                    reference has no mirror, or it takes more than is there.
    Source
        GPC (2021), section 3.6 and chapter 8: aggregating city inventories, overlapping boundaries and waste.

    >>> one = Statement("east", "city", {"III.1.1": Cell(value=Decimal(4))})
    >>> two = Statement("west", "city", {"III.1.1": Cell(value=Decimal(6))})
    >>> found = roll_up("city", statements=[one, two], refs=["III.1.1"], mirrors={})
    >>> str(found.total), found.lines[0].stated_by
    ('10', ('east', 'west'))
    """
    by_place = {each.place: each for each in statements}
    if len(by_place) < len(statements):
        raise ValueError("statements holds a place twice: give each place once.")
    below = _below(statements)
    _hear_round(place, below)
    lines = tuple(_rolled(place, ref, by_place=by_place, below=below) for ref in refs)
    shared = _shared(lines, by_place=by_place, mirrors=mirrors, flows=_of_view(flows, refs, mirrors))
    total = sum_of(line.parts for line in lines if line.parts is not None)
    silent = [set(line.missing) for line in lines]
    return RollUp(
        place=place,
        total=less(total, sum_of(each.known for each in shared)),
        lines=lines,
        shared=shared,
        missing=tuple(sorted(set.intersection(*silent))) if silent else (),
    )


def _below(statements: Sequence[Statement]) -> dict[str, tuple[str, ...]]:
    """The parts of each place, in their own order."""
    below: dict[str, tuple[str, ...]] = {}
    for each in statements:
        below[each.part_of] = (*below.get(each.part_of, ()), each.place)
    return below


def _hear_round(place: str, below: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse a place that is part of itself."""
    ahead, seen = [place], set()
    while ahead:
        here = ahead.pop()
        if here in seen:
            raise ValueError(f"{here} is part of itself: correct part_of.")
        seen.add(here)
        ahead += below.get(here, ())


def _stated(
    place: str, ref: str, by_place: Mapping[str, Statement], below: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places that speak for this one of a reference, and those below it that say nothing."""
    statement = by_place.get(place)
    if statement is not None and statement.cells.get(ref, Cell()).is_answered:
        return (place,), ()
    inside = below.get(place, ())
    if not inside:
        return (), (place,)
    found = [_stated(each, ref, by_place, below) for each in inside]
    speak = tuple(name for names, _ in found for name in names)
    return speak, tuple(name for _, names in found for name in names)


def _rolled(
    place: str, ref: str, *, by_place: Mapping[str, Statement], below: Mapping[str, tuple[str, ...]]
) -> Rolled:
    """One reference of the whole."""
    found = [_stated(each, ref, by_place, below) for each in below.get(place, ())]
    speak = tuple(name for names, _ in found for name in names)
    values = [by_place[name].cells[ref].value for name in speak]
    parts = sum_of(value for value in values if value is not None) if speak else None
    own = by_place[place].cells.get(ref, Cell()).value if place in by_place else None
    return Rolled(
        ref=ref,
        own=own,
        parts=parts,
        gap=None if own is None or parts is None else less(own, parts),
        stated_by=speak,
        missing=tuple(name for _, names in found for name in names),
    )


def _of_view(
    flows: Sequence[Flow], refs: Collection[str], mirrors: Mapping[str, tuple[str, ...]]
) -> tuple[Flow, ...]:
    """The flows that could count a tonne twice in this view."""
    for flow in flows:
        if flow.mirror not in mirrors.get(flow.ref, ()):
            raise ValueError(f"{flow.ref} and {flow.mirror} never hold the same tonnes: correct the flow.")
        if flow.amount < 0:
            raise ValueError(f"the flow of {flow.ref} is {flow.amount}: give zero or more.")
    return tuple(flow for flow in flows if flow.ref in refs and flow.mirror in refs)


def _shared(
    lines: Sequence[Rolled],
    *,
    by_place: Mapping[str, Statement],
    mirrors: Mapping[str, tuple[str, ...]],
    flows: Sequence[Flow],
) -> tuple[Shared, ...]:
    """Every pair of parts that may hold the same tonnes, the known ones and the possible ones."""
    spoken = {line.ref: line.stated_by for line in lines}
    left = {
        (name, line.ref): by_place[name].cells[line.ref].value or ZERO
        for line in lines
        for name in line.stated_by
    }
    known: dict[tuple[str, str, str, str], Decimal] = {}
    for flow in flows:
        for key in ((flow.giver, flow.ref), (flow.taker, flow.mirror)):
            if left.get(key, ZERO) < flow.amount or flow.giver == flow.taker:
                raise ValueError(f"{key[0]} states less under {key[1]} than flows: correct the flow.")
            left[key] = less(left[key], flow.amount)
        pair = (flow.giver, flow.ref, flow.taker, flow.mirror)
        known[pair] = sum_of((known.get(pair, ZERO), flow.amount))
    found = []
    for ref, mirror in [(ref, mirror) for ref, group in mirrors.items() for mirror in group]:
        for giver in spoken.get(ref, ()):
            for taker in spoken.get(mirror, ()):
                at_most = max(min(left[giver, ref], left[taker, mirror]), ZERO)
                taken = known.get((giver, ref, taker, mirror), ZERO)
                if giver != taker and (at_most or taken):
                    found.append(Shared(giver, ref, taker, mirror, taken, at_most))
    return tuple(found)
