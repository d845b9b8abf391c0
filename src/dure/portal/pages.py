"""What every page is: HTML for people, and the same facts as `.json` and, where it shows a table, `.csv`.

A view builds a Page and computes nothing. `twins` gives it its two or three addresses.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dure.portal import keeping
from dure.portal.version import code_version

Build = Callable[..., "Page"]
View = Callable[..., HttpResponse]
# Cells beginning with these would be run as formulas by a spreadsheet, which passes over space before them.
FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠]|[\t\r\n]")
# A printed number with its sign is no formula, and stays a number.
SIGNED_NUMBER = re.compile(r"[+-]\d[\d,]*(\.\d+)?")
# Browsers break lines between a percent sign and the particle after it: a joiner keeps “1.9%에” together,
# also where the amount is a link.
AFTER_PERCENT = re.compile(r"(?:(?<=[%‰])|(?<=[%‰]</a>))(?=[가-힣])")
JOINER = "\u2060"


@dataclass(frozen=True)
class Page:
    """A page: its template with what it shows, its facts as data, and its table as header and rows."""

    template: str
    shows: Mapping[str, object]
    data: object
    header: Sequence[str] = ()
    rows: Sequence[Sequence[object]] = field(default_factory=tuple)
    section: str = ""
    crumbs: Sequence["Crumb"] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Crumb:
    """A step of the way from the start page to this one."""

    title: str
    href: str = ""


def twins(
    route: str, build: Build, *, name: str, csv_too: bool = False, by_clock: bool = False
) -> list[URLPattern]:
    """The addresses of a page: as HTML, with `.json`, and with `.csv` when it has a table.

    A page `by_clock` says what holds at this minute or near the reader: it is made anew every time.
    """
    bare = route.rstrip("/") or "index"
    addresses = [
        path(route, _html(build, by_clock=by_clock), name=name),
        path(f"{bare}.json", _json(build, by_clock=by_clock), name=f"{name}.json"),
    ]
    if csv_too:
        addresses.append(path(f"{bare}.csv", _csv(build, by_clock=by_clock), name=f"{name}.csv"))
    return addresses


def _html(build: Build, *, by_clock: bool) -> View:
    def answer(request: HttpRequest, page: Page) -> HttpResponse:
        frame = {"section": page.section, "crumbs": page.crumbs, "version": code_version()}
        text = render_to_string(page.template, {**frame, **page.shows}, request)
        return HttpResponse(AFTER_PERCENT.sub(JOINER, text), headers=dict(page.headers))

    return _view(build, answer, by_clock=by_clock)


def _json(build: Build, *, by_clock: bool) -> View:
    def answer(_request: HttpRequest, page: Page) -> HttpResponse:
        text = json.dumps(page.data, ensure_ascii=False, default=plain, indent=1)
        return HttpResponse(text + "\n", content_type="application/json; charset=utf-8")

    return _view(build, answer, by_clock=by_clock)


def _csv(build: Build, *, by_clock: bool) -> View:
    def answer(request: HttpRequest, page: Page) -> HttpResponse:
        if not page.header:
            raise Http404(_("This page has no table."))
        return csv_answer(page.header, page.rows, name=request.path.rsplit("/", 1)[-1])

    return _view(build, answer, by_clock=by_clock)


def _view(build: Build, answer: Callable[[HttpRequest, Page], HttpResponse], *, by_clock: bool) -> View:
    """A view that answers from what was kept while nothing has been recorded since.

    Only what everybody sees is kept: somebody signed in is always answered afresh.
    """

    @wraps(build)
    def view(request: HttpRequest, **words: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])

        def make() -> HttpResponse:
            return answer(request, build(request, **words))

        if by_clock or keeping.is_personal(request):
            own = make()
            # No cache on the way may give it to somebody else, nor a browser after signing out.
            own["Cache-Control"] = "private, no-cache"
            return own
        return keeping.answer(request, make, language=get_language() or "")

    return view


def csv_answer(header: Sequence[str], rows: Sequence[Sequence[object]], *, name: str) -> HttpResponse:
    """A table as CSV, with a byte-order mark so that spreadsheets read Korean, and no cell that runs."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([disarmed(value) for value in row] for row in (header, *rows))
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def disarmed(value: object) -> object:
    """A value as a cell of CSV that no spreadsheet runs."""
    if isinstance(value, str) and FORMULA.match(value) and not SIGNED_NUMBER.fullmatch(value):
        return "'" + value
    return plain(value) if isinstance(value, Decimal | date) else value


def plain(value: object) -> object:
    """A value as JSON and CSV write it: exact decimals as text, days and times in ISO 8601."""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "ko") and hasattr(value, "en"):
        return {"ko": value.ko, "en": value.en}
    raise TypeError(f"{type(value).__name__} has no plain form.")
