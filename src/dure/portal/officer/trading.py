"""The allowance desk: what stands, what is to be done, a look at every movement, and when it takes two."""

import contextlib
import hashlib
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.lots import Lot, find_lot, find_serial_lot
from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.portal.officer import sure, two_people
from dure.portal.officer.acts import allowances, crediting
from dure.portal.officer.acts.acting import (
    BEGIN,
    Act,
    ActRefused,
    Deed,
    Leg,
    perform,
    standing,
    take_back,
)
from dure.portal.officer.acts.settling import UNSETTLED
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.movements import left_words, movement_words, worth_words
from dure.portal.officer.trading_forms import CREDIT, TAKES_TWO, ActForm
from dure.portal.officer.two_people import KIND, Said
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident import allowance_tables as tables
from dure.portal.resident import allowance_years as by_year
from dure.portal.resident import holdings
from dure.portal.resident.lot_words import credit_words, lot_words
from dure.portal.showing import people, say

TAKE_BACK = "take_back"


@office
def trading(request: HttpRequest, place: str) -> HttpResponse:
    """The desk of a place's allowances: one act at a time, looked at before it is posted."""
    work = work_at(request, place, "officer")
    posted, today = request.POST if request.method == "POST" else None, timezone.localdate(work.at)
    form = ActForm(posted, today=today, lots=_lots(place))
    if form.is_valid() and not sure.is_back(request):
        try:
            return _asked(request, work, form)
        except (ActRefused, posting.Refused) as error:
            form.add_error(None, say(error.says))
    book = holdings.book_of(place)
    waiting = case_read.cases(place=place, kind=KIND, states=("filed",))
    who = people(case.steps[-1] for case in waiting)
    return page(
        request,
        "officer/trading.html",
        {
            "form": form,
            "forms": (form,),
            "lots": tables.lots_table(place, (*holdings.lots(book), *tables.carried(book))),
            **_open(book),
            "last": _last(place),
            "unsettled": book.tonnes_below(UNSETTLED, unit="credit"),
            "waiting": [
                {"title": say(case.title), "href": two_people.href(case.id), "by": who(case.steps[-1])}
                for case in waiting
            ],
        },
        title=_("Allowance desk"),
        place=work.place,
        status=422 if form.errors else 200,
    )


def _asked(request: HttpRequest, work: Work, form: ActForm) -> HttpResponse:
    """The look at an act; after it the act is posted, or filed where it takes another person."""
    place, said = work.place.id, form.cleaned_data
    deed, two = deed_of(place, said), said["act"] in TAKES_TWO

    def shows() -> sure.Look:
        legs = deed.legs()
        what = [(_("What is done"), say(deed.says)), *_told(place, said, legs)]
        return sure.Look(what, _("Look before posting"), legs, takes_two=two)

    def again(seal: str) -> HttpResponse | None:
        if two:
            return redirect(two_people.href(case)) if (case := two_people.filed(work, seal)) else None
        done = two_people.is_posted(work, seal, on=said["on"])
        return redirect(reverse("work_allowances", kwargs={"place": place})) if done else None

    def records(seal: str, seen: sure.Look) -> HttpResponse:
        if two:
            case = two_people.file(work, said, title=_title(said, deed), seal=seal)
            messages.success(request, _("Filed. Tonnes and won move once another person has approved it."))
            return redirect(two_people.href(case))
        act = two_people.act_of(work, said, key=two_people.look_key(work, seal, on=said["on"]))
        perform(act, sure.as_shown(deed, seen.legs))
        messages.success(request, _("Posted."))
        return redirect(reverse("work_allowances", kwargs={"place": place}))

    return sure.ask(request, work, form, shows=shows, again=again, records=records)


def _title(said: Said, deed: Deed) -> Text:
    """What a filed act is called: what it is, and how many tonnes."""
    words = f"{int(str(said['tonnes'])):,}"
    return Text(f"{deed.says.ko.split('. ')[0]}, {words}톤", f"{deed.says.en.split(';')[0]}, {words} t")


