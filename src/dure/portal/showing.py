"""How figures are shown by the blocks: in the reader's language, each with the way to its source."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Protocol

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dure.grammar.numbers import UNKNOWN as STATED_UNKNOWN
from dure.grammar.numbers import notation
from dure.grammar.shapes import Text
from dure.grammar.units import UNITS, convert, slug
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure, Kind
from dure.kernel.parties import read as parties
from dure.portal.blocks import marks
from dure.portal.blocks.chart import Chart, Gap, Point, Series
from dure.portal.blocks.keys import KEYS
from dure.portal.blocks.number import Number
from dure.portal.blocks.numbers import SHORTENED, UNKNOWN, printed, shown
from dure.portal.blocks.table import Cell
from dure.portal.blocks.times import published_words

# Counts that are said with a counter, although no figure's name ends with it.
COUNTED = frozenset(
    symbol for symbol, unit in UNITS.items() if unit.dimension == "1" and unit.factor == 1 and symbol != "1"
)

# Sizes that are no units: a count of 30 million is shown as 30,000,000.
SCALES = frozenset({"thousand", "10_thousand", "million", "100_million"})

# What was seen, or reckoned from it.
SEEN = ("observed", "estimated")

# A label in Korean letters is printed beside a number in Korean, whatever the rest of the document is in.
HANGUL = re.compile("[가-힣]")

Kinds = Mapping[str, Kind]
Sources = Mapping[str, observations.Source]


def language() -> str:
    """The language of the page: ko or en."""
    return "ko" if (get_language() or "ko").startswith("ko") else "en"


def say(text: Text) -> str:
    """The words in the reader's language; the other language where one is missing."""
    return (text.ko or text.en) if language() == "ko" else (text.en or text.ko)


class Signed(Protocol):
    """What somebody did: their party, and their name as it was on that day."""

    @property
    def by(self) -> str:
        """Their party."""

    @property
    def by_name(self) -> str:
        """Their name on that day, in Korean where they have one."""


def people(done: Iterable[Signed]) -> Callable[[Signed], str]:
    """What says who did something, in the reader's language, asking for all names at once.

    A name that has changed since stays what it was on that day.
    """
    signed = tuple(done)
    named = language() == "en" and any(HANGUL.search(each.by_name) for each in signed)
    names = parties.names({each.by for each in signed}) if named else {}

    def person(one: Signed) -> str:
        name = names.get(one.by)
        return say(name) if name and one.by_name == name.ko else one.by_name

    return person


@dataclass(frozen=True)
class Amount:
    """A value as pages show it: in the kind's own unit, with that unit's name."""

    value: Decimal | None
    unit: str
    decimals: int | None


def amount(value: Decimal | None, kind: Kind) -> Amount:
    """A canonical value in the unit that pages show. Tonnes and won stay: words shorten them."""
    if value is not None and kind.shows in SCALES:
        return Amount(value, unit_name(kind.unit), None)
    if value is None or slug(kind.unit) in SHORTENED or kind.shows == kind.unit:
        return Amount(value, unit_name(kind.unit), kind.decimals if kind.shows == kind.unit else None)
    return Amount(convert(value, unit=kind.unit, into=kind.shows), unit_name(kind.shows), kind.decimals)


def unit_name(symbol: str) -> str:
    """What pages call a unit: the ending of names, and for a plain count what is counted."""
    return symbol if symbol in COUNTED else slug(symbol)


def kind_of(figure: Figure, kinds: Kinds) -> Kind:
    """The kind that a figure's address belongs to."""
    return kinds[figure.address.split("/")[0]]


def words(figure: Figure, kind: Kind) -> str:
    """The figure's value and unit in words; a notation key as it stands."""
    if key_of(figure):
        return key_of(figure)
    in_unit = amount(figure.value, kind)
    return shown(in_unit.value, unit=in_unit.unit, language=language(), decimals=in_unit.decimals).text


def key_of(figure: Figure) -> str:
    """The notation key that stands where a figure's number would, or nothing."""
    return notation(figure.printed) if figure.value is None else ""


def printed_words(figure: Figure, sources: Sources, *, words: str = "") -> str:
    """A figure as its document prints it, number and unit in the words of the document; nothing where it was
    reckoned, or where nobody has looked at the document yet. `words` names another language for the unit.
    """
    source = sources.get(figure.source)
    return "" if source is None or source.to_confirm else carried_words(figure, sources, words=words)


