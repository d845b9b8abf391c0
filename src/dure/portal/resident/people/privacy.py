"""What is kept of me: what I agreed to, who looked, all of it as a file, and leaving for good."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as writing
from dure.kernel.parties.read import Consent
from dure.kernel.parties.write import GUARDIAN
from dure.portal.resident.acts import books, tariffs
from dure.portal.resident.joining import EDITION
from dure.portal.resident.mine import wallets
from dure.portal.resident.own import WARD, Resident, framed, own
from dure.portal.showing import say

# Without this nothing can be kept or paid: taking it back is leaving.
NEEDED = "rewards"
COUNTED = "statistics"
ROWS_KEPT = 1000


@dataclass(frozen=True)
class Agreed:
    """A purpose somebody was asked about, and what they said last."""

    purpose: str
    says: str
    edition: str
    given: bool
    recorded_at: datetime
    is_needed: bool


@dataclass(frozen=True)
class Looked:
    """That somebody looked at my data, in words."""

    at: datetime
    who: str


@own
def privacy(request: HttpRequest, me: Resident) -> HttpResponse:
    """What I agreed to, with a way back; who looked at my data; my file; and leaving."""
    agreed = asked_of(me)
    wanted = request.POST.get("purpose", "")
    if wanted:
        for said in agreed:
            if said.purpose == wanted != NEEDED:
                given = request.POST.get("do") == "give"
                writing.consent(me.party, purpose=wanted, edition=said.edition, given=given, at=me.at)
                messages.success(request, _("Noted. What you said before stays on record with its day."))
        return redirect("my_privacy")
    groups = parties.names([p.purpose.removeprefix("board ") for p in agreed])
    shows = {
        "agreed": [
            Agreed(
                said.purpose,
                purpose_word(said.purpose, {name: say(title) for name, title in groups.items()}),
                said.edition, said.given, said.recorded_at, said.purpose == NEEDED,
            )
            for said in agreed
        ],
        "looks": [Looked(look.at, look_word(look.what)) for look in parties.looks_at(me.party)],
        "details": [(detail_word(name), text) for name, text in parties.details_of(me.party).items()],
    }  # fmt: skip
    return framed(request, "resident/people/privacy.html", shows, title=_("My data"))


def asked_of(me: Resident) -> tuple[Consent, ...]:
    """What somebody said last about each purpose; of statistics also where they never said anything."""
    said = parties.consents_of(me.party)
    if any(each.purpose == COUNTED for each in said):
        return said
    return (*said, Consent(COUNTED, EDITION, False, me.at))


@own
def data(request: HttpRequest, me: Resident) -> HttpResponse:
    """Everything that is kept of me, as a file for a person and for a machine."""
    runs = tariffs.runs_at(me.place.id, on=me.today)
    joined = parties.enrolment_of(me.party)
    kept = {
        "party": me.party,
        "place": me.place.id,
        "written_at": me.at,
        "details": parties.details_of(me.party),
        "joined": vars(joined) if joined else None,
        "consents": [vars(each) for each in parties.consents_of(me.party)],
        "roles": [
            {"name": r.name, "place": r.place, "in": r.body, "from": r.valid_from, "to": r.valid_to}
            for r in parties.roles_of_party(me.party, on=me.today)
        ],
        "looks": [{"at": look.at, "what": look.what} for look in parties.looks_at(me.party, limit=1000)],
        "ledger": _rows(me, [(run.place, run.programme.unit) for run in runs]),
    }
    content = json.dumps(kept, ensure_ascii=False, indent=2, default=str)
    answer = HttpResponse(content, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@own
def leaving(request: HttpRequest, me: Resident) -> HttpResponse:
    """Leave for good: what then happens, and a button that asks once more."""
    runs = tariffs.runs_at(me.place.id, on=me.today)
    held = parties.roles_of_party(me.party, on=me.today)
    children = any(role.name == GUARDIAN for role in held)
    sure = request.POST.get("sure") == "yes"
    if request.method == "POST" and sure and not children:
        writing.leave(me.party, on=me.today, at=me.at, by=me.guardian or me.party)
        if me.guardian:
            request.session.pop(WARD, None)
            messages.success(request, _("They have left. Nobody can read their details any more."))
            return redirect("my")
        logout(request)
        messages.success(request, _("You have left. Nobody can read your details any more."))
        return redirect("country")
    shows = {"wallets": wallets(me, runs), "children": children, "unsure": request.method == "POST"}
    return framed(request, "resident/people/leaving.html", shows, title=_("Leave for good"),
                  status=422 if request.method == "POST" else 200)  # fmt: skip


def purpose_word(purpose: str, groups: dict[str, str]) -> str:
    """What somebody was asked to agree to, in words."""
    words = {
        NEEDED: _("Name, day of birth and phone number are kept to pay rewards"),
        COUNTED: _("Being counted in statistics, never in groups of fewer than ten"),
    }
    if purpose.startswith("board "):
        name = groups.get(purpose.removeprefix("board "), "")
        return _("My acts count on the board of “%(group)s”") % {"group": name}
    return words.get(purpose, purpose)


def look_word(what: str) -> str:
    """Who looked, in words: what they were, never who they are."""
    words = {
        "guardian": _("Your guardian opened your pages"),
        "group organiser": _("The organiser of a group saw your name"),
    }
    return words.get(what, what)


def detail_word(name: str) -> str:
    """What a detail is, in words."""
    words = {
        "name": _("Name"), "phone": _("Phone number"), "birth_date": _("Day of birth"),
        "address": _("Address"), "email": _("E-mail"), "account_number": _("Bank account"),
    }  # fmt: skip
    return words.get(name, name)


def _rows(me: Resident, purses: list[tuple[str, str]]) -> list[dict[str, object]]:
    """What the ledgers hold under my id: rewards and acts, row by row."""
    accounts = {(place, books.wallet_of(me.party), unit) for place, unit in purses if unit}
    accounts |= {(place, books.acts_of(me.party), books.ACT_UNIT) for place, _unit in purses}
    return [
        {
            "place": place, "account": path.partition("/")[0], "unit": unit, "amount": row.amount,
            "happened_at": row.happened_at, "says": say(row.says), "origin": row.origin,
        }
        for place, path, unit in sorted(accounts)
        for row in ledgers.last_rows(place, path=path, unit=unit, limit=ROWS_KEPT)
    ]  # fmt: skip
