"""What is on in a place, for everybody: theme, missions, events with their results, and who is praised."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dure.kernel.cases import read as case_read
from dure.kernel.parties import read as parties
from dure.kernel.plans import read as plans
from dure.portal.pages import Crumb, Page, twins
from dure.portal.resident.acts.months import people_words
from dure.portal.resident.campaigns import choosing
from dure.portal.resident.campaigns.entering import event_card
from dure.portal.resident.campaigns.events import (
    PUBLIC,
    Event,
    events,
    find_entry,
    find_event,
    photo_purpose,
    shown_names,
    shows_photo,
)
from dure.portal.resident.campaigns.jury import Ranked, winners
from dure.portal.resident.campaigns.missions import Mission, missions, reward_of, run_of
from dure.portal.resident.campaigns.themes import themes
from dure.portal.resident.campaigns.words import mission_card
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.resident.programmes import won
from dure.portal.showing import say

THEMES_SHOWN = 12


def campaigns(_request: HttpRequest, place: str) -> Page:
    """The theme of this month, missions, events, outstanding participants by consent."""
    found = place_or_404(place)
    if "citizen_actions" not in found.systems:
        raise Http404(_("This place has no programmes for residents."))
    today = timezone.localdate()
    known = [each for each in missions(place) if each.last >= today]
    months = themes(place)[:THEMES_SHOWN]
    choices = choosing.choices(place)
    return Page(
        template="resident/campaigns/campaigns.html",
        crumbs=crumbs(found, Crumb(_("What is on this month"))),
        shows={
            "place": found, "place_title": say(found.title),
            "themes": [
                {"month": each.month, "title": say(each.case.title), "says": say(each.says),
                 "is_now": each.month == f"{today:%Y-%m}"}
                for each in months
            ],
            "missions": [mission_card(each) for each in known],
            "events": [event_card(each) for each in events(place)],
            "choices": [_choice(each) for each in choices],
        },
        data={
            "place": place,
            "themes": [{"month": each.month, "title_ko": each.case.title.ko, "title_en": each.case.title.en,
                        "actions": each.actions} for each in months],
            "missions": [_mission_data(each) for each in known],
            "events": [_event_data(each) for each in events(place)],
            "outstanding": [_choice_data(each) for each in choices],
        },
        header=("mission", "title_ko", "title_en", "programme", "who", "size", "first", "last", "wanted"),
        rows=[
            (each.number, each.case.title.ko, each.case.title.en, each.programme, each.who, each.size,
             each.first, each.last, " ".join(f"{name}={count}" for name, count in each.wanted.items()))
            for each in known
        ],
    )  # fmt: skip


def event(_request: HttpRequest, place: str, number: str) -> Page:
    """One event: what is asked, how it is judged, and, once it is decided, who won, by consent alone."""
    found = place_or_404(place)
    known = find_event(number)
    if known is None or known.case.place != place or known.case.state not in PUBLIC:
        raise Http404(_("There is no such event here."))
    back = Crumb(_("What is on this month"), reverse("campaigns", kwargs={"place": place}))
    rows = winners(known) if known.case.state == "awarded" else ()
    won_words = _results(known, rows)
    return Page(
        template="resident/campaigns/event.html",
        crumbs=crumbs(found, back, Crumb(say(known.case.title))),
        shows={
            "place": found, "place_title": say(found.title), **event_card(known), "results": won_words,
        },
        data={**_event_data(known), "results": [_result_data(row) for row in rows]},
        header=("rank", "total", "prize"),
        rows=[(row.rank, f"{row.total:.6f}", row.prize) for row in rows],
    )  # fmt: skip


@never_cache
@require_safe
def photo(_request: HttpRequest, place: str, number: str, entry: str) -> HttpResponse:
    """The photo of a winner who lets everybody see it; asked anew each time."""
    known, shown = find_event(number), find_entry(entry)
    if known is None or shown is None or known.case.place != place or shown.event != number:
        raise Http404
    picture = case_read.find_picture(shown.key) if shows_photo(known, shown) else None
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/jpeg")


def _results(known: Event, rows: tuple[Ranked, ...]) -> list[dict[str, object]]:
    programme = plans.find_programme(known.programme)
    unit = programme.unit if programme else ""
    names = shown_names(known, tuple(row.entry for row in rows))
    seen = parties.agreeing([row.entry.party for row in rows], purpose=photo_purpose(known.number))
    return [
        {
            "rank": row.rank, "total": f"{row.total:.2f}", "prize": won(row.prize, unit),
            "name": names.get(row.entry.number, ""), "entry": row.entry.number,
            "says": say(row.entry.case.steps[0].says) if row.entry.party in seen else "",
            "has_photo": row.entry.party in seen and case_read.find_picture(row.entry.key) is not None,
        }
        for row in rows
    ]  # fmt: skip


def _choice(each: choosing.Choice) -> dict[str, object]:
    programme = plans.find_programme(each.criteria.programme)
    return {
        "number": each.number, "title": say(each.case.title), "criteria": each.criteria,
        "programme": say(programme.title) if programme else each.criteria.programme,
        "is_shown": each.case.state == "shown", "people": say(people_words(each.people)),
        "days": each.days, "areas": each.areas, "acts": each.acts, "digest": each.digest,
        "names": choosing.praised(each), "chosen": len(each.chosen),
    }  # fmt: skip


def _mission_data(each: Mission) -> dict[str, object]:
    run = run_of(each)
    figure = reward_of(each, run) if run else None
    return {
        "mission": each.number, "title_ko": each.case.title.ko, "title_en": each.case.title.en,
        "programme": each.programme, "who": each.who, "size": each.size, "first": each.first,
        "last": each.last, "wanted": dict(each.wanted), "reward_figure": figure.address if figure else None,
        "reward": figure.value if figure else None,
    }  # fmt: skip


def _event_data(each: Event) -> dict[str, object]:
    return {
        "event": each.number, "title_ko": each.case.title.ko, "title_en": each.case.title.en,
        "state": each.case.state, "first": each.first, "last": each.last, "prizes": each.prizes,
        "criteria": [{"name": one.name, "weight": one.weight} for one in each.criteria],
        "jurors": len(each.jury),
    }  # fmt: skip


def _result_data(row: Ranked) -> dict[str, object]:
    return {"rank": row.rank, "total": round(row.total, 6), "prize": row.prize}


def _choice_data(each: choosing.Choice) -> dict[str, object]:
    told = each.criteria
    shown: dict[str, object] = {
        "number": each.number, "programme": told.programme, "first": told.first, "last": told.last,
        "least_days": told.least_days, "most": told.most, "state": each.case.state,
    }  # fmt: skip
    if each.case.state == "shown":
        shown |= {"digest": each.digest, "days": each.days, "areas": each.areas, "acts": each.acts}
    return shown


pages = [
    *twins("<slug:place>/campaigns/", campaigns, name="campaigns", csv_too=True, by_clock=True),
    *twins("<slug:place>/campaigns/<slug:number>/", event, name="event", csv_too=True, by_clock=True),
]
photos: list[URLPattern] = [
    path("<slug:place>/campaigns/<slug:number>/<slug:entry>.jpg", photo, name="event.jpg"),
]
