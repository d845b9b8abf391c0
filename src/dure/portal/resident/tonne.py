"""My tonne: what somebody's acts avoided in a year, by which method, in which totals, and the proof."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers.read import Arrival, Total
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.plans.read import ProgrammeRun
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.resident.acts import books, months, tariffs
from dure.portal.resident.acts.recording import household_of
from dure.portal.resident.own import Resident, framed, own
from dure.portal.resident.people.household import use_table
from dure.portal.resident.programmes import kilogram_words
from dure.portal.showing import language, say
from dure.protocols.sum_tree import written

FIRST_YEAR = 2000
ORIGIN = "resident act "


@dataclass(frozen=True)
class Avoided:
    """What one sort of act avoided in a year; `low` and `high` None where nobody states a range."""

    run: ProgrammeRun
    action: str
    times: int
    quantity: Decimal
    grams: int
    figure: Figure | None
    low: int | None
    high: int | None


@own
def tonne(request: HttpRequest, me: Resident) -> HttpResponse:
    """My tonne of a year."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else me.today.year
    year = min(max(year, FIRST_YEAR), me.today.year)
    runs = tariffs.runs_at(me.place.id, on=me.today)
    arrived = {run.programme.name: _arrived(me, run, year=year) for run in runs}
    acts = [each for run in runs for each in _acts(me, run, arrived[run.programme.name])]
    grams = sum(each.grams for each in acts)
    home = household_of(me.party, on=me.today)
    shows = {
        "place": me.place,
        "used": use_table(home) if home else None,
        "place_title": say(me.place.title),
        "year": year,
        "year_before": year - 1 if year > FIRST_YEAR else None,
        "year_after": year + 1 if year < me.today.year else None,
        "avoided": kilogram_words(grams),
        "range": _range(acts),
        "mark": tariffs.avoided_mark([each.figure for each in acts if each.figure]),
        "acts": _act_table(acts) if acts else None,
        "counted": [
            _counted(me, run, arrived[run.programme.name]) for run in runs if arrived[run.programme.name]
        ],
        "has_claims": "allowances" in me.place.systems or "mitigation" in me.place.systems,
    }
    return framed(request, "resident/my_tonne.html", shows, title=_("My tonne"))


