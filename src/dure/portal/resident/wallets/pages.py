"""A resident's wallet: what is in it, every row by month, as a page and as CSV, with receipts; one's code."""

from decimal import Decimal
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from dure.kernel.cases.read import Case
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.times import period_words
from dure.portal.pages import csv_answer
from dure.portal.resident.own import Resident, framed, own
from dure.portal.resident.wallets import cashing, codes, receipting, taking_back
from dure.portal.resident.wallets.lots import NEVER
from dure.portal.resident.wallets.mine import Held, Line, find_row, held_by, lines_of, months_of
from dure.portal.resident.wallets.terms import CASH, COMMUNITY, GIFTS, MONEY, Terms
from dure.portal.resident.wallets.words import (
    Units,
    amount_words,
    known_units,
    signed_words,
    unit_title,
)
from dure.portal.showing import figure_href, language, say

SORTS = ("", "in", "out")
HEADER = ("row", "recorded_on", "happened_on", "unit", "amount", "balance", "says_ko", "says_en", "receipt")


@own
def wallet(request: HttpRequest, me: Resident) -> HttpResponse:
    """What is in it, what ends next, what can be done with it, and the statement of a month."""
    held, terms = held_by(me)
    units = known_units()
    months = months_of(held)
    chosen = _chosen(request, held, months)
    lines = lines_of(held, **chosen)
    shows = {
        "place": me.place,
        "purses": [_purse(each, terms, units, me) for each in held],
        "months": [(month, period_words(month, language=language())) for month in months],
        "units": [(each.unit, unit_title(each.unit, units=units)) for each in held],
        "chosen": chosen,
        "lines": [_line(line, units) for line in lines],
        "csv_href": f"{reverse('my_statement')}?{urlencode(chosen)}",
        "requests": [_request(case, asked, units) for case, asked in _requests(me, held)],
        "claims": taking_back.shown_to(me.party, place=me.place.id, units=units),
    }
    return framed(request, "resident/my_wallet.html", shows, title=_("My wallet"))


@own
def statement(request: HttpRequest, me: Resident) -> HttpResponse:
    """The same rows as CSV, each with its receipt."""
    held, _terms = held_by(me)
    lines = lines_of(held, **_chosen(request, held, months_of(held)))
    places = {each.unit: each.wallet.place for each in held}
    rows = [
        (
            line.row.row, line.booked_on, timezone.localdate(line.row.happened_at), line.unit,
            line.row.amount, line.balance, line.row.says.ko, line.row.says.en,
            receipting.receipt_of(line.row, place=places[line.unit], party=me.party, unit=line.unit),
        )
        for line in lines
    ]  # fmt: skip
    return csv_answer(HEADER, rows, name="wallet.csv")


@own
def receipt(request: HttpRequest, me: Resident, key: str) -> HttpResponse:
    """The signed receipt of a row, as a code to show and as text to keep."""
    held, _terms = held_by(me)
    found = find_row(held, key=str(key))
    if found is None:
        raise Http404(_("Your wallet has no such row."))
    each, row = found
    units = known_units()
    text = receipting.receipt_of(row, place=each.wallet.place, party=me.party, unit=each.unit)
    at = request.build_absolute_uri(f"{reverse('receipts')}?{urlencode({'r': text})}")
    shows = {
        "says": say(row.says),
        "amount": signed_words(row.amount, each.unit, units=units),
        "on": timezone.localdate(row.recorded_at),
        "number": row.row,
        "text": text,
        "qr": mark_safe(receipting.drawn(at)),  # noqa: S308  drawn here, from a signed text in base 64
        "check_href": at,
    }
    return framed(request, "resident/my_receipt.html", shows, title=_("Receipt"))


