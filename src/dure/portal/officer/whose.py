"""Of which city a workbook is: its name and its residents beside those of the place it is brought to."""

import re
from collections.abc import Iterable
from decimal import Decimal

from dure.grammar.books.activity_tables import read_amount
from dure.grammar.books.ecrf import Workbook
from dure.grammar.books.library import FactorLibrary
from dure.grammar.shapes import Mistake
from dure.kernel.observations.read import Figure
from dure.kernel.things.read import Place
from dure.portal.officer import sentences as says

COUNTS = ("residents_counted", "population")
# Censuses, registers and years differ by less; another city seldom does.
MOST_APART = Decimal("1.5")
PARTS = re.compile(r"\s*[/|;,()\[\]]\s*")


def doubts(
    book: Workbook, *, place: Place, library: FactorLibrary, figures: Iterable[Figure]
) -> tuple[Mistake, ...]:
    """Why a workbook may be of another place than this: its city's name, its number of residents."""
    told = dict(book.city)
    found = []
    city = told.get("city", "")
    if city and not _is_named(city, place, library):
        found.append(Mistake("", None, "city", *says.other_city(city, place.title)))
    counted = _counted(told.get("inventory_year", ""), figures)
    written = read_amount(told.get("population", ""))
    if counted is not None and counted.value and written:
        apart = max(written / counted.value, counted.value / written)
        if apart > MOST_APART:
            sentence = says.other_population(
                told["population"], f"{counted.value:,f}", period=counted.period, place=place.title
            )
            found.append(Mistake("", None, "population", *sentence))
    return tuple(found)


def _is_named(city: str, place: Place, library: FactorLibrary) -> bool:
    """Whether what a workbook calls its city is this place, as a whole or between its strokes and commas."""
    own = {name.casefold() for name in (place.id, place.title.ko, place.title.en)}
    # A place's own name may hold a comma or brackets: each side of a stroke is tried whole first.
    parts = (city, *city.split("/"), *PARTS.split(city))
    names = [" ".join(each.split()) for each in parts if each.strip()]
    return any(name.casefold() in own or library.find_place(name) == place.id for name in names)


def _counted(year: str, figures: Iterable[Figure]) -> Figure | None:
    """The residents that stand for the year nearest to that of the workbook; None where nobody counted."""
    counts = [
        each for each in figures if each.address in COUNTS and each.value is not None and each.value > 0
    ]
    at = int(year) if year.isdecimal() else 0
    return min(counts, key=lambda each: (abs(int(each.period[:4]) - at), each.address), default=None)
