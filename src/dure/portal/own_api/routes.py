"""The operations: what is in my wallet, what I can do, and recording that I did it.

They read and write through the same functions as a resident's own pages, so both always say the same.
"""

import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Schema
from pydantic import Field

from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal import errors
from dure.portal.account.identity import POST_ACTS, READ_WALLET
from dure.portal.api import problems
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.own_api import entry
from dure.portal.resident.acts import books, tariffs
from dure.portal.resident.acts.recording import Asked, record
from dure.portal.resident.campaigns.telling import tell_missions
from dure.portal.resident.mine import told
from dure.portal.resident.own import Resident
from dure.portal.showing import say

VERSION = 7
LINES = 100
# A name of a programme or act; no control characters, which not every database takes.
Name = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")]

api = NinjaAPI(
    title="Dure: one's own wallet", version="1", urls_namespace="own", openapi_url=None, docs_url=None
)
problems.handle(api)
entry.handle(api)


class Titles(Schema):
    """Words in both languages."""

    ko: str
    en: str


class Purse(Schema):
    """What lies in a wallet in one unit: whole numbers of the smallest."""

    place: str
    unit: str
    amount: int


class Line(Schema):
    """A row of the statement: above zero what came, below zero what went."""

    at: datetime
    place: str
    unit: str
    amount: int
    says: Titles


class Wallet(Schema):
    """A wallet with its last rows."""

    purses: list[Purse]
    lines: list[Line]


class Action(Schema):
    """An act that can be recorded."""

    action: str
    title: Titles
    counted_in: str
    evidence: list[str]


class Programme(Schema):
    """A programme with its acts, and what it pays in."""

    place: str
    programme: str
    title: Titles
    unit: str
    actions: list[Action]


class Programmes(Schema):
    """The programmes somebody may take part in today."""

    programmes: list[Programme]


class Act(Schema):
    """An act that was done. The key is made by the app (UUID version 7): sent twice it is done once."""

    key: UUID
    programme: Name
    action: Name
    quantity: Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=3)]
    on: date
    event: Annotated[str, Field(pattern=r"^[^\x00-\x1f]{0,60}$")] = ""


class Recorded(Schema):
    """What became of it: what was paid, what cut it, its grams (null: nobody knows), and a sentence."""

    paid: int
    unit: str
    cut: str
    grams: int | None
    repeated: bool
    says: str


class Problem(Schema):
    """What is wrong, where, and how to put it right."""

    status: int
    what: str
    where: str
    mend: str
    reference: str


REFUSALS: dict[Any, Any] = dict.fromkeys((401, 403, 422, 429), Problem)


@api.get("/wallet", response={200: Wallet, **REFUSALS}, auth=entry.Allowed(READ_WALLET))
def wallet(request: HttpRequest) -> dict[str, object]:
    """What is in the wallet, and the rows that made it."""
    me = entry.resident(request)
    runs = tariffs.runs_at(me.place.id, on=me.today)
    purses = dict.fromkeys((run.place, run.programme.unit) for run in runs if run.programme.unit)
    path = books.wallet_of(me.party)
    rows = [
        {
            "at": row.happened_at,
            "place": place,
            "unit": unit,
            "amount": row.amount,
            "says": {"ko": row.says.ko, "en": row.says.en},
        }
        for place, unit in purses
        for row in ledgers.last_rows(place, path=path, unit=unit, limit=LINES)
    ]
    return {
        "purses": [
            {"place": place, "unit": unit, "amount": ledgers.balance(place, path=path, unit=unit)}
            for place, unit in purses
        ],
        "lines": sorted(rows, key=lambda row: str(row["at"]), reverse=True)[:LINES],
    }


@api.get("/programmes", response={200: Programmes, **REFUSALS}, auth=entry.Allowed(READ_WALLET))
def programmes(request: HttpRequest) -> dict[str, object]:
    """The programmes and acts that are open today where the resident lives."""
    me = entry.resident(request)
    return {
        "programmes": [
            {
                "place": run.place,
                "programme": run.programme.name,
                "title": {"ko": run.programme.title.ko, "en": run.programme.title.en},
                "unit": run.programme.unit,
                "actions": [
                    {
                        "action": action.name,
                        "title": {"ko": action.title.ko, "en": action.title.en},
                        "counted_in": action.counted_in,
                        "evidence": [rule.kind for rule in action.evidence],
                    }
                    for action in run.programme.actions
                ],
            }
            for run in tariffs.runs_at(me.place.id, on=me.today)
        ]
    }


@api.post("/acts", response={200: Recorded, 409: Problem, **REFUSALS}, auth=entry.Allowed(POST_ACTS))
def acts(request: HttpRequest, act: Act) -> Any:
    """Record an act. The same key again changes nothing and answers the same."""
    me = entry.resident(request)
    if act.key.version != VERSION:
        return errors.problem(
            request, status=422, what=_("The key is no UUID of version 7."), where="body: key",
            mend=_("Make the key on the phone at the moment of the act, and keep it with the draft."),
        )  # fmt: skip
    try:
        done = record(_asked(me, act))
        tell_missions(me.party, place=me.place.id, at=me.at)
    except posting.KeyReused:
        return errors.problem(
            request, status=409, what=_("This key stands for another act."), where="body: key",
            mend=_("Make a key of its own for each act."),
        )  # fmt: skip
    except (ActRefused, posting.Refused) as error:
        return errors.problem(
            request, status=422, what=say(error.says), where="body",
            mend=_("Look at /app/v1/programmes for what can be recorded today."),
        )  # fmt: skip
    return {
        "paid": done.paid,
        "unit": done.unit,
        "cut": done.cut,
        "grams": done.grams,
        "repeated": done.repeated,
        "says": told(done),
    }


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description for machines."""
    schema = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/app/v1/")))
    return HttpResponse(json.dumps(schema, ensure_ascii=False, indent=1), content_type="application/json")


def _asked(me: Resident, act: Act) -> Asked:
    """The act as a resident's own page would say it."""
    is_today = act.on == me.today
    noon = datetime.combine(act.on, time(12), timezone.get_default_timezone())
    made = datetime.fromtimestamp((act.key.int >> 80) / 1000, tz=timezone.get_default_timezone())
    return Asked(
        place=me.place.id, party=me.party, programme=act.programme, action=act.action, quantity=act.quantity,
        key=act.key, happened_at=made if is_today else noon, at=me.at, event=act.event,
    )  # fmt: skip
