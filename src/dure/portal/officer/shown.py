"""What a page showed when somebody decides: a button of a case decides about exactly that, or about nothing.

Every page of the office with steps to take carries a seal over everything it shows. When one of its buttons
is pressed, the page is made once more: where it would show anything else now, nothing is decided, and the
page as it stands now says so. No page asks for this itself, so none can forget it.
"""

import copy
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext as _

# The field and the head of the answer that carry the seal.
FIELD, HEAD = "page_shown", "Dure-Page-Shown"
PLAIN = (str, int, float, bool, Decimal, date, UUID, Promise, type(None))


def seal(request: HttpRequest, shows: Mapping[str, object]) -> str:
    """What stands for everything that a page shows to this reader; empty where it has no step to take."""
    if not shows.get("moves"):
        return ""
    where = request.path_info.partition("/work/")[2]
    said = json.dumps([str(request.user.pk), where, _plain(shows)], sort_keys=True)
    return salted_hmac("dure.page", said, algorithm="sha256").hexdigest()


def _is_look(request: HttpRequest) -> bool:
    """Whether the button is that of a look, which has a seal of its own."""
    return "seal" in request.POST


def _plain(value: object) -> object:
    """A value of a page as letters only, the same for what reads the same."""
    if isinstance(value, PLAIN):
        return str(value)
    if isinstance(value, forms.BaseForm):
        # What somebody types is theirs, and was not shown to them.
        return ""
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, Sequence):
        return [_plain(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted(str(each) for each in value)
    raise TypeError(f"{type(value).__name__}: a page with steps shows words, numbers, rows and records only.")


def changed(
    request: HttpRequest, view: Callable[..., HttpResponse], words: Mapping[str, Any]
) -> HttpResponse | None:
    """The page as it is now, where a button was pressed on one that showed something else; else None."""
    if request.method != "POST" or "move" not in request.POST or _is_look(request):
        return None
    # What somebody may not open is refused by the page itself, and so is what has no step left.
    now = copy.copy(request)
    now.method, now.POST = "GET", QueryDict()
    page = view(now, **words)
    shown = page.headers.get(HEAD, "")
    if not shown or constant_time_compare(request.POST.get(FIELD, ""), shown):
        return None
    says = _("Nothing was done: what stands here has changed since you looked. Look again, then decide.")
    messages.warning(request, says)
    page = view(now, **words)
    page.status_code = 409
    return page
