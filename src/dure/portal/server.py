"""The server: granian with worker processes that share the port, and the locks that say what uses a home."""

import errno
import fcntl
import ipaddress
import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

LOCK = "server.lock"
SETUP_LOCK = "setup.lock"
# A thread waits for as long as a body takes to arrive: a few slow senders must not be all that is answered.
# Threads are made on demand and go when idle.
THREADS_PER_WORKER = 64
HEADERS_WITHIN_MS = 10_000
LOOK_EVERY_S = 1.0
# The workers of a server that was killed see it within a second and go.
PORT_WITHIN_S = 3.0


class AlreadyRunning(RuntimeError):
    """A server runs on this home already."""


class NoSuchPort(RuntimeError):
    """Nothing can be served there: somebody else listens, or it is no address of this machine."""


class BeingSetUp(RuntimeError):
    """Another process sets this home up just now."""


def serve(host: str, port: int, *, workers: int = 2) -> int:
    """Serve until stopped. Requests under way are finished first; a worker that dies is replaced."""
    with holding(settings.HOME, shared=True):
        _write_who(settings.HOME, f"process {os.getpid()} at http://{host}:{port}")
        server = Server(
            "dure.portal.worker:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS_PER_WORKER,
            http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN_MS),
            backlog=1024,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            workers_kill_timeout=20,
        )
        logging.getLogger("_granian").addFilter(_is_news)
        server.serve()
    return 0


def _is_news(record: logging.LogRecord) -> bool:
    """Whether the server says more than that so many threads are many: they are meant."""
    return f"up to {THREADS_PER_WORKER} Python threads" not in record.getMessage()


def check_port(host: str, port: int, *, wait_s: float = PORT_WITHIN_S) -> None:
    """Raise NoSuchPort where this server would not be the only one to listen.

    Workers share their port, and so would another product's or another home's: each would get some of the
    requests, and nobody would be told.
    """
    try:
        family = socket.AF_INET6 if ipaddress.ip_address(host).version == 6 else socket.AF_INET
    except ValueError:
        raise NoSuchPort(f"{host} is no IP address. Write one, like 127.0.0.1 or 0.0.0.0.") from None
    until = time.monotonic() + wait_s
    while True:
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, port))
                trial.listen()
            except (OSError, OverflowError) as error:
                if getattr(error, "errno", 0) != errno.EADDRINUSE or time.monotonic() > until:
                    why = getattr(error, "strerror", None) or str(error)
                    raise NoSuchPort(f"Port {port} of {host}: {why}. Choose another --port.") from None
            else:
                return
        time.sleep(PORT_WITHIN_S / 10)


@contextmanager
def holding(home: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the home: servers share it, restoring needs it alone. The lock goes when the process does."""
    with open(home / LOCK, "a") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(home) from None
        yield


@contextmanager
def setting_up(home: Path) -> Iterator[None]:
    """Set the home up alone. Servers may run meanwhile; restoring may not."""
    with holding(home, shared=True), open(home / SETUP_LOCK, "a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BeingSetUp(home) from None
        yield


def who_serves(home: Path) -> str:
    """Which process serves this home, and where; empty where none does."""
    try:
        with holding(home):
            return ""
    except AlreadyRunning:
        return (home / LOCK).read_text() or "another process"


def end_without(parent: int) -> None:
    """End this process once it is no longer the child of that one."""
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY_S)
    os._exit(1)


def watch(parent: int) -> None:
    """Look after the parent beside the work.

    A parent that is killed cannot tell its workers. They would go on answering on its port, with the old
    code, while nothing holds the home.
    """
    threading.Thread(target=end_without, args=(parent,), name="parent", daemon=True).start()


def _write_who(home: Path, words: str) -> None:
    (home / LOCK).write_text(words)
