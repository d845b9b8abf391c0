"""What somebody sees after too many failed sign-ins: when to come back."""

from collections.abc import Mapping
from datetime import datetime

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from dure.portal import errors


def locked_out(
    request: HttpRequest, _original: HttpResponse | None = None, credentials: object = None
) -> HttpResponse:
    """429 with the time at which signing in is possible again."""
    now = timezone.now()
    until = _until(request, credentials) or now + get_cool_off()
    wait_s = max(1, int((until - now).total_seconds()) + 1)
    clock = time_format(timezone.localtime(until), "H:i")
    response = errors.refuse(
        request,
        status=429,
        title=_("Signing in is closed for a while"),
        says=_("The login name or the password was wrong too often."),
        mend=_("Come back at %(clock)s (in %(minutes)d minutes). The person in charge can unlock it earlier.")
        % {"clock": clock, "minutes": (wait_s + 59) // 60},
    )
    response.headers["Retry-After"] = str(wait_s)
    return response


def counted_name(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str | None:
    """The login name that failures are counted by: signing in takes no notice of the case of its letters."""
    name = (credentials or request.POST).get("username")
    return None if name is None else one_case(name)


def one_case(name: str) -> str:
    """A login name in one case; by way of capitals, because a few small letters share one."""
    return name.strip().upper().lower()


def _until(request: HttpRequest, credentials: object) -> datetime | None:
    """When the newest failure is old enough."""
    found = AxesProxyHandler.get_implementation().get_user_attempts(request, credentials)
    times = [attempt.attempt_time for rows in found for attempt in rows]
    return max(times) + get_cool_off() if times else None
