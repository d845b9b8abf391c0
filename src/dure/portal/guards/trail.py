"""The log: one line of JSON for each request, and the reference that a page with an error shows.

A line holds no personal data: no client's address, no name, no query, and the account only by its number.
"""

import json
import logging
import time
import traceback
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse

REQUESTS = logging.getLogger("dure.requests")


class JsonLines(logging.Formatter):
    """Writes a log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        line |= getattr(record, "fields", None) or {"message": record.getMessage()}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["trace"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


class Trail:
    """Gives every request a reference, answers it as X-Request-ID, and logs one line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and log what was asked and how long it took."""
        begun = time.monotonic()
        # The reference is ours: one sent by the client could forge lines or carry personal data.
        setattr(request, "reference", uuid.uuid4().hex[:16])  # noqa: B010
        response = self.get_response(request)
        response.headers["X-Request-ID"] = reference(request)
        fields = {
            "method": request.method,
            "path": request.path[:500],
            "status": response.status_code,
            "ms": round((time.monotonic() - begun) * 1000, 1),
            "request": reference(request),
            "account": _account(request),
        }
        level = logging.ERROR if response.status_code >= 500 else logging.INFO
        REQUESTS.log(level, "", extra={"fields": fields})
        return response


def log_error(request: HttpRequest | None = None, **_: object) -> None:
    """Log where an unexpected error arose, in a page or on the way to it; what it said may name people."""
    fields = {"request": reference(request), "path": request.path[:500]} if request else {}
    REQUESTS.error("", extra={"fields": fields}, exc_info=True)


# Django tells of every error that no page answers, whichever layer it rose in.
got_request_exception.connect(log_error, dispatch_uid="dure.portal.guards.trail")


def reference(request: HttpRequest) -> str:
    """The reference of a request, shown on error pages and found in the log."""
    return str(getattr(request, "reference", ""))


def _account(request: HttpRequest) -> int | None:
    """The account's number, without asking the database for it."""
    user = request.__dict__.get("_cached_user")
    return None if user is None else user.pk


def _places(trace: object) -> list[str]:
    """File, line and function of each step, without the values."""
    frames = traceback.extract_tb(trace)  # type: ignore[arg-type]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
