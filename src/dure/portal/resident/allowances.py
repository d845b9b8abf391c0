"""A place's allowances: what it holds lot by lot, what a year came to, what was sold and may be claimed."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dure.grammar.lots import find_lot
from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.bars import Bar, Bars
from dure.portal.blocks.empty import Empty
from dure.portal.blocks.times import period_words
from dure.portal.pages import Crumb, Page
from dure.portal.resident import allowance_facilities as by_facility
from dure.portal.resident import allowance_tables as tables
from dure.portal.resident import allowance_years as by_year
from dure.portal.resident import claims, holdings
from dure.portal.resident.acts_claimed import acts_data, acts_table
from dure.portal.resident.findings import WAITING, besides, shown
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import language, say

OF_ALLOWANCES = ("allowances_tco2e/", "allowance_price_krw_per_tco2e", "allowance_krw/")
OF_FACILITIES = ("facility_emissions_tco2e/", "facility_allowances_tco2e/", "monitoring_tier")
DEADLINES = "allowance_deadline_year/"
CREDITS = ("credits_tco2e/expected_yearly", "credits_tco2e/first_issuance")
FACILITY_KINDS = ("unnamed_facility", "ets_facility")
HEADER = ("state", "year", "vintage", "lot", "price_krw", "tonnes", "account")


def allowances(request: HttpRequest, place: str) -> Page:
    """The page of a place's allowances and credits."""
    found = place_or_404(place)
    book = holdings.book_of(place)
    rows = lot_rows(book)
    standing = observations.figures(place)
    own = [f for f in standing if f.address.startswith((*OF_ALLOWANCES, *OF_FACILITIES))]
    known = bool(rows or own or claims.city_claims(book) or tables.credits_of(book))
    kinds = observations.kinds()
    lines = by_year.year_lines(book)
    return Page(
        template="resident/allowances.html",
        crumbs=crumbs(found, Crumb(_("Allowances"))),
        shows={
            "place": found,
            "place_title": say(found.title),
            **_headline(lines),
            "held": sum(held.tonnes for held in _now(book)),
            **(_shown(found, book, standing, lines, kinds) if known else {"empty": _empty()}),
        },
        data={
            "place": place,
            "lots": [dict(zip(HEADER, row, strict=True)) for row in rows],
            "years": by_year.lines_data(lines),
            "sales": [
                {"year": s.year, "price_krw": s.price, "tonnes": s.tonnes, "krw": s.won}
                for s in tables.sales_of(book)
            ],
            "claims": [
                {"gwp_set": claim.gwp_set, "own_gco2e": claim.own, "stages_gco2e": dict(claim.stages)}
                for claim in claims.city_claims(book)
            ],
            "acts_estimated": acts_data(book),
            "credits": [
                {"state": c.state, "lot": c.lot, "tonnes": c.tonnes} for c in tables.credits_of(book)
            ],
            "figures": [showing.data(f, kinds) for f in own],
        },
        header=HEADER,
        rows=rows,
    )


def _headline(lines: Sequence[by_year.YearLine]) -> dict[str, str]:
    """How far the ledger is settled, and what keeps it open."""
    return {"settled_to": by_year.settled_to(lines), "open": by_year.open_words(lines)}


def lot_rows(book: holdings.Book) -> list[tuple[object, ...]]:
    """Every lot with what became of it, in rows of HEADER: nothing is left out and nothing is there twice."""
    found: list[tuple[object, ...]] = []
    for state, path in (
        ("held", holdings.HOLDING),
        ("carried_to", holdings.CARRIED),
        ("surrendered_for", holdings.SURRENDERED),
        ("cancelled", holdings.CANCELLED),
    ):
        for account in book.below(path, unit="kau"):
            below = account.path.removeprefix(f"{path}/")
            year, rest = ("", below) if state in {"held", "cancelled"} else below.split("/", 1)
            lot = find_lot(rest)
            if account.balance and lot:
                price = "unknown" if lot.price_krw is None else lot.price_krw
                found.append((state, year, lot.vintage, lot.name, price, account.balance, account.path))
    sales = tables.sales_of(book)
    return found + [("sold_for", s.year, "", "", s.price, s.tonnes, s.account) for s in sales]


