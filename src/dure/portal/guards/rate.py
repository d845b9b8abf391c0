"""Limits how often one address may change something or ask the API within a minute.

The counts stand in a small SQLite file of their own beside the database: one atomic statement counts for
every worker process, and losing the file loses nothing.
"""

import hashlib
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dure.portal import errors
from dure.portal.guards.client import address

WINDOW_S = 60
COUNT = """
    INSERT INTO hits (who, starts_s, hits) VALUES (?, ?, 1)
    ON CONFLICT (who) DO UPDATE SET
        hits = CASE WHEN starts_s = excluded.starts_s THEN hits + 1 ELSE 1 END, starts_s = excluded.starts_s
    RETURNING hits
"""


class Counts:
    """How many requests each address made in the current minute."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.local = threading.local()

    def add(self, who: str, *, now_s: float) -> int:
        """Count one more and answer how many there are in this minute."""
        starts_s = int(now_s) // WINDOW_S * WINDOW_S
        row = self._ask(COUNT, (who, starts_s))
        return int(row[0]) if row else 0

    def forget_before(self, now_s: float) -> None:
        """Drop the counts of earlier minutes, so that the file stays small and keeps no addresses."""
        starts_s = int(now_s) // WINDOW_S * WINDOW_S
        self._ask("DELETE FROM hits WHERE starts_s < ?", (starts_s,))

    def _ask(self, statement: str, values: tuple[object, ...]) -> tuple[int] | None:
        """What the file answers; None where it cannot be asked. A busy or broken counter stops nothing."""
        for is_last in (False, True):
            try:
                row: tuple[int] | None = self._connection().execute(statement, values).fetchone()
            except sqlite3.OperationalError:
                self.local.connection = None
                return None
            except sqlite3.DatabaseError:
                self.local.connection = None
                if not is_last:
                    self._remove()
            else:
                return row
        return None

    def _remove(self) -> None:
        """Take a broken file away: its counts are lost, and that is all."""
        for tail in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + tail).unlink(missing_ok=True)

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self.local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=1, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS hits (who TEXT PRIMARY KEY, starts_s INTEGER, hits INTEGER)"
            )
            self.local.connection = connection
        return connection


class Rate:
    """Answers 429 with the seconds to wait where an address asks too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.counts = Counts(settings.HOME / "rate.sqlite3")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or refuse it."""
        kind, limit = _kind(request)
        if not kind:
            return self.get_response(request)
        now_s = time.time()
        hits = self.counts.add(_key(kind, request), now_s=now_s)
        if hits == 1:
            self.counts.forget_before(now_s)
        if hits <= limit:
            return self.get_response(request)
        return too_often(request, wait_s=WINDOW_S - int(now_s) % WINDOW_S)


def too_often(request: HttpRequest, *, wait_s: int = WINDOW_S) -> HttpResponse:
    """The answer to somebody who asks too often."""
    response = errors.refuse(
        request,
        status=429,
        title=_("Too many requests"),
        says=_("More requests came from this address within a minute than are allowed."),
        mend=_("Try again in %(seconds)d seconds.") % {"seconds": wait_s},
    )
    response.headers["Retry-After"] = str(wait_s)
    return response


def _kind(request: HttpRequest) -> tuple[str, int]:
    """Which limit a request falls under: changes, the API, or none."""
    if request.path.startswith(("/api/", "/app/")):
        return "api", settings.RATE_LIMIT_API_PER_MINUTE
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        return "change", settings.RATE_LIMIT_CHANGES_PER_MINUTE
    return "", 0


def _key(kind: str, request: HttpRequest) -> str:
    """A digest, so that no address of a person stands in the file."""
    words = f"{settings.SECRET_KEY}:{kind}:{address(request)}"
    return hashlib.sha256(words.encode()).hexdigest()[:32]
