"""One statement judged by itself: its views, how complete it is, and everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dure.engines.inventory.completeness import Completeness, completeness
from dure.engines.inventory.elsewhere import Astray, answers_nothing, astray
from dure.engines.inventory.notation import Cell
from dure.engines.inventory.views import Mismatch, mismatch, total


@dataclass(frozen=True)
class Taxonomy:
    """What the rules of a taxonomy come to: the references of each view, and which may be sinks.

    `optional` are references that need no answer; `known` are all, in their order.
    """

    known: tuple[str, ...]
    views: Mapping[str, tuple[str, ...]]
    sinks: frozenset[str]
    optional: frozenset[str]


@dataclass(frozen=True)
class Judged:
    """A statement and what there is to say of it; a view is None where one of its cells cannot be read."""

    totals: Mapping[str, Decimal | None]
    completeness: Completeness
    mismatches: Mapping[str, Mismatch]
    blank: tuple[str, ...]
    unread: tuple[str, ...]
    negative: tuple[str, ...]
    astray: tuple[Astray, ...]


def judge(
    cells: Mapping[str, Cell],
    *,
    taxonomy: Taxonomy,
    level: str,
    published: Mapping[str, Decimal],
    within: Decimal,
) -> Judged:
    """A statement's views, its completeness at the level it claims, and what is wrong with it.

    Arguments
        cells      what each reference says, in tonnes of CO2e of one set of warming potentials
        taxonomy   the references, views and sinks
        level      the view that is claimed, such as `basic`
        published  the totals as printed, by view, in tonnes; only these are compared
        within     how far a total may lie from the sum of its parts, in tonnes
    Returns
        Judged     totals by view, completeness, totals that are not their parts, blank, unreadable and
                   negative references, and IE that leads nowhere
    Raises
        ValueError  the level is not a view, or within is negative.
    Source
        GPC (2021), chapters 2 to 4 and table 3.1.

    >>> rules = Taxonomy(("I.1.1", "V.2"), {"basic": ("I.1.1",)}, frozenset({"V.2"}), frozenset())
    >>> cells = {"I.1.1": Cell(value=Decimal(3)), "V.2": Cell(value=Decimal(-1))}
    >>> found = judge(
    ...     cells, taxonomy=rules, level="basic", published={"basic": Decimal(5)}, within=Decimal(1)
    ... )
    >>> str(found.totals["basic"]), str(found.mismatches["basic"].gap), found.negative
    ('3', '2', ())
    """
    if level not in taxonomy.views:
        raise ValueError(f"level is {level}: give one of {', '.join(taxonomy.views)}.")
    asked = {ref: cells.get(ref, Cell()) for ref in taxonomy.known}
    compared = {
        view: mismatch(asked, refs=taxonomy.views[view], published=value, within=within)
        for view, value in published.items()
    }
    lost = astray(asked, known=taxonomy.known)
    nowhere = answers_nothing(asked, known=taxonomy.known)
    return Judged(
        totals={view: total(asked, refs=refs) for view, refs in taxonomy.views.items()},
        completeness=completeness(asked, refs=taxonomy.views[level], leading_nowhere=nowhere),
        mismatches={view: found for view, found in compared.items() if found is not None},
        blank=tuple(ref for ref, cell in asked.items() if cell.is_blank and ref not in taxonomy.optional),
        unread=tuple(ref for ref, cell in asked.items() if cell.unread),
        negative=tuple(
            ref
            for ref, cell in asked.items()
            if cell.value is not None and cell.value < 0 and ref not in taxonomy.sinks
        ),
        astray=lost,
    )