def carried_words(figure: Figure, sources: Sources, *, words: str = "") -> str:
    """A figure as it was carried over from its document, whether somebody looked at the document or not."""
    source = sources.get(figure.source)
    if source is None or not figure.as_printed:
        return ""
    if figure.value is None:
        return UNKNOWN[language()] if figure.printed == STATED_UNKNOWN else figure.printed
    unit = figure.unit if figure.unit in COUNTED | SCALES else slug(figure.unit)
    if unit == "year":
        return figure.printed
    own = words or ("ko" if HANGUL.search(figure.label) else source.language)
    return printed(figure.printed, unit=unit, language=own)


def figure_href(figure: Figure) -> str:
    """The page that answers “says who?” for a figure."""
    return reverse("figure", kwargs={"address": figure.full_address})


def age(figure: Figure) -> str:
    """How long ago the figure was published; or that it was reckoned here."""
    if figure.origin == "run":
        return _("calculated by Dure")
    return published_words(figure.published_on, today=timezone.localdate(), language=language())


def number(figure: Figure, kinds: Kinds, *, size: str = "medium", says: str = "") -> Number:
    """A figure as the block `number`."""
    kind = kind_of(figure, kinds)
    in_unit = amount(figure.value, kind)
    is_own_year = kind.unit == "year" and figure.value is not None and figure.period == f"{figure.value:f}"
    return Number(
        title=say(kind.title_of(figure.address)),
        value=in_unit.value,
        unit=in_unit.unit,
        decimals=in_unit.decimals,
        mark=figure.mark,
        period="" if is_own_year else figure.period,
        age=age(figure),
        href=figure_href(figure),
        says=says or str(KEYS.get(key_of(figure), "")),
        size=size,
        key=key_of(figure),
        to_confirm=figure.to_confirm,
    )


def cell(figure: Figure, kinds: Kinds) -> Cell:
    """A figure as a cell of a table, with its mark and the way to its source."""
    kind = kind_of(figure, kinds)
    in_unit = amount(figure.value, kind)
    nothing = key_of(figure) or shown(None, unit="", language=language()).text
    return Cell(
        text=nothing if in_unit.value is None else "",
        value=in_unit.value,
        unit=in_unit.unit,
        decimals=in_unit.decimals,
        mark=figure.mark,
        href=figure_href(figure),
        note=_("to be confirmed") if figure.to_confirm else "",
    )


def chart(
    figures: Sequence[Figure], kinds: Kinds, *, slug_of_page: str, title: str, says: str, csv_href: str = ""
) -> Chart | None:
    """Figures of one kind as a chart, one series for each address and mark; None without two periods."""
    drawn = [figure for figure in figures if is_drawn(figure)]
    if len({figure.period for figure in drawn if figure.value is not None}) < 2:
        return None
    kind = kind_of(drawn[0], kinds)
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in drawn:
        groups.setdefault((figure.address, figure.mark), []).append(figure)
    several = len({address for address, _mark in groups}) > 1
    repeated = len({address for address, _mark in groups}) < len(groups)
    series = [
        Series(
            title=_series_title(group[0], kinds, several=several, repeated=repeated),
            mark=group[0].mark,
            points=tuple(
                Point(figure.period, amount(figure.value, kind).value, figure_href(figure))
                for figure in group
            ),
        )
        for group in groups.values()
    ]
    return Chart(
        slug=slug_of_page,
        title=title,
        says=says,
        unit=amount(drawn[0].value, kind).unit,
        series=tuple(series),
        gaps=() if several else silences(drawn),
        csv_href=csv_href,
    )


def is_drawn(figure: Figure) -> bool:
    """Whether a figure is about one point of time. Spans, and what holds from a day on, stand in tables."""
    return bool(figure.period) and "/" not in figure.period


def silences(figures: Iterable[Figure], *, until: int | None = None) -> tuple[Gap, ...]:
    """The years between what was seen, and from the last of them up to a year, of which nothing is known."""
    seen = [f for f in figures if f.mark in SEEN and f.value is not None and f.period.isdigit()]
    years = sorted({f.valid_to.year for f in seen})
    silent = [(begin, end) for begin, end in pairwise(years) if end - begin > 1]
    if until and years and years[-1] < until - 1:
        silent.append((years[-1], until))
    return tuple(Gap(str(begin), str(end), _("no value at hand")) for begin, end in silent)


