"""Included elsewhere: whether what IE points to is there and holds a number."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dure.engines.inventory.notation import Cell


@dataclass(frozen=True)
class Astray:
    """An IE that leads nowhere. `why` is `unknown`, `itself`, `circle` or `no_number`."""

    ref: str
    target: str
    why: str


def astray(cells: Mapping[str, Cell], *, known: Collection[str]) -> tuple[Astray, ...]:
    """Every IE whose target does not exist, is itself, goes round, or holds no number.

    A target may be a whole subsector (`II.1`): then one of its references must hold a number. An IE that
    names no target is not judged here: see `without_target`.

    Arguments
        cells  what each reference says
        known  every reference of the taxonomy
    Returns
        tuple  one for each reference and target that leads nowhere, in the order of the cells
    Raises
        nothing
    Source
        GPC (2021), section 2.2: where IE is used, the category where the emissions are included is named.

    >>> astray({"I.1.1": Cell(keys=("IE",), targets=("I.1.1",))}, known={"I.1.1"})
    (Astray(ref='I.1.1', target='I.1.1', why='itself'),)
    """
    found = []
    for ref, cell in cells.items():
        for target in cell.targets:
            why = _wrong(ref, target, cells=cells, known=known)
            if why:
                found.append(Astray(ref, target, why))
    return tuple(found)


def answers_nothing(cells: Mapping[str, Cell], *, known: Collection[str]) -> frozenset[str]:
    """The references whose IE leads to no number, however far it is followed: to nothing, or in a circle.

    An IE that names no target is not judged here.

    >>> cells = {"I.1.1": Cell(keys=("IE",), targets=("I.2.1",)), "I.2.1": Cell(keys=("NO",))}
    >>> sorted(answers_nothing(cells, known=("I.1.1", "I.2.1")))
    ['I.1.1']
    """
    leading = {ref: _ahead(ref, cells, known) - {ref} for ref, cell in cells.items() if cell.targets}
    return frozenset(
        ref for ref, ahead in leading.items() if not any(_is_there(cells.get(each, Cell())) for each in ahead)
    )


def _is_there(cell: Cell) -> bool:
    """Whether a reference holds a number. One that is withheld is there all the same."""
    return cell.value is not None or "C" in cell.keys


def without_target(cells: Mapping[str, Cell]) -> tuple[str, ...]:
    """The references that say IE without saying where.

    >>> without_target({"I.1.1": Cell(keys=("IE",)), "I.1.2": Cell(keys=("NO",))})
    ('I.1.1',)
    """
    return tuple(ref for ref, cell in cells.items() if "IE" in cell.keys and not cell.targets)


def _wrong(ref: str, target: str, *, cells: Mapping[str, Cell], known: Collection[str]) -> str:
    """Why a target is no good, or nothing."""
    members = _members(target, known)
    if not members:
        return "unknown"
    if ref in members and len(members) == 1:
        return "itself"
    if any(_is_there(cells.get(member, Cell())) for member in members if member != ref):
        return ""
    return "circle" if ref in _ahead(ref, cells, known) else "no_number"


def _members(target: str, known: Collection[str]) -> tuple[str, ...]:
    """The references that a target stands for: itself, or all of a subsector."""
    return tuple(ref for ref in known if ref == target or ref.startswith(f"{target}."))


def _ahead(start: str, cells: Mapping[str, Cell], known: Collection[str]) -> set[str]:
    """Every reference that following the targets from one comes to; itself where they lead back."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        for target in cells.get(ahead.pop(), Cell()).targets:
            new = set(_members(target, known)) - seen
            seen |= new
            ahead += new
    return seen