def _open(book: holdings.Book) -> dict[str, object]:
    """What is due and owed, and the limits."""
    lines = by_year.year_lines(book)
    return {
        "open": by_year.open_words(lines),
        "due": by_year.due_table(lines),
        "limits": tables.limits_table(book, lines),
    }


def _last(place: str) -> dict[str, object] | None:
    """The last act that stands: what it was, when, and the way to take it back."""
    acts = standing(place)
    if not acts or acts[-1].group is None:
        return None
    href = reverse("work_take_back", kwargs={"place": place, "key": acts[-1].group})
    return {"says": say(acts[-1].reason.says), "at": acts[-1].recorded_at, "href": href}


@office
def back(request: HttpRequest, place: str, key: UUID) -> HttpResponse:
    """The last act taken back, with the reason; a look at every movement first."""
    work = work_at(request, place, "officer")
    form = SaysForm(request.POST if request.method == "POST" else None)
    deed = take_back(place, key=key)
    what, refused, two = [], "", two_people.took_two(place, key)
    try:
        if form.is_valid() and request.method == "POST":
            why = form.cleaned_data["says"]
            if two:
                case = _file_back(work, deed, key=key, why=why)
                messages.success(request, _("Filed. The act is undone once another person has approved it."))
                return redirect(two_people.href(case))
            _taken_back(work, deed, key=key, why=why)
            messages.success(request, _("Taken back. Both stay to be read."))
            return redirect(reverse("work_allowances", kwargs={"place": place}))
        what = movement_words(deed.legs())
    except (ActRefused, posting.Refused) as error:
        refused = say(error.says)
    return page(
        request,
        "officer/take_back.html",
        {"what": what, "refused": refused, "two": two, "form": form, "forms": (form,)},
        title=_("Take the last act back"),
        place=work.place,
        status=422 if refused else 200,
    )


def _file_back(work: Work, deed: Deed, *, key: UUID, why: str) -> str:
    """File the taking back of a sale; while one waits, it is that one."""
    _hear_why(why)
    # What could not be taken back now is not filed.
    title = _title_of_back(deed.legs())
    number = 0
    while (case := case_read.find_case(_back_id(work, key, number))) is not None and case.state != "filed":
        number += 1
    if case is not None:
        return case.id
    on = timezone.localdate(work.at)
    opening = cases.Opening(
        id=_back_id(work, key, number), place=work.place.id, kind=KIND, says=typed(why[:150]), on=on,
        title=title,
    )  # fmt: skip
    letter = {"act": TAKE_BACK, "key": str(key), "on": on.isoformat(), "says": why[:150]}
    with contextlib.suppress(cases.AlreadyOpen):
        cases.open_case(opening, by=work.actor, at=work.at, letters=[{**letter, "source": "", "locator": ""}])
    return opening.id


def _title_of_back(legs: tuple[Leg, ...]) -> Text:
    """What a taken-back act is called: of what, and how many tonnes."""
    kinds = {"kau": ("배출권", "allowances"), "credit": ("감축실적", "credits")}
    ko, en = next((kinds[leg.unit] for leg in legs if leg.unit in kinds), ("", ""))
    tonnes = sum(leg.amount for leg in legs if leg.unit in kinds)
    if any(leg.unit == "krw" for leg in legs):
        return Text(
            f"{ko} 판매를 되돌림, {tonnes:,}톤".strip(), f"A sale of {en} is taken back, {tonnes:,} t"
        )
    return Text(f"{ko} 처리를 되돌림, {tonnes:,}톤".strip(), f"An act with {en} is taken back, {tonnes:,} t")


def _back_id(work: Work, key: UUID, number: int) -> str:
    digest = hashlib.sha256(f"{work.place.id} take back {key} {number}".encode()).hexdigest()
    return f"{KIND}/{digest[:12]}"


def _hear_why(why: str) -> None:
    if not why.strip():
        raise ActRefused("사유를 적어야 합니다.", "Say why: this step is kept together with its reason.")


