"""A look before something is recorded for everybody to see: what it says, and the way back to change it.

`ask` is the one door. A desk says what a look shows, what records it, and what tells that the same look was
recorded before; the door shows the look, and records only what was looked at.
"""

import contextlib
import hashlib
import json
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from dure.grammar.shapes import Text
from dure.kernel.observations import read as observations
from dure.kernel.parties import read as parties
from dure.portal import showing
from dure.portal.blocks.times import period_words
from dure.portal.officer.acts.acting import Deed, Leg
from dure.portal.officer.work import Work, page
from dure.portal.showing import language, say

TOKEN = re.compile(r"[0-9a-f]{8}")
# What a look adds to the fields, and what its buttons are called.
ADDED = ("csrfmiddlewaretoken", "sure", "back", "token", "shown", "seal")


@dataclass(frozen=True)
class Look:
    """What a look shows: terms and what they say, and the movements they stand for, where anything moves.

    What `takes_two` is only filed by its button: it is recorded when another person has approved it.
    """

    what: Sequence[tuple[str, str]]
    title: str
    legs: tuple[Leg, ...] = ()
    takes_two: bool = False


class Moved(Exception):
    """The books moved between the look and its button: something else would be recorded than was shown."""


Answer = HttpResponse
# What answers the button pressed again, and what records: each is told the look's seal, which no other has.
Again = Callable[[str], Answer | None]
Records = Callable[[str, Look], Answer]


def ask(
    request: HttpRequest,
    work: Work,
    form: forms.Form,
    *,
    shows: Callable[[], Look],
    again: Again,
    records: Records,
) -> Answer:
    """Show the look, or record what was looked at: these fields, and everything that was shown beside them.

    Where anything differs, nothing is recorded, and the look stands there anew and says so.
    """
    if _is_sure(request) and _is_sealed(request):
        seal = request.POST["seal"]
        if (before := again(seal)) is not None:
            return before
        seen = shows()
        if constant_time_compare(request.POST.get("shown", ""), _mark(seen, form)):
            with contextlib.suppress(Moved):
                return records(seal, seen)
    return _shown(request, work, form, shows())


def as_shown(deed: Deed, legs: tuple[Leg, ...]) -> Deed:
    """The deed, which moves what was looked at or nothing: it looks at the books once more as it moves."""

    def same() -> tuple[Leg, ...]:
        found = deed.legs()
        if found != legs:
            raise Moved
        return found

    return replace(deed, legs=same)


def is_back(request: HttpRequest) -> bool:
    """Whether the reader has looked and goes back to change something."""
    return "back" in request.POST


def pressed_again(request: HttpRequest, name: str) -> str:
    """What a field says at the button of a look: pressed twice, what it names may be gone by now."""
    return str(request.POST.get(name, "")) if _is_sure(request) else ""


def _is_sure(request: HttpRequest) -> bool:
    return "sure" in request.POST and not is_back(request)


def _is_sealed(request: HttpRequest) -> bool:
    """Whether what is confirmed is what was looked at: no field was changed, and nothing that was shown."""
    posted = request.POST
    typed = {name: str(posted[name]) for name in posted if name not in ADDED}
    seal = _seal(request, typed, token=posted.get("token", ""), shown=posted.get("shown", ""))
    return constant_time_compare(posted.get("seal", ""), seal)


def _mark(seen: Look, form: forms.Form) -> str:
    """What stands for everything that a look shows: every word, account, amount and unit of it."""
    said = repr((list(seen.what), seen.title, seen.legs, seen.takes_two, _told(form)))
    return hashlib.sha256(said.encode()).hexdigest()


def _seal(request: HttpRequest, typed: Mapping[str, str], *, token: str, shown: str) -> str:
    """What only a look makes: it follows from who looked, where, at which fields, and what was shown."""
    # Browsers write the ends of lines in their own way.
    fields = sorted((name, "\n".join(value.splitlines())) for name, value in typed.items())
    where = request.path_info.partition("/work/")[2]
    said = json.dumps([str(request.user.pk), where, token, shown, fields])
    return salted_hmac("dure.look", said, algorithm="sha256").hexdigest()


def token(request: HttpRequest) -> str:
    """What makes the same look one thing only, however often its button is pressed."""
    said = request.POST.get("token", "")
    return said if TOKEN.fullmatch(said) else secrets.token_hex(4)


def _shown(request: HttpRequest, work: Work, form: forms.Form, seen: Look) -> HttpResponse:
    """The page that shows what would be recorded. Nothing is, until its button is pressed."""
    names = [*form.fields, "move"]
    typed = {name: str(request.POST[name]) for name in names if name in request.POST}
    # What was changed after a look is another look.
    own = secrets.token_hex(4) if _is_sure(request) else token(request)
    shown = _mark(seen, form)
    return page(
        request,
        "officer/sure.html",
        {
            "what": [*seen.what, *_told(form)],
            "typed": list(typed.items()),
            "token": own,
            "shown": shown,
            "seal": _seal(request, typed, token=own, shown=shown),
            "changed": _is_sure(request),
            "name": _name(work),
            "takes_two": seen.takes_two,
        },
        title=seen.title,
        place=work.place,
    )


def _name(work: Work) -> str:
    """Who looks, in the reader's language; what they do keeps their name as it is today."""
    actor = work.actor
    return say(parties.names({actor.party}).get(actor.party, Text(actor.name, actor.name)))


def _told(form: forms.Form) -> list[tuple[str, str]]:
    said = form.cleaned_data
    source = observations.find_source(said["source"]) if said["source"] else None
    where = showing.line_words(said["locator"].strip())
    return [
        (_("Day"), period_words(said["on"].isoformat(), language=language())),
        *([(_("What is said"), said["says"].strip() or _("nothing"))] if "says" in said else []),
        (_("Source document"), f"{say(source.title)}, {where}" if source else _("none")),
    ]
