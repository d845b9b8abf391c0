"""A look before something is recorded for everybody to see: what it says, and the way back to change it."""

import json
import re
import secrets
from collections.abc import Mapping, Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from dure.kernel.observations import read as observations
from dure.portal import showing
from dure.portal.blocks.times import period_words
from dure.portal.officer.work import Work, page
from dure.portal.showing import language, say

TOKEN = re.compile(r"[0-9a-f]{8}")
# What a look adds to the fields, and what its buttons are called.
ADDED = ("csrfmiddlewaretoken", "sure", "back", "token", "shown", "seal")


def is_sure(request: HttpRequest) -> bool:
    """Whether the reader has looked and wants it recorded."""
    return "sure" in request.POST and not is_back(request)


def is_back(request: HttpRequest) -> bool:
    """Whether the reader has looked and goes back to change something."""
    return "back" in request.POST


def is_as_looked(request: HttpRequest, shown: str | None = None) -> bool:
    """Whether what is confirmed is what was looked at: no field was changed, and nothing of what was shown.

    `shown` is what the look would show now; None asks for the fields alone.
    """
    posted = request.POST
    typed = {name: str(posted[name]) for name in posted if name not in ADDED}
    then = posted.get("shown", "")
    seal = _seal(request, typed, token=posted.get("token", ""), shown=then)
    same = shown is None or constant_time_compare(then, shown)
    return same and constant_time_compare(posted.get("seal", ""), seal)


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


def look(
    request: HttpRequest,
    work: Work,
    form: forms.Form,
    *,
    what: Sequence[tuple[str, str]],
    title: str,
    takes_two: bool = False,
    shown: str = "",
) -> HttpResponse:
    """The page that shows what would be recorded. Nothing is, until its button is pressed.

    What `takes_two` is only filed by that button: it is recorded when another person has approved it.
    `shown` stands for what the reader is shown beside the fields, and is bound with them by the seal.
    """
    names = [*form.fields, "move"]
    typed = {name: str(request.POST[name]) for name in names if name in request.POST}
    # What was changed after a look is another look.
    own = secrets.token_hex(4) if is_sure(request) else token(request)
    return page(
        request,
        "officer/sure.html",
        {
            "what": [*what, *_told(form)],
            "typed": list(typed.items()),
            "token": own,
            "shown": shown,
            "seal": _seal(request, typed, token=own, shown=shown),
            "changed": is_sure(request),
            "name": work.actor.name,
            "takes_two": takes_two,
        },
        title=title,
        place=work.place,
    )


def _told(form: forms.Form) -> list[tuple[str, str]]:
    said = form.cleaned_data
    source = observations.find_source(said["source"]) if said["source"] else None
    where = showing.line_words(said["locator"].strip())
    return [
        (_("Day"), period_words(said["on"].isoformat(), language=language())),
        *([(_("What is said"), said["says"].strip() or _("nothing"))] if "says" in said else []),
        (_("Source document"), f"{say(source.title)}, {where}" if source else _("none")),
    ]
