"""The start page: the country on a map, and every place with its promise, its figures and what waits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import ngettext

from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.plans import read as plans
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal.blocks.number import Number
from dure.portal.pages import Page
from dure.portal.resident import headlines, measures, sentences
from dure.portal.resident.findings import WAITING
from dure.portal.resident.maps import parts_map
from dure.portal.resident.places import short_title
from dure.portal.showing import say

PLACES = frozenset({"province", "city", "district"})


@dataclass(frozen=True)
class Known:
    """A place with how much is stated about it and how much of that waits for a decision."""

    place: Place
    figures: int
    findings: int


@dataclass(frozen=True)
class Row:
    """A place in the list: its promise, its figures or what is missing, and its districts below it."""

    place: Place
    title: str
    says: str
    figures_of: str
    figures: tuple[Number, ...]
    missing: str
    findings: int
    parts: tuple["Row", ...]


def country(request: HttpRequest) -> Page:
    """The start page."""
    everywhere = _known(things.places())
    home = next((known.place for known in everywhere if known.place.kind == "country"), None)
    cities = [known for known in everywhere if known.place.kind in PLACES]
    return Page(
        template="resident/country.html",
        section="map",
        shows={
            "home": home,
            "home_title": say(home.title) if home else "",
            "world": next((known.place for known in everywhere if known.place.kind == "world"), None),
            "map": parts_map(home, _about(cities)) if home else None,
            "rows": _rows(cities, home=home.id if home else ""),
            "places": len(cities),
            "figures": sum(known.figures for known in everywhere),
            "sources": sum(source.figures > 0 for source in observations.sources()),
            "findings": sum(known.findings for known in everywhere),
        },
        data={"places": [_place_data(known) for known in cities]},
        header=("place", "title_ko", "title_en", "part_of", "figures", "open_findings"),
        rows=[
            (k.place.id, k.place.title.ko, k.place.title.en, k.place.part_of, k.figures, k.findings)
            for k in cities
        ],
    )


def _known(places: Sequence[Place]) -> tuple[Known, ...]:
    figures, findings = observations.counts(), cases.counts("finding", states=WAITING)
    return tuple(Known(p, figures.get(p.id, 0), findings.get(p.id, 0)) for p in places)


def _rows(cities: Sequence[Known], *, home: str) -> tuple[Row, ...]:
    """Every city in the order of its name, its districts below it."""
    kinds = observations.kinds()
    indicators = plans.indicators()
    ids = {known.place.id for known in cities}

    def row(known: Known, above: str) -> Row:
        place = known.place
        standing = observations.figures(place.id)
        path = sentences.path_of(standing)
        own = measures.among(standing, [i for i in indicators if i.system in place.systems])
        books = headlines.books_of(standing)
        stands = headlines.headline(path, own, kinds, books=books)
        return Row(
            place=place,
            title=short_title(say(place.title), above),
            says=say(place.says),
            figures_of=stands.title if stands else "",
            figures=stands.figures if stands else (),
            missing=headlines.missing(path, books=books),
            findings=known.findings,
            parts=below(place.id, say(place.title)),
        )

    def below(part_of: str, above: str) -> tuple[Row, ...]:
        return _sorted(row(known, above) for known in cities if known.place.part_of == part_of)

    outside = [row(known, "") for known in cities if known.place.part_of not in ids]
    # What is part of no country here, like a district made up to show the methods, stands below the rest.
    return tuple(sorted(outside, key=lambda row: (row.place.part_of != home, row.title)))


def _sorted(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: row.title))


def _about(cities: Sequence[Known]) -> Mapping[str, tuple[str, int]]:
    """What the map says of each place, and its shade: how much is stated about it."""
    return {known.place.id: (_figures_words(known), _step(known.figures)) for known in cities}


def _figures_words(known: Known) -> str:
    return ngettext("%(count)s figure", "%(count)s figures", known.figures) % {"count": known.figures}


def _step(figures: int) -> int:
    """Which of the map's five shades: how much is stated about a place."""
    return next((step for step, most in enumerate((20, 50, 100, 200), start=1) if figures <= most), 5)


def _place_data(known: Known) -> dict[str, object]:
    place = known.place
    return {
        "place": place.id,
        "title": place.title,
        "kind": place.kind,
        "part_of": place.part_of,
        "figures": known.figures,
        "open_findings": known.findings,
    }
