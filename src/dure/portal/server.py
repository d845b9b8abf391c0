"""The server: granian with worker processes that share the port, and a lock that says it runs."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

LOCK = "server.lock"


class AlreadyRunning(RuntimeError):
    """A server runs on this home already."""


def serve(host: str, port: int, *, workers: int = 2) -> int:
    """Serve until stopped. Requests under way are finished first; a worker that dies is replaced."""
    with holding(settings.HOME, shared=True):
        server = Server(
            "dure.portal.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=4,
            backlog=1024,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            workers_kill_timeout=20,
        )
        server.serve()
    return 0


@contextmanager
def holding(home: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the home: servers share it, restoring needs it alone. The lock goes when the process does."""
    with open(home / LOCK, "a") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(home) from None
        yield
