"""Reads plans.toml: what a system's plans are measured by."""

from dure.grammar.addresses import Registry
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import systems as says
from dure.grammar.shapes import Indicator
from dure.grammar.tables import Table
from dure.grammar.words import BETTER, INDICATOR_KINDS, NAME


def read_indicators(table: Table, *, system: str) -> tuple[tuple[Indicator, Table], ...]:
    """The indicators of a system, each with the table it stands in."""
    table.only("indicator")
    found = []
    lines: dict[str, int] = {}
    for entry in table.tables("indicator"):
        entry.only("name", "title", "better", *INDICATOR_KINDS)
        name = entry.word("name")
        if name and not NAME.fullmatch(name):
            entry.hear(cell_says.odd_name(name), "name")
        if name in lines:
            entry.hear(cell_says.named_twice("indicator", name, lines[name]), "name")
        lines.setdefault(name, entry.first)
        kinds = [kind for kind in INDICATOR_KINDS if kind in entry.values]
        if len(kinds) != 1:
            entry.hear(says.one_of_these(entry.called, INDICATOR_KINDS, len(kinds)))
        kind = kinds[0] if kinds else ""
        indicator = Indicator(
            system=system,
            name=name,
            title=entry.text("title"),
            kind=kind,
            figures=_figures(entry, kind),
            better=entry.word("better", among=BETTER),
        )
        found.append((indicator, entry))
    return tuple(found)


def _figures(entry: Table, kind: str) -> tuple[str, ...]:
    """The addresses an indicator is made of: two for a ratio, one otherwise."""
    made_of = entry.table(kind) if kind else None
    if made_of is None:
        return ()
    if kind == "ratio":
        made_of.only("figures")
        figures = made_of.words("figures")
        if len(figures) != 2 and "figures" in made_of.values:
            entry.hear(says.ratio_of_two(entry.called), "ratio")
        return figures
    made_of.only("figure")
    figure = made_of.word("figure")
    return (figure,) if figure else ()


def hear_figures(found: tuple[tuple[Indicator, Table], ...], registry: Registry) -> None:
    """Note every indicator made of a figure that no system declares."""
    for indicator, entry in found:
        for address in indicator.figures:
            wrong = registry.wrong(address)
            if wrong is not None:
                entry.hear(wrong, indicator.kind)