def _series_title(figure: Figure, kinds: Kinds, *, several: bool, repeated: bool) -> str:
    """What a series is called: its mark, its figure, or both where neither alone tells it from the others."""
    mark = str(marks.mark(figure.mark).word)
    if not several:
        return mark
    title = say(kind_of(figure, kinds).title_of(figure.address))
    return f"{title} · {mark}" if repeated else title


def data(figure: Figure, kinds: Kinds) -> dict[str, object]:
    """A figure as data for machines: everything the page says, exact, with its address and its source."""
    kind = kinds.get(figure.address.split("/")[0])
    return {
        "address": figure.full_address,
        "place": figure.place,
        "title": kind.title_of(figure.address) if kind else None,
        "period": figure.period,
        "mark": figure.mark,
        "value": figure.value,
        "notation_key": key_of(figure),
        "unit": kind.unit if kind else "",
        "printed": figure.as_printed,
        "printed_unit": figure.unit if figure.as_printed else "",
        "to_confirm": figure.to_confirm,
        "label": figure.label,
        "valid_from": figure.valid_from,
        "valid_to": figure.valid_to,
        "published_on": figure.published or None,
        "recorded_at": figure.recorded_at,
        "source": figure.source,
        "locator": figure.locator,
        "origin": figure.origin,
        "run": figure.by if figure.origin == "run" else "",
        "note": figure.note,
        "withdrawn": figure.withdrawn,
        "corrects": figure.corrects,
    }


# The columns of a CSV of figures, in the order of `row`.
COLUMNS = (
    "address",
    "title_ko",
    "title_en",
    "period",
    "value",
    "unit",
    "mark",
    "printed",
    "printed_unit",
    "published_on",
    "source",
    "locator",
    "corrected",
    "to_confirm",
)


def row(figure: Figure, kinds: Kinds) -> tuple[object, ...]:
    """A figure as a row of COLUMNS."""
    kind = kind_of(figure, kinds)
    title = kind.title_of(figure.address)
    return (
        figure.full_address,
        title.ko,
        title.en,
        figure.period,
        (key_of(figure) or "unknown") if figure.value is None else figure.value,
        kind.unit,
        figure.mark,
        figure.as_printed,
        figure.unit if figure.as_printed else "",
        figure.published,
        figure.source,
        figure.locator,
        int(figure.corrects is not None),
        int(figure.to_confirm),
    )


def sources() -> Sources:
    """Every document by its id."""
    return {source.id: source for source in observations.sources()}


def licence(source: observations.Source) -> str:
    """A document's licence in words."""
    words = {"": _("not stated"), "unknown": _("unknown"), "verify": _("to be confirmed")}
    return words.get(source.licence, source.licence)


def source_line(figure: Figure, sources: Sources) -> str:
    """Where a figure stands, in words: the document and the line; that it was reckoned, or corrected."""
    words = document_line(figure, sources)
    return _("corrected, on the ground of %(source)s") % {"source": words} if figure.corrects else words


def document_line(figure: Figure, sources: Sources) -> str:
    """The document and the line that a figure cites."""
    source = sources.get(figure.source)
    if source is None:
        return _("Calculated by Dure")
    return place_words(source, figure.locator)


def place_words(source: observations.Source, locator: str) -> str:
    """A document by its title, and the place in it."""
    return ", ".join(filter(None, (say(source.title), line_words(locator))))


def line_words(locator: str) -> str:
    """A place in a document in words: lines of the text edition by their numbers, the body by its name."""
    if locator[:1].isdigit():
        return _("line %(line)s") % {"line": locator.replace("-", "–")}
    words = {
        "body": _("body text"),
        "press": _("press report"),
        "table": _("table"),
        "headline": _("headline"),
        "outline": _("outline"),
        "synthetic": _("made-up data"),
    }
    return words.get(locator, locator)


def by_address(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """Figures gathered by their address, in the order they come."""
    gathered: dict[str, list[Figure]] = {}
    for figure in figures:
        gathered.setdefault(figure.address, []).append(figure)
    return gathered
