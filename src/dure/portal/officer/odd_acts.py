"""What rules find odd about acts of late, with what was found and its limit; a person says what it is."""

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.engines.residents import anomalies
from dure.engines.residents.anomalies import Suspicion
from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.acts.doubts import FAR_AWAY, FENCE_M, MOST_ACTS, MOST_PEOPLE, WITHIN
from dure.portal.resident.acts.holding import case_of
from dure.portal.showing import say

KIND = "act_suspicion"
SPAN = timedelta(days=30)
MOST_SHOWN = 50
MOST_LINKS = 10
# Pictures that differ in so few of 64 bits are taken for the same one.
ALIKE_BITS = 6
# Fewer acts together than these say nothing of a shop and a person.
LEAST_TOGETHER = 10
TOGETHER_SHARE = 0.5
MOVES = ("explain", "confirm")


@dataclass(frozen=True)
class Link:
    """An act of a suspicion, and its page where it was held."""

    title: str
    href: str


@dataclass(frozen=True)
class Odd:
    """A suspicion in words, and what a person said of it."""

    number: str
    title: str
    says: str
    links: tuple[Link, ...]
    decided: str


@office
def odd_acts(request: HttpRequest, place: str) -> HttpResponse:
    """What is odd about the acts of the last thirty days, and what people said of it."""
    work = work_at(request, place)
    exhibits = case_read.exhibits(place, since=work.at - SPAN)
    odd = [*far_away(place, exhibits), *suspicions(exhibits)]
    found = {number_of(place, each): each for each in odd[:MOST_SHOWN]}
    form = SaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        about = found.get(request.POST.get("about", ""))
        move = request.POST.get("move", "")
        if about is not None and move in MOVES:
            try:
                _dispose(work, about, move=move, says=typed(form.cleaned_data["says"]))
            except cases.MoveRefused as error:
                form.add_error("says", say(error.says))
            else:
                messages.success(request, _("Noted."))
                return redirect("work_odd_acts", place=place)
    days = {str(each.act): f"{timezone.localtime(each.happened_at):%Y-%m-%d %H:%M}" for each in exhibits}
    shows = {
        "found": [_odd(number, each, days) for number, each in found.items()],
        "span": _("Acts that were told by a page in the last %(days)d days.") % {"days": SPAN.days},
        "is_officer": work.may("officer"),
        "forms": (form,),
    }
    title = _("What is odd about acts")
    status = 422 if form.errors else 200
    return page(request, "officer/odd_acts.html", shows, title=title, place=work.place, status=status)


def suspicions(exhibits: Sequence[case_read.Exhibit]) -> list[Suspicion]:
    """Everything the rules find in these acts."""
    acts = [
        anomalies.Act(
            str(each.act), each.party, each.happened_at.timestamp(), each.device or None, each.shop or None
        )
        for each in exhibits
    ]
    photos = [
        anomalies.Photo(str(each.act), each.party, each.bits) for each in exhibits if each.bits is not None
    ]
    return [
        *anomalies.alike_photos(photos, within_bits=ALIKE_BITS),
        *anomalies.shared_device(acts, most_people=MOST_PEOPLE),
        *anomalies.too_fast(acts, most=MOST_ACTS, within_s=WITHIN.total_seconds()),
        *anomalies.shop_and_person(acts, least_acts=LEAST_TOGETHER, share=TOGETHER_SHARE),
    ]


def far_away(place: str, exhibits: Sequence[case_read.Exhibit]) -> list[Suspicion]:
    """Acts that were held since their photo was taken far from the shop; how far is not kept."""
    held = {case_of(each.act): each for each in exhibits if each.shop and each.bits is not None}
    letters = case_read.letters_of(held) if held else {}
    return [
        Suspicion("outside_fence", held[case].party, (str(held[case].act),), 0.0, FENCE_M)
        for case, own in letters.items()
        if FAR_AWAY in own[0].get("why", "").split()
    ]


def number_of(place: str, about: Suspicion) -> str:
    """The number of a suspicion: the same acts found by the same rule are the same one."""
    mark = f"{place} {about.rule} {about.about} {' '.join(sorted(about.acts))}"
    return hashlib.sha256(mark.encode()).hexdigest()[:16]


def title_of(about: Suspicion) -> Text:
    """What a rule is called."""
    return {
        "alike_photos": Text("같은 사진", "The same photo"),
        "shared_device": Text("한 기기, 여러 사람", "One device, many people"),
        "too_fast": Text("너무 빠른 기록", "Faster than people act"),
        "outside_fence": Text("먼 곳에서 찍은 사진", "A photo taken far away"),
        "shop_and_person": Text("서로만 확인하는 가게와 사람", "A shop and a person who confirm each other"),
    }.get(about.rule, Text(about.rule, about.rule))


def _says(about: Suspicion) -> str:
    """What was found, against which limit, and what it may be that is not odd at all."""
    found = round(about.found)
    words = {
        "alike_photos": _(
            "%(found)d acts show the same photo, or nearly so. It may be a notice at the place that "
            "everybody takes a photo of."
        ),
        "shared_device": _(
            "Acts of more than %(limit)d people came from one device: %(acts)d acts. It may be a tablet of a "
            "school or a centre."
        ),
        "too_fast": _(
            "One person recorded %(found)d acts within an hour; up to %(limit)d are ordinary. It may be that "
            "a phone was offline and sent them at once."
        ),
        "outside_fence": _(
            "The photo was taken more than %(limit)d m from the shop that was named. The position was looked "
            "at once and is not kept. It may be that the photo was taken at home."
        ),
        "shop_and_person": _(
            "One shop confirmed one person %(acts)d times: more than %(percent)d %% of the shop's acts and "
            "of the person's. It may be the only shop in the village."
        ),
    }
    return words.get(about.rule, about.rule) % {
        "found": found, "limit": round(about.limit), "acts": len(about.acts),
        "percent": round(about.limit * 100),
    }  # fmt: skip


def _odd(number: str, about: Suspicion, days: dict[str, str]) -> Odd:
    case = case_read.find_case(f"{KIND}/{number}")
    kind = case_read.find_kind(KIND) if case else None
    decided = ""
    if case is not None and kind is not None and len(case.steps) > 1:
        decided = f"{say(kind.state_title(case.state))}: {say(case.steps[-1].says)}"
    held = {act: case_of(UUID(act)) for act in about.acts[:MOST_LINKS]}
    known = {case_id for case_id in held.values() if case_read.find_case(case_id) is not None}
    links = tuple(
        Link(
            days.get(act, act),
            reverse("work_act", kwargs={"number": case_id.partition("/")[2]}) if case_id in known else "",
        )
        for act, case_id in held.items()
    )
    return Odd(number, say(title_of(about)), _says(about), links, decided)


def _dispose(work: Work, about: Suspicion, *, move: str, says: Text) -> None:
    """Write down what a person says of it; the same suspicion is one case."""
    case = f"{KIND}/{number_of(work.place.id, about)}"
    opening = cases.Opening(
        id=case, place=work.place.id, kind=KIND, title=title_of(about), on=timezone.localdate(work.at)
    )
    with contextlib.suppress(cases.AlreadyOpen):
        cases.open_case(opening, by=work.actor, at=work.at, letters=[{"acts": " ".join(about.acts)}])
    cases.take(case, move=move, by=work.actor, at=work.at, says=says)