def _now(book: holdings.Book) -> tuple[holdings.Held, ...]:
    """What is held, and what waits to be taken into a later year."""
    return (*holdings.lots(book), *tables.carried(book))


def _shown(
    place: Place, book: holdings.Book, standing: Sequence[Figure], lines: Sequence[by_year.YearLine],
    kinds: showing.Kinds,
) -> dict[str, object]:  # fmt: skip
    of_years = [f for f in standing if f.address.startswith(OF_ALLOWANCES)]
    facilities = [thing for kind in FACILITY_KINDS for thing in things.things(place.id, kind=kind)]
    stated = by_facility.positions(facilities, standing)
    city = claims.city_claims(book)
    return {
        "lots": tables.lots_table(place.id, _now(book)),
        "due": by_year.due_table(lines),
        "years": by_year.years_table(lines, of_years, kinds),
        "parts": tables.parts_table(of_years, kinds),
        "sales": tables.sales_table(book, standing, kinds),
        "findings": _findings(place.id),
        "limits": tables.limits_table(book, lines),
        "forecast": _forecast(standing, kinds),
        "claims": tables.claims_table(place.id, city) if city else None,
        "acts": acts_table(book),
        "credits": tables.credits_table(book),
        "sold": sum(claim.at("transferred") for claim in city) // claims.GRAMS,
        "deadlines": _deadlines(place.id, kinds),
        "values": tables.values_table(standing, kinds),
        "facilities": by_facility.facilities_table(stated, kinds),
        "facility_count": len(facilities),
        "facilities_untold": by_facility.untold_words(len(facilities) - len(stated)),
    }


def _findings(place: str) -> list[object]:
    """What is doubted about the figures of allowances."""
    waiting = tuple(
        case
        for case in cases.cases(place=place, kind="finding", states=WAITING, limit=1000)
        if f"{place}/allowance" in case.subject
    )
    beside = besides(waiting)
    return [shown(case, beside, short=True) for case in waiting]


def _forecast(standing: Sequence[Figure], kinds: showing.Kinds) -> Bars | None:
    """What was expected a year beside what was issued first."""
    bars = tuple(
        Bar(
            title=f"{say(kinds['credits_tco2e'].title_of(f.address))}, "
            f"{period_words(f.period, language=language())}",
            value=f.value,
            mark=f.mark,
            href=showing.figure_href(f),
            note=say(f.note),
        )
        for f in standing
        if f.address in CREDITS
    )
    if not bars:
        return None
    return Bars(
        slug="forecast",
        title=_("Landfill gas: expected and issued"),
        unit="tco2e",
        bars=bars,
        says=_("The forecasts are for one year each; the issuance does not say its period."),
    )


def _deadlines(place: str, kinds: showing.Kinds) -> list[dict[str, object]]:
    """The days until which a year's allowances had to be dealt with, as documents name them."""
    found = [
        (figure, above)
        for above in things.chain(place)
        for figure in observations.figures(above)
        if figure.address.startswith(DEADLINES) and figure.value is not None
    ]
    return [
        {
            "day": period_words(figure.period, language=language()),
            "title": say(dict(kinds[DEADLINES[:-1]].facets)[figure.address.removeprefix(DEADLINES)]),
            "year": int(figure.value or 0),
            "href": showing.figure_href(figure),
        }
        for figure, _above in sorted(found, key=lambda each: each[0].period, reverse=True)
    ]


def _empty() -> Empty:
    """What to say where no allowances are kept."""
    return Empty(
        title=_("No allowances yet"),
        says=_("Nothing has been stated about allowances or credits of this place."),
    )