@own
def proof_file(_request: HttpRequest, me: Resident, programme: str, month: str, edition: int) -> HttpResponse:
    """The proof that my grams are in an edition of a published total, as a file that is mine alone."""
    run = next((r for r in tariffs.runs_at(me.place.id, on=me.today) if r.programme.name == programme), None)
    name = months.name_of(programme, month)
    total = ledgers.find_edition(run.place, name=name, edition=edition) if run else None
    if total is None:
        raise Http404(_("No such total has been published."))
    found = months.proof(total, party=me.party)
    if found is None:
        raise Http404(_("You had no grams in this total when it was closed. A later edition may have them."))
    text = json.dumps(written(found), ensure_ascii=False, indent=1)
    answer = HttpResponse(text + "\n", content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="my-grams-{programme}-{month}-{edition}.json"'
    return answer


def _arrived(me: Resident, run: ProgrammeRun, *, year: int) -> dict[str, list[Arrival]]:
    """What somebody's acts avoided in a programme and year, by month."""
    zone = timezone.get_default_timezone()
    paths = {
        books.avoided_by(me.party, programme=run.programme.name, month=month): month
        for month in (f"{year}-{number:02}" for number in range(1, 13))
    }
    found = ledgers.arrivals(
        run.place, paths=tuple(paths), unit=books.GRAMS_UNIT,
        happened_from=datetime.combine(date(year, 1, 1), time(), zone),
        happened_before=datetime.combine(date(year + 1, 1, 1), time(), zone),
    )  # fmt: skip
    by_month: dict[str, list[Arrival]] = {}
    for row in found:
        by_month.setdefault(paths[row.path], []).append(row)
    return by_month


def _acts(me: Resident, run: ProgrammeRun, arrived: dict[str, list[Arrival]]) -> list[Avoided]:
    """What each sort of act avoided, the most first."""
    rows: dict[str, list[Arrival]] = {}
    for row in (row for some in arrived.values() for row in some):
        action = row.origin.removeprefix(f"{ORIGIN}{run.programme.name}/").partition(" ")[0]
        rows.setdefault(action, []).append(row)
    stems = [tariffs.kilograms_address(action) for action in rows]
    addresses = [stem + end for stem in stems for end in ("", "/low", "/high")]
    figures = tariffs.stated(me.place.id, addresses) if addresses else ()
    found = [_avoided(run, action, some, figures) for action, some in rows.items()]
    return sorted(found, key=lambda each: -each.grams)


def _avoided(run: ProgrammeRun, action: str, rows: Sequence[Arrival], figures: Sequence[Figure]) -> Avoided:
    """What one sort of act avoided, each with the figure of its day."""
    stem = tariffs.kilograms_address(action)
    ends: dict[str, int | None] = {"/low": 0, "/high": 0}
    for row in rows:
        on = timezone.localdate(row.happened_at)
        for end, so_far in ends.items():
            stated = tariffs.counts_on(figures, address=stem + end, on=on)
            known = stated is not None and stated.value is not None and so_far is not None
            ends[end] = (
                (so_far or 0) + tariffs.grams_of(stated.value, _quantity(row))
                if known and stated and stated.value is not None
                else None
            )
    last = max(timezone.localdate(row.happened_at) for row in rows)
    return Avoided(
        run, action, len(rows), sum((_quantity(row) for row in rows), Decimal(0)),
        sum(row.amount for row in rows), tariffs.counts_on(figures, address=stem, on=last),
        ends["/low"], ends["/high"],
    )  # fmt: skip


def _quantity(row: Arrival) -> Decimal:
    """How much was done, as the origin of a movement keeps it."""
    words = row.origin.split(" ")
    return Decimal(words[3]) if len(words) > 3 else Decimal(0)


def _range(acts: Sequence[Avoided]) -> str:
    """From the least to the most, where every act has a range; else nothing."""
    lows, highs = [each.low for each in acts], [each.high for each in acts]
    if not acts or None in lows or None in highs:
        return ""
    words = {
        "low": kilogram_words(sum(n or 0 for n in lows)),
        "high": kilogram_words(sum(n or 0 for n in highs)),
    }
    return _("between %(low)s and %(high)s") % words


def _act_table(acts: Sequence[Avoided]) -> Table:
    kinds = observations.kinds()
    return Table(
        caption=_("What each act avoided"),
        columns=(
            Column(_("Act")),
            Column(_("How often"), numeric=True),
            Column(_("Avoided"), numeric=True),
            Column(_("Range")),
            Column(_("Kilograms of one, and who says so")),
        ),
        rows=tuple(
            (
                Cell(text=_title(each)),
                Cell(value=Decimal(each.times)),
                Cell(value=Decimal(each.grams) / 1000, unit="kgco2e", decimals=3),
                Cell(text=_range([each]) or _("not known")),
                showing.cell(each.figure, kinds) if each.figure else Cell(text=_("not stated any more")),
            )
            for each in acts
        ),
        caption_hidden=True,
    )


def _title(each: Avoided) -> str:
    action = each.run.action(each.action)
    title = say(action.title) if action else each.action
    return f"{say(each.run.programme.title)}: {title}"


def _counted(me: Resident, run: ProgrammeRun, arrived: dict[str, list[Arrival]]) -> dict[str, object]:
    """The months of a programme in which somebody has grams, and the totals they are in."""
    name = run.programme.name
    known = ledgers.totals(run.place, below=f"{months.NAME}/{name}")
    return {
        "title": say(run.programme.title),
        "href": reverse("programme_totals", kwargs={"place": run.place, "programme": name}),
        "months": [
            {
                "month": period_words(month, language=language()),
                "mine": kilogram_words(sum(row.amount for row in arrived[month])),
                "editions": [_edition(each) for each in known if each.name == months.name_of(name, month)],
            }
            for month in sorted(arrived, reverse=True)
        ],
    }


def _edition(total: Total) -> dict[str, object]:
    programme, month = months.programme_and_month(total)
    words = {"programme": programme, "month": month, "edition": total.edition}
    return {
        "number": total.edition,
        "amount": kilogram_words(total.amount or 0),
        "href": reverse("my_proof", kwargs=words),
    }


urls = [
    path("tonne/", tonne, name="my_tonne"),
    path("tonne/<slug:programme>/<slug:month>/<int:edition>/", proof_file, name="my_proof"),
]