@own
def code(request: HttpRequest, me: Resident) -> HttpResponse:
    """My code, for a store, a machine or somebody who gives me points."""
    text = codes.code_of(me.party, at=me.at)
    digits, until = codes.digits_of(me.party, at=me.at)
    shows = {
        "digits": f"{digits[:4]} {digits[4:]}",
        "digits_until": timezone.localtime(until),
        "qr": mark_safe(receipting.drawn(text)),  # noqa: S308  drawn here, from a signed text in base 64
        "text": text,
        "minutes": int(codes.HOLDS_FOR.total_seconds() // 60),
        "until": timezone.localtime(me.at + codes.HOLDS_FOR),
    }
    return framed(request, "resident/my_code.html", shows, title=_("My code"))


def _chosen(request: HttpRequest, held: tuple[Held, ...], months: list[str]) -> dict[str, str]:
    """The filter of the statement: the newest month where none is asked for."""
    asked = request.GET
    month, unit, sort = asked.get("month"), asked.get("unit", ""), asked.get("sort", "")
    return {
        "month": month if month is not None and month in ("", *months) else (months[0] if months else ""),
        "unit": unit if unit in {each.unit for each in held} else "",
        "sort": sort if sort in SORTS else "",
    }


def _purse(each: Held, terms: Terms, units: Units, me: Resident) -> dict[str, object]:
    """One unit of the wallet in words, with what can be done with it."""
    ends = each.next_end
    stood = each.standing
    allows = terms.value(f"{GIFTS}/{each.unit}", on=me.today) is not None
    worth = {to: terms.worth(each.unit, to=to, on=me.today) for to in MONEY}
    return {
        "unit": each.unit,
        "title": unit_title(each.unit, units=units),
        "usable": amount_words(stood.usable, each.unit, units=units),
        "owed": amount_words(stood.owed, each.unit, units=units) if stood.owed else "",
        "ends": amount_words(ends.left, each.unit, units=units) if ends else "",
        "ends_on": ends.last_day if ends else None,
        "lots": [
            (
                period_words(lot.lot[:7], language=language()),
                amount_words(lot.left, each.unit, units=units),
                None if lot.last_day == NEVER else lot.last_day,
            )
            for lot in stood.lots
        ],
        "is_points": each.unit not in MONEY,
        "worth": [
            {
                "to": unit_title(to, units=units),
                "won": _worth_words(figure.value),
                "href": figure_href(figure),
            }
            for to, figure in worth.items()
            if figure is not None
        ],
        "exchange_href": _href("my_exchange", each.unit) if worth[COMMUNITY] else "",
        "cash_href": _href("my_cash", each.unit) if worth[CASH] or each.unit == CASH else "",
        "gift_href": _href("my_gift", each.unit) if allows else "",
    }


def _worth_words(value: Decimal | None) -> str:
    if value is None:
        return _("unknown")
    return shown(value, unit=CASH, language=language(), short=False).text


def _href(name: str, unit: str) -> str:
    return reverse(name, kwargs={"unit": unit})


def _line(line: Line, units: Units) -> dict[str, object]:
    return {
        "on": line.booked_on,
        "says": say(line.row.says),
        "amount": signed_words(line.row.amount, line.unit, units=units),
        "balance": amount_words(line.balance, line.unit, units=units),
        "href": reverse("my_receipt", kwargs={"key": line.row.key}),
    }


def _requests(me: Resident, held: tuple[Held, ...]) -> list[tuple[Case, cashing.Request]]:
    places = {each.wallet.place for each in held}
    return [pair for place in sorted(places) for pair in cashing.requests_of(me.party, place=place)][:10]


def _request(case: Case, asked: cashing.Request, units: Units) -> dict[str, object]:
    return {
        "krw": amount_words(asked.krw, CASH, units=units),
        "state": state_word(case.state),
        "why": say(case.steps[-1].says),
        "on": timezone.localdate(case.opened_at),
    }


def state_word(state: str) -> str:
    """Where a request for cash stands, in a word for whoever asked."""
    words = {
        "filed": _("being looked at"), "checked": _("being looked at by a second person"),
        "approved": _("waiting to be sent to the bank"), "sent": _("sent to the bank"), "paid": _("paid"),
        "refused": _("refused; your points are back"),
        "bounced": _("the bank could not pay; your points are back"),
    }  # fmt: skip
    return words.get(state, state)


urls = [
    path("", wallet, name="my_wallet"),
    path("statement.csv", statement, name="my_statement"),
    path("receipts/<uuid:key>/", receipt, name="my_receipt"),
]
