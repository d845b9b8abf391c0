"""The figure that a field of a disclosure asks for: of the very year and mark that it names, or none."""

from collections.abc import Sequence

from dure.grammar.books.fields import FIGURE, OF_INVENTORY
from dure.grammar.numbers import notation
from dure.grammar.shapes import Text
from dure.kernel.observations.read import Figure

# Marks that tell of the world, not of a promise.
TOLD = ("observed", "estimated", "forecast")
NOTHING = Text("", "")
NO_YEAR = Text(
    "어느 해의 것인지 정한 연도가 적혀 있지 않아 답할 수 없습니다.",
    "The year that this is asked of is not stated, so that it cannot be answered.",
)
OTHER_YEAR = Text(
    "{}년의 값이 없습니다. 다른 해의 값은 답이 되지 않습니다.",
    "Nothing is stated for {}; what is stated for another year is no answer.",
)


def stated(name: str, figures: Sequence[Figure], *, sources: Sequence[Figure]) -> tuple[Figure | None, Text]:
    """The newest figure under a name of fields.csv, or none and why, where that is more than its absence.

    What is asked of one year no other year answers. `sources` are those of the inventory that is told of.
    """
    found = FIGURE.fullmatch(name)
    assert found is not None, "the reader of fields.csv has refused every other address"
    address, asked, mark = found.groups()
    own = [f for f in figures if f.address == address and mark in (None, f.mark) and says_something(f)]
    why = NOTHING
    if asked == OF_INVENTORY:
        told = {(f.period, f.mark) for f in sources}
        own = [f for f in own if (f.period, f.mark) in told]
    elif asked:
        year = asked if asked.isdecimal() else _year_said(asked, figures)
        if not year:
            return None, NO_YEAR
        if own:
            why = Text(OTHER_YEAR.ko.format(year), OTHER_YEAR.en.format(year))
        own = [f for f in own if f.period == year]
    if not own:
        return None, why
    return max(own, key=lambda f: (f.mark in TOLD, f.valid_to, f.id)), NOTHING


def says_something(figure: Figure) -> bool:
    """Whether a figure holds a number or a notation key."""
    return figure.value is not None or bool(notation(figure.printed))


def _year_said(name: str, figures: Sequence[Figure]) -> str:
    """The year that a place states last under a name; empty where it states none."""
    own = [f for f in figures if f.address == name]
    value = max(own, key=lambda f: (f.valid_to, f.id)).value if own else None
    return str(int(value)) if value is not None else ""
