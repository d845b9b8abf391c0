"""Figures about to be stated beside what stands now: how much changes, and how much since the year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.numbers import CONFIDENTIAL, held_number, notation, read_number
from dure.grammar.periods import SHAPE
from dure.grammar.shapes import Text
from dure.kernel.cases.write import Letter, statement
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.portal import showing
from dure.portal.blocks.keys import KEYS
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.showing import say

ACTUAL = ("observed", "estimated")
# So many times the last known value, or so small a part of it, is asked about before it is filed.
FAR = 3
# So many times, or so small a part, is stated only with a reason, which the approver reads first.
GROSS = 10


@dataclass(frozen=True)
class Compared:
    """A figure to be stated with the one that stands, and with the last one known of a period before it."""

    letter: Letter
    value: Decimal | None
    stands: Figure | None
    before: Figure | None

    @property
    def is_same(self) -> bool:
        """Whether the same value already stands from the same document, told to everybody or closed alike.

        A number that is to be closed, opened or closed for another reason is something new.
        """
        now, said = self.stands, self.letter
        if now is None or (now.value, now.source) != (self.value, said["source"]):
            return False
        is_closed = notation(said["printed"]) == CONFIDENTIAL
        reason = Text(said.get("note_ko", ""), said.get("note_en", ""))
        return now.confidential == is_closed and (not is_closed or now.note == reason)

    @property
    def is_far(self) -> bool:
        """Whether it is several times the last known value, or a small part of it: a unit may be wrong."""
        return self._is_beyond(FAR)

    @property
    def is_gross(self) -> bool:
        """Whether an actual value is so far from the last known one that nobody states it without a reason.

        A target may well be a tenth of what is emitted.
        """
        return self.letter["mark"] in ACTUAL and self._is_beyond(GROSS)

    def _is_beyond(self, times: int) -> bool:
        before = self.before.value if self.before else None
        if self.value is None or before is None or before <= 0:
            return False
        return not before / times <= self.value <= before * times


def compare(
    letters: Sequence[Letter], *, place: str, recorded_by: datetime | None = None
) -> tuple[Compared, ...]:
    """Every letter beside what stands, or stood at a moment."""
    kinds = observations.kinds()
    addresses = sorted({letter["address"] for letter in letters})
    told = observations.figures(place, addresses=addresses, recorded_by=recorded_by)
    # The office of a place sees what is not published.
    opened = observations.unveiled(figure.id for figure in told if figure.closed)
    standing = [opened.get(figure.id, figure) for figure in told]
    by_key = {(f.address, f.period, f.mark): f for f in standing}
    found = []
    for letter in letters:
        said = statement(letter, place=place, kinds=kinds)
        address = letter["address"]
        stands = by_key.get((address, letter["period"], letter["mark"]))
        before = last_before([f for f in standing if f.address == address], letter)
        found.append(Compared(letter, said.value, stands, before))
    return tuple(found)


def last_before(standing: Sequence[Figure], letter: Letter) -> Figure | None:
    """The last known value of a period before the letter's, of its mark; else the last that was seen.

    A year is compared with years, a month with months; a span with nothing.
    """
    period = letter["period"]
    if not SHAPE.fullmatch(period):
        return None
    earlier = [
        f
        for f in standing
        if f.value is not None and len(f.period) == len(period) and f.period < period and "/" not in f.period
    ]
    alike = [f for f in earlier if f.mark == letter["mark"]]
    seen = [f for f in earlier if f.mark in ACTUAL]
    return max(seen if letter["mark"] in ACTUAL else alike or seen, key=lambda f: f.period, default=None)


def change_words(value: Decimal | None, earlier: Decimal | None) -> str:
    """How much larger or smaller, in percent; in words where that cannot be said."""
    if value is None or earlier is None:
        return _("not comparable")
    if value == earlier:
        return _("no change")
    if not earlier:
        return _("from zero")
    percent = (100 * (value - earlier) / abs(earlier)).quantize(Decimal("0.1"))
    return f"{percent:+f} %".replace("-", "−")


def table(compared: Sequence[Compared], *, lines: Sequence[int] = (), caption: str) -> Table:
    """The comparison as a table, one figure a row."""
    kinds = observations.kinds()
    sources = {source.id: say(source.title) for source in observations.sources()}
    numbered = len(lines) == len(compared) and len(lines) > 0
    columns = [
        Column(_("Figure")), Column(_("Period")), Column(_("Will be stated"), numeric=True),
        Column(_("Stands now"), numeric=True), Column(_("Difference")),
        Column(_("Against the last known value")), Column(_("Source")),
    ]  # fmt: skip
    rows = [_row(each, kinds, sources) for each in compared]
    if numbered:
        columns.append(Column(_("Line"), numeric=True))
        rows = [(*row, Cell(text=str(line))) for row, line in zip(rows, lines, strict=True)]
    return Table(caption=caption, columns=tuple(columns), rows=tuple(rows))


def _row(each: Compared, kinds: showing.Kinds, sources: dict[str, str]) -> tuple[Cell, ...]:
    letter = each.letter
    kind, source = kinds[letter["address"].split("/")[0]], letter["source"]
    in_unit = showing.amount(each.value, kind)
    key = notation(letter["printed"]) if kind.keys else ""
    return (
        Cell(text=say(kind.title_of(letter["address"]))),
        Cell(text=period_words(letter["period"], language=showing.language())),
        Cell(
            text="" if in_unit.value is not None else key or _("unknown"),
            value=in_unit.value, unit=in_unit.unit, decimals=None, mark=letter["mark"],
            note=" · ".join(filter(None, (str(KEYS[key]) if key else "", _printed(letter)))),
        ),
        showing.cell(each.stands, kinds) if each.stands else Cell(text=_("nothing yet")),
        Cell(text=change_words(each.value, each.stands.value) if each.stands else ""),
        _change(each),
        Cell(
            text=f"{sources.get(source, source)}, {showing.line_words(letter['locator'])}",
            href=reverse("source", kwargs={"source": source}) if source in sources else "",
        ),
    )  # fmt: skip


def _change(each: Compared) -> Cell:
    """How far a figure lies from the last known one, and whether that has to be looked at."""
    if each.before is None:
        return Cell(text=_("no figure"))
    period = period_words(each.before.period, language=showing.language())
    return Cell(
        text=f"{change_words(each.value, each.before.value)} ({period})",
        href=showing.figure_href(each.before),
        note=_("Far from the last known value: check the unit and the decimal point.") if each.is_far else "",
    )


def _printed(letter: Letter) -> str:
    """The value as its document prints it; a plain count has no unit, and what is reckoned is not printed."""
    if letter.get("reckoned"):
        return ""
    # A key alone says nothing that the key's words do not say, and has no unit.
    if letter["printed"] in KEYS:
        return ""
    is_number = read_number(letter["printed"]) or held_number(letter["printed"])
    unit = "" if letter["unit"] == "1" or not is_number else letter["unit"]
    return (_("printed: %(printed)s %(unit)s") % {"printed": letter["printed"], "unit": unit}).strip()
