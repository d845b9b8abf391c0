"""My acts that a person looks at first: where they stand, why, and the way to appeal."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.portal.blocks.times import period_words
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.work import typed
from dure.portal.resident.acts.deciding import counted_late, decide, told_of
from dure.portal.resident.acts.holding import KIND
from dure.portal.resident.findings import way
from dure.portal.resident.own import Resident, framed, own
from dure.portal.resident.programmes import won
from dure.portal.showing import language, say

APPEALABLE = ("refused",)


@dataclass(frozen=True)
class Reviewed:
    """One of my acts in a list: what, when, how much is held, and where it stands."""

    title: str
    href: str
    on: str
    amount: str
    state: str


@own
def reviews(request: HttpRequest, me: Resident) -> HttpResponse:
    """My acts that were held, the last first."""
    kind = case_read.find_kind(KIND)
    found = case_read.cases(kind=KIND, subject=me.party, limit=100) if kind else ()
    told = case_read.letters_of(case.id for case in found)
    lines = [
        Reviewed(
            say(case.title), _href(case), told[case.id][0]["day"], _amount(told[case.id][0]),
            say(kind.state_title(case.state)) if kind else case.state,
        )
        for case in found
    ]  # fmt: skip
    return framed(request, "resident/act_reviews.html", {"lines": lines}, title=_("Acts that are looked at"))


@own
def review(request: HttpRequest, me: Resident, number: str) -> HttpResponse:
    """One of my acts that was held: why, what was decided, and the appeal."""
    case = _mine(me, number)
    form = SaysForm(request.POST if request.method == "POST" else None)
    form.fields["says"].label = _("Why do you see it otherwise?")
    if form.is_valid():
        by = cases.Actor(me.party, "", frozenset({"resident"}))
        try:
            decide(case.id, move="appeal", by=by, at=me.at, says=typed(form.cleaned_data["says"]))
        except (cases.MoveRefused, posting.Refused) as error:
            form.add_error("says", say(error.says))
        else:
            messages.success(request, _("Your appeal is filed. Another person decides."))
            return redirect(request.path)
    shows = _shows(case, form)
    status = 422 if form.errors else 200
    return framed(request, "resident/act_review.html", shows, title=say(case.title), status=status)


@own
def photo(request: HttpRequest, me: Resident, number: str) -> HttpResponse:
    """The photo I sent, as it is kept."""
    return picture_of(_mine(me, number))


def picture_of(case: case_read.Case) -> HttpResponse:
    """The picture of an act, for one reader and never kept by a cache."""
    picture = case_read.find_picture(_key(case))
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/jpeg")


def has_picture(case: case_read.Case) -> bool:
    """Whether a picture of an act is there to be seen."""
    return case_read.find_picture(_key(case)) is not None


def facts(told: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was told of an act that is held, in words."""
    return [(_("Day"), told["day"]), (_("How many"), told["quantity"]), (_("Reward"), _amount(told))]


def late_words(case: case_read.Case) -> str:
    """Where the grams of an act were counted in a later month, and why; else nothing."""
    found = counted_late(case)
    if found is None:
        return ""
    words = {
        "own": period_words(found[0], language=language()),
        "month": period_words(found[1], language=language()),
    }
    return _("What it avoided is counted in %(month)s: %(own)s had been closed when it was decided.") % words


def _shows(case: case_read.Case, form: SaysForm) -> dict[str, object]:
    kind = case_read.find_kind(case.kind)
    assert kind is not None
    return {
        "case": case,
        "state": say(kind.state_title(case.state)),
        "why": say(case.steps[0].says),
        "late": late_words(case),
        "facts": facts(told_of(case)),
        "steps": way(case, kind, {}),
        "photo_href": reverse("my_review_photo", kwargs={"number": _number(case)})
        if has_picture(case)
        else "",
        "may_appeal": case.state in APPEALABLE,
        "waits": case.state in {"waiting", "second", "appealed", "back_asked"},
        "form": form,
        "forms": (form,),
        "since": timezone.localtime(case.opened_at),
    }


def _mine(me: Resident, number: str) -> case_read.Case:
    case = case_read.find_case(f"{KIND}/{number}")
    if case is None or case.subject != me.party:
        raise Http404
    return case


def _key(case: case_read.Case) -> UUID:
    return UUID(hex=_number(case))


def _number(case: case_read.Case) -> str:
    return case.id.partition("/")[2]


def _href(case: case_read.Case) -> str:
    return reverse("my_review", kwargs={"number": _number(case)})


def _amount(told: Mapping[str, str]) -> str:
    return won(int(told["paid"]), told["unit"])


urls: list[URLPattern | URLResolver] = [
    path("", reviews, name="my_reviews"),
    path("<slug:number>/", review, name="my_review"),
    path("<slug:number>/photo.jpg", photo, name="my_review_photo"),
]
