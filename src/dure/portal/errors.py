"""What somebody sees when a request cannot be answered: what is wrong, the mend, and a reference."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import Resolver404
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dure.portal.guards.trail import reference


def refuse(request: HttpRequest, *, status: int, title: str, says: str, mend: str) -> HttpResponse:
    """The answer in the form that was asked for: a page for a person, JSON for a machine."""
    if _wants_json(request):
        return problem(request, status=status, what=says, where=request.path, mend=mend)
    said = {"status": status, "title": title, "detail": says, "mend": mend, "reference": reference(request)}
    try:
        return HttpResponse(render_to_string("error.html", said, request), status=status)
    except Exception:
        # The page itself may be what is broken (or the database it reads). Then plain words must do.
        return HttpResponse(_plain(said), status=status)


def problem(request: HttpRequest, *, status: int, what: str, where: str, mend: str) -> JsonResponse:
    """What is wrong, where, and how to put it right, for a machine."""
    said = {"status": status, "what": what, "where": where, "mend": mend, "reference": reference(request)}
    letters = {"ensure_ascii": False}
    kind = "application/problem+json"
    return JsonResponse(said, status=status, content_type=kind, json_dumps_params=letters)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # Django names it
    """400."""
    return refuse(
        request,
        status=400,
        title=_("The request could not be understood"),
        says=_said_badly(exception) or _("Something in the address or the form is not in the form expected."),
        mend=_("Go back, check what you entered, and send it again."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # Django names it
    """403."""
    return refuse(
        request,
        status=403,
        title=_("This is not open to you"),
        says=_("The page exists, but none of your roles opens it."),
        mend=_("Sign in with another account, or ask the person in charge of accounts for the role."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # Django names it
    """404."""
    return refuse(
        request,
        status=404,
        title=_("There is no such page"),
        says=_said(exception) or _("Nothing stands at this address."),
        mend=_("Check the address, or start again from the first page."),
    )


def _said_badly(exception: Exception) -> str:
    """What one of our own pages says is wrong; nothing of what others' code says."""
    return str(exception) if isinstance(exception, BadRequest) else ""


def _said(exception: Exception) -> str:
    """What a page says is missing; empty where no page stands at the address at all."""
    return str(exception) if not isinstance(exception, Resolver404) else ""


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return refuse(
        request,
        status=500,
        title=_("Something went wrong here"),
        says=_("The request could not be finished. Nothing of it was kept."),
        mend=_("Try again in a moment. If it happens again, tell the person in charge the reference below."),
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # Django names it
    """403: a form came back without the mark we put in it."""
    return refuse(
        request,
        status=403,
        title=_("The form is no longer valid"),
        says=_("It was opened too long ago, in another sign-in, or cookies are switched off."),
        mend=_("Open the page again, allow its cookies, and send the form once more."),
    )


def _wants_json(request: HttpRequest) -> bool:
    if request.path.startswith("/api/") or request.path.endswith(".json"):
        return True
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _plain(said: dict[str, object]) -> str:
    title, detail, mend = escape(said["title"]), escape(said["detail"]), escape(said["mend"])
    return (
        f'<!doctype html><html lang="{get_language() or "ko"}"><meta charset="utf-8"><title>{title}</title>'
        f"<main><h1>{title}</h1><p>{detail}</p><p>{mend}</p><p>{escape(said['reference'])}</p></main></html>"
    )
