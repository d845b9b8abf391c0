"""What everybody may see around wallets: causes, draws with their recomputation, sponsors, and receipts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dure.engines.residents.draws import entries_digest
from dure.kernel.cases import read as case_read
from dure.portal.blocks.progress import Progress
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.data.disclosures import signing
from dure.portal.pages import Crumb, Page
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.resident.wallets import cashing, giving, paths, receipting
from dure.portal.resident.wallets import draws as prize_draws
from dure.portal.resident.wallets import funds as fund_books
from dure.portal.resident.wallets.words import Units, amount_words, known_units, signed_words
from dure.portal.showing import say

SMALLEST = 10


def cause_list(_request: HttpRequest, place: str) -> Page:
    """The causes of a place: what was given, what was handed over, and when."""
    found = place_or_404(place)
    units = known_units()
    causes = giving.causes(place)
    return Page(
        template="resident/causes.html",
        crumbs=crumbs(found, Crumb(_("Causes"))),
        shows={
            "place": found, "place_title": say(found.title),
            "causes": [_cause(each, units) for each in causes],
        },
        data={"place": place, "causes": [_cause_data(each) for each in causes]},
        header=("cause", "title_ko", "title_en", "unit", "given", "handed_over", "people"),
        rows=[
            (
                each.number, each.case.title.ko, each.case.title.en, unit, amount,
                each.handed_over.get(unit, 0), _people_cell(each.people),
            )
            for each in causes
            for unit, amount in each.given.items()
        ],
    )  # fmt: skip


def draw_list(_request: HttpRequest, place: str) -> Page:
    """The prize draws of a place."""
    found = place_or_404(place)
    units = known_units()
    known = prize_draws.draws(place)
    return Page(
        template="resident/draws.html",
        crumbs=crumbs(found, Crumb(_("Prize draws"))),
        shows={
            "place": found, "place_title": say(found.title),
            "draws": [_draw_card(each, units) for each in known],
        },
        data={"place": place, "draws": [_draw_data(each) for each in known]},
        header=("draw", "title_ko", "title_en", "state", "last_day", "commitment"),
        rows=[
            (
                each.number, each.case.title.ko, each.case.title.en, each.case.state, each.last_day,
                each.commitment,
            )
            for each in known
        ],
    )  # fmt: skip


def draw(_request: HttpRequest, place: str, number: str) -> Page:
    """One draw: what was published when, the list of entries, and the draw computed again."""
    found = place_or_404(place)
    known = prize_draws.find_draw(number)
    if known is None or known.place != place or known.case.state not in prize_draws.OPEN_STATES:
        raise Http404(_("There is no such draw."))
    tickets = prize_draws.tickets_of(known)
    is_drawn = known.case.state == "drawn"
    back = Crumb(_("Prize draws"), reverse("draws", kwargs={"place": place}))
    return Page(
        template="resident/draw.html",
        crumbs=crumbs(found, back, Crumb(say(known.case.title))),
        shows={
            "place": found,
            "place_title": say(found.title),
            "title": say(known.case.title),
            "about": say(known.case.steps[0].says),
            "draw": known,
            "word": say(known.word),
            "each": amount_words(known.points_each, known.unit, units=known_units()),
            "digest_now": entries_digest(tickets),
            "checks": _checks(known, tickets) if is_drawn else [],
            "entries": _entries_table(known, tickets),
            "is_drawn": is_drawn,
            "is_open": known.case.state == "open",
            "entrants": len(tickets),
        },
        data={**_draw_data(known), "tickets": tickets},
        header=("entry", "tickets"),
        rows=sorted(tickets.items()),
    )


def sponsors(_request: HttpRequest, place: str) -> Page:
    """What sponsors gave, each ring-fenced, and what it paid for: won and people, never fewer than ten."""
    found = place_or_404(place)
    units = known_units()
    own = [fund for fund in fund_books.funds(place) if fund.path.startswith(f"{paths.SPONSORED}/")]
    told = {fund.number: _report(place, fund) for fund in own}
    return Page(
        template="resident/sponsors.html",
        crumbs=crumbs(found, Crumb(_("Sponsors"))),
        shows={
            "place": found,
            "place_title": say(found.title),
            "funds": [_sponsor(fund, told[fund.number], units) for fund in own],
        },
        data={"place": place, "funds": [told[fund.number] for fund in own]},
        header=("fund", "sponsor", "unit", "given", "paid", "left", "payments", "people"),
        rows=[
            (
                fund.number, told[fund.number]["sponsor"], fund.unit, fund.given,
                _or_blank(told[fund.number]["paid"]), _or_blank(told[fund.number]["left"]),
                told[fund.number]["payments"], _people_cell(told[fund.number]["people"]),
            )
            for fund in own
        ],
    )  # fmt: skip


def receipts(request: HttpRequest) -> Page:
    """Whether a receipt is genuine: what it says, or what is wrong with it."""
    text = request.GET.get("r", "").strip()
    answer = receipting.verify(text) if text else None
    told = answer.receipt if answer else None
    units = known_units()
    faults = {
        "unreadable": _("This is no receipt: it cannot be read. Copy all of it."),
        "other_kind": _("This is no receipt but something else that was signed."),
        "unknown_signer": _("Another server signed this. Verify it there."),
        "forged": _("This was changed after it was signed. It is not genuine."),
        "incomplete": _("Something is missing in this receipt. It is not genuine."),
    }
    return Page(
        template="resident/receipts.html",
        crumbs=(Crumb(_("Verify a receipt")),),
        shows={
            "text": text,
            "fault": faults[answer.fault] if answer and answer.fault else "",
            "told": told,
            "place": say(place_or_404(told.place).title) if told else "",
            "amount": signed_words(told.amount, told.unit, units=units) if told else "",
            "at": timezone.localtime(told.at) if told else None,
        },
        data={"receipt": told and vars(told), "fault": answer.fault if answer else None},
    )


@require_safe
def receipt_key(_request: HttpRequest) -> HttpResponse:
    """The public key by which every receipt of this server is verified."""
    return HttpResponse(signing.public_key(home=settings.HOME), content_type="application/x-pem-file")


def _cause(each: giving.Cause, units: Units) -> dict[str, object]:
    return {
        "title": say(each.case.title),
        "says": say(each.case.steps[0].says),
        "number": each.number,
        "is_open": each.case.state == "open",
        "given": [amount_words(n, unit, units=units) for unit, n in each.given.items()],
        "handed_over": [
            {"on": timezone.localdate(step.at), "says": say(step.says)}
            for step in each.case.steps
            if step.move == "hand_over"
        ],
        "handed": [amount_words(n, unit, units=units) for unit, n in each.handed_over.items()],
        "people": _people(each.people),
    }


def _cause_data(each: giving.Cause) -> dict[str, object]:
    return {
        "cause": each.number, "title": each.case.title, "given": each.given, "handed_over": each.handed_over,
        "people": each.people,
    }  # fmt: skip


def _people(count: int | None) -> str:
    """How many people, never fewer than ten."""
    if count is None:
        return _("fewer than ten people")
    return _("%(count)s people") % {"count": f"{count:,}"} if count else _("nobody yet")


def _or_blank(value: object) -> object:
    return "" if value is None else value


def _people_cell(count: object) -> object:
    return "<10" if count is None else count


def _draw_card(each: prize_draws.Draw, units: Units) -> dict[str, object]:
    return {
        "title": say(each.case.title),
        "number": each.number,
        "state": each.case.state,
        "each": amount_words(each.points_each, each.unit, units=units),
        "last_day": each.last_day,
        "prizes": each.prizes,
    }


def _draw_data(each: prize_draws.Draw) -> dict[str, object]:
    return {
        "draw": each.number, "place": each.place, "title": each.case.title, "state": each.case.state,
        "unit": each.unit, "points_each": each.points_each, "prizes": each.prizes,
        "last_day": each.last_day, "commitment": each.commitment, "entries_digest": each.entries_digest,
        "public_word": each.public_word, "secret": each.secret, "winners": each.winners,
    }  # fmt: skip


def _checks(known: prize_draws.Draw, tickets: dict[str, int]) -> list[tuple[str, bool]]:
    """What the page computes again, and whether it holds."""
    wrong = prize_draws.faults(known, tickets)
    return [
        (
            _("The secret is the one that was committed to before anybody entered."),
            "other_secret" not in wrong,
        ),
        (
            _("The list of entries is the one that was fixed when entries closed."),
            "other_entries" not in wrong,
        ),
        (_("The winners follow from secret, public word and list."), "other_winners" not in wrong),
    ]


def _entries_table(known: prize_draws.Draw, tickets: dict[str, int]) -> Table:
    place = {name: number for number, name in enumerate(known.winners, start=1)}
    return Table(
        caption=_("Entries"),
        columns=(Column(_("Word in the list")), Column(_("Tickets"), numeric=True), Column(_("Prize"))),
        rows=tuple(
            (
                Cell(text=name),
                Cell(text=f"{count:,}"),
                Cell(text=_("prize %(number)s") % {"number": place[name]} if name in place else "–"),
            )
            for name, count in sorted(tickets.items(), key=lambda one: (place.get(one[0], 10**9), one[0]))
        ),
        csv_href=reverse("draw.csv", kwargs={"place": known.place, "number": known.number}),
        empty=_("Nobody has entered yet."),
    )


def _report(place: str, fund: fund_books.Fund) -> dict[str, Any]:
    """What a sponsor is told: whose fund, how much of it paid how often, for how many people."""
    rows = fund_books.payments(place, fund)
    paid = [row for row in rows if row.amount < 0]
    askers = cashing.askers(place) if any(row.other.startswith(paths.CASH) for row in paid) else {}
    people = len({askers.get(row.other, row.other) for row in paid})
    case = next((c for c in case_read.cases(place=place, kind="wallet_fund", subject=fund.path)), None)
    letter = case_read.letters(case.id)[0] if case else {}
    days: Sequence[date] = sorted(timezone.localdate(row.happened_at) for row in paid)
    # With fewer than ten people a sum and its days would tell what somebody got.
    is_few = 0 < people < SMALLEST
    return {
        "fund": fund.number, "sponsor": letter.get("sponsor", ""), "unit": fund.unit, "given": fund.given,
        "paid": None if is_few else fund.paid, "left": None if is_few else fund.left,
        "payments": len(paid) if people >= SMALLEST else None, "people": None if is_few else people,
        "first": days[0] if days and not is_few else None,
        "last": days[-1] if days and not is_few else None,
    }  # fmt: skip


def _sponsor(fund: fund_books.Fund, told: dict[str, Any], units: Units) -> dict[str, object]:
    return {
        "title": told["sponsor"] or fund.number,
        "is_few": told["paid"] is None,
        "bar": Progress(title=_("Paid out of this fund"), done=fund.paid, total=fund.given),
        "given": amount_words(fund.given, fund.unit, units=units),
        "paid": amount_words(fund.paid, fund.unit, units=units),
        "left": amount_words(fund.left, fund.unit, units=units),
        "people": _people(told["people"]),
        "first": told["first"],
        "last": told["last"],
    }
