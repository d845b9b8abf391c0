"""A look before something is recorded for everybody to see: what it says, and the way back to change it."""

import re
import secrets
from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dure.kernel.observations import read as observations
from dure.portal import showing
from dure.portal.blocks.times import period_words
from dure.portal.officer.work import Work, page
from dure.portal.showing import language, say

TOKEN = re.compile(r"[0-9a-f]{8}")


def is_sure(request: HttpRequest) -> bool:
    """Whether the reader has looked and wants it recorded."""
    return "sure" in request.POST and not is_back(request)


def is_back(request: HttpRequest) -> bool:
    """Whether the reader has looked and goes back to change something."""
    return "back" in request.POST


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
) -> HttpResponse:
    """The page that shows what would be recorded. Nothing is, until its button is pressed.

    What `takes_two` is only filed by that button: it is recorded when another person has approved it.
    """
    names = [*form.fields, "move"]
    return page(
        request,
        "officer/sure.html",
        {
            "what": [*what, *_told(form)],
            "typed": [(name, request.POST[name]) for name in names if name in request.POST],
            "token": token(request),
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
