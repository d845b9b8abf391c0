"""What the API says when it cannot answer: what is wrong, where, and how to put it right, in ko and en."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError

from dure.portal import errors

View = Callable[..., Any]


class UnknownFilters(Exception):
    """The query names filters that this operation does not have."""

    def __init__(self, unknown: list[str], known: list[str]) -> None:
        super().__init__(unknown)
        self.unknown = unknown
        self.known = known


def known_filters_only(view: View) -> View:
    """A misspelt filter is refused: an answer that silently ignores it would be a wrong answer."""

    @wraps(view)
    def checked(request: HttpRequest, *given: Any, **words: Any) -> Any:
        filters = words.get("filters")
        known = sorted(type(filters).model_fields) if isinstance(filters, Schema) else []
        unknown = sorted(set(request.GET) - set(known))
        if unknown:
            raise UnknownFilters(unknown, known)
        return view(request, *given, **words)

    return checked


def handle(api: NinjaAPI) -> None:
    """Let every refusal of the API have the one shape."""
    api.add_exception_handler(Http404, _not_there)
    api.add_exception_handler(ValidationError, _not_valid)
    api.add_exception_handler(UnknownFilters, _no_such_filter)


def _not_there(request: HttpRequest, exception: Exception | type[Exception]) -> HttpResponse:
    return errors.problem(
        request,
        status=404,
        what=str(exception),
        where=request.path,
        mend=_("Start from /api/v1/places and follow the links, or check the address for a slip."),
    )


def _no_such_filter(request: HttpRequest, exception: Exception | type[Exception]) -> HttpResponse:
    unknown = getattr(exception, "unknown", [])
    known = getattr(exception, "known", [])
    return errors.problem(
        request,
        status=422,
        what=_("There is no filter called %(names)s here.") % {"names": ", ".join(unknown)},
        where="query: " + ", ".join(unknown),
        mend=_("Use one of: %(names)s.") % {"names": ", ".join(known)}
        if known
        else _("Leave it out: this address takes no filter."),
    )


def _not_valid(request: HttpRequest, exception: Exception | type[Exception]) -> HttpResponse:
    found = exception.errors if isinstance(exception, ValidationError) else []
    return errors.problem(
        request,
        status=422,
        what=" ".join(dict.fromkeys(_what(one) for one in found)),
        where=", ".join(dict.fromkeys(f"{one['loc'][0]}: {_name(one)}" for one in found)),
        mend=" ".join(dict.fromkeys(_mend(one) for one in found)),
    )


def _name(error: Mapping[str, Any]) -> str:
    """The parameter that a mistake is about."""
    return next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "")


def _what(error: Mapping[str, Any]) -> str:
    if error["type"] == "missing":
        return _("“%(name)s” is missing.") % {"name": _name(error)}
    return _("The value of “%(name)s” cannot be used.") % {"name": _name(error)}


def _mend(error: Mapping[str, Any]) -> str:
    """How to put one mistake right, from what the description asks for."""
    kind, asked = str(error["type"]), error.get("ctx", {})
    if kind == "literal_error":
        return _("Use one of: %(names)s.") % {"names": asked.get("expected", "")}
    if kind.startswith("date"):
        return _("Write the day as year-month-day, for example 2026-01-31.")
    if kind.startswith(("int", "greater", "less")):
        return _("Give a whole number within the limits that the description names.")
    if _name(error) == "address":
        return _("Write it as place/name@period:mark, for example somewhere/emissions_tco2e@2030:target.")
    if kind == "string_pattern_mismatch":
        return _("Write it in this form: %(pattern)s") % {"pattern": asked.get("pattern", "")}
    return _("See the description: /api/v1/docs")