def _taken_back(work: Work, deed: Deed, *, key: UUID, why: str) -> None:
    _hear_why(why)
    digest = hashlib.blake2b(f"take back {key}".encode(), digest_size=10).digest()
    own = posting.make_key(at=BEGIN + timedelta(milliseconds=key.int >> 80), random_bytes=digest)
    perform(Act(work.place.id, own, work.at, work.at, typed(why[:150])), deed)


def _lots(place: str) -> list[tuple[str, str]]:
    """The lots that may be named: of allowances, and of credits with their serials."""
    held = [
        (each.lot.path, f"{say(lot_words(each.lot))} · {each.tonnes:,} t")
        for each in holdings.lots(holdings.book_of(place))
    ]
    of_credits = [
        (CREDIT + lot.path, f"{lot.project}, {say(credit_words(lot.rest(left).path))} · {left:,} t")
        for lot, left in crediting.held_lots(place)
    ]
    return [*held, *of_credits]


def deed_of(place: str, said: Said) -> Deed:
    """The deed that a filled form, or the letter of a sale, asks for."""
    if said["act"] == TAKE_BACK:
        return take_back(place, key=UUID(str(said["key"])))
    act, year = str(said["act"]), int(str(said["year"]))
    tonnes, price = int(str(said["tonnes"] or 0)), int(str(said["price_krw"] or 0))
    lot = str(said["lot"] or "")
    serials = find_serial_lot(lot.removeprefix(CREDIT))
    wanted = allowances.Wanted(tonnes, find_lot(lot) if lot and not serials else None)
    binding = allowances.Binding(
        holdings.rules_of(place, years=[year])[year], has_reason=bool(str(said["says"]).strip())
    )
    if serials is not None:
        return {
            "sell_credits": lambda: crediting.transfer_credits(
                place, lot=serials, tonnes=tonnes, price_krw=price
            ),
            "retire_credits": lambda: crediting.retire(place, lot=serials, tonnes=tonnes),
            "cancel_credits": lambda: crediting.cancel_credits(place, lot=serials, tonnes=tonnes),
        }[act]()
    bought = Lot(str(year), "bought-" + str(said["on"]).replace("-", ""), price)
    return {
        "grant": lambda: allowances.grant(place, year=year, tonnes=tonnes),
        "bring_in": lambda: allowances.bring_in(place, year=year),
        "buy": lambda: allowances.buy(place, year=year, lot=bought, tonnes=tonnes),
        "surrender": lambda: allowances.surrender(place, year=year, wanted=wanted, binding=binding),
        "sell": lambda: allowances.sell(place, year=year, wanted=wanted, price_krw=price),
        "carry_over": lambda: allowances.carry_over(place, year=year, wanted=wanted, binding=binding),
        "borrow": lambda: allowances.borrow(place, year=year, tonnes=tonnes, binding=binding),
        "repay": lambda: allowances.repay(place, year=year, tonnes=tonnes),
        "cancel": lambda: allowances.cancel(place, wanted=wanted),
    }[act]()


def asked_of(place: str, said: Said) -> two_people.Asked:
    """What the letter of a sale, a surrender or a cancellation asks for."""
    deed = deed_of(place, said)
    return two_people.Asked(
        legs=deed.legs,
        told=lambda legs: _told(place, said, legs),
        done=lambda act, legs: perform(act, sure.as_shown(deed, legs)),
    )


def _told(place: str, said: Said, legs: tuple[Leg, ...]) -> list[tuple[str, str]]:
    """Every movement in words, and for a sale of allowances what it brings and what its lots had cost."""
    if said["act"] == TAKE_BACK:
        return movement_words(legs)
    if str(said["lot"] or "").startswith(CREDIT):
        # Credits have their vintage; the year of trading is that of allowances.
        return movement_words(legs)
    found = [(_("Year of trading"), str(said["year"])), *movement_words(legs)]
    if said["act"] == "sell":
        found += worth_words(legs, price=int(str(said["price_krw"])))
    if said["act"] in {"sell", "cancel"}:
        year = int(str(said["year"])) if said["act"] == "sell" else None
        found += left_words(place, legs, year=year)
    return found
