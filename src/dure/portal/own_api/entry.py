"""Who asks: the token of an app, what it was allowed, and the resident who allowed it."""

from typing import Any

from allauth.idp.oidc.contrib.ninja.security import TokenAuth
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError

from dure.portal import errors
from dure.portal.resident.own import Resident, find_resident


class NotAllowed(Exception):
    """The resident did not allow the app this."""

    def __init__(self, scope: str) -> None:
        """Keep what is missing."""
        super().__init__(scope)
        self.scope = scope


class NotAResident(Exception):
    """The token's holder has joined no place."""


class Allowed(TokenAuth):  # type: ignore[misc]
    """Takes a bearer token; the scope it must hold is asked for after it is known to be one."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(self, scope: str) -> None:
        """`scope` is what the resident must have allowed."""
        super().__init__([])
        self.needs = scope

    def __call__(self, request: HttpRequest) -> Any:
        """The token; None where it is none, or has run out."""
        token = super().__call__(request)
        if token is not None and self.needs not in token.get_scopes():
            raise NotAllowed(self.needs)
        return token


def resident(request: HttpRequest) -> Resident:
    """Whoever allowed the app, as a resident."""
    found = find_resident(request)
    if found is None:
        raise NotAResident
    return found


def handle(api: NinjaAPI) -> None:
    """Let refusals of entry have the one shape of refusals."""
    api.add_exception_handler(AuthenticationError, _no_token)
    api.add_exception_handler(NotAllowed, _not_allowed)
    api.add_exception_handler(NotAResident, _no_resident)


def _no_token(request: HttpRequest, _exception: Exception | type[Exception]) -> HttpResponse:
    answer = errors.problem(
        request,
        status=401,
        what=_("There is no valid token with this request."),
        where="Authorization",
        mend=_("Send “Authorization: Bearer …” with a token that has not run out; ask for a new one."),
    )
    answer["WWW-Authenticate"] = 'Bearer realm="dure", error="invalid_token"'
    return answer


def _not_allowed(request: HttpRequest, exception: Exception | type[Exception]) -> HttpResponse:
    scope = getattr(exception, "scope", "")
    answer = errors.problem(
        request,
        status=403,
        what=_("The resident did not allow the app this: %(scope)s.") % {"scope": scope},
        where="Authorization",
        mend=_("Send the resident to the page of permission again and ask for it there."),
    )
    answer["WWW-Authenticate"] = f'Bearer realm="dure", error="insufficient_scope", scope="{scope}"'
    return answer


def _no_resident(request: HttpRequest, _exception: Exception | type[Exception]) -> HttpResponse:
    return errors.problem(
        request,
        status=403,
        what=_("Whoever allowed this has joined no place yet."),
        where="Authorization",
        mend=_("Send them to the page of their city to join; it takes a minute."),
    )
