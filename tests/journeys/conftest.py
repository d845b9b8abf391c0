"""A server with every pack loaded, and a browser that may speak to nobody but it."""

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.crawling import Fetched
from tests.journeys.watching import Visit, visiting
from tests.loaded import ACCOUNTS

START_S = 120


@pytest.fixture(scope="session")
def server(loaded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on a home of its own, which journeys may write to."""
    home = tmp_path_factory.mktemp("journeys") / "home"
    shutil.copytree(loaded_home, home)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    settings = {"DURE_HOME": str(home), "DURE_LOG": "WARNING", "DURE_CHANGES_PER_MINUTE": "100000"}
    command = [sys.executable, "-m", "dure", "up", "--port", str(port)]
    with open(home / "log", "w") as log:
        started = subprocess.Popen(command, env={**os.environ, **settings}, stdout=log, stderr=log)
        try:
            _wait(started, port, home / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            started.terminate()
            started.wait(30)


def _wait(started: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Until the server answers; a server that stops is an error with its last words."""
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        assert started.poll() is None, log.read_text()[-3000:]
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
            return
        time.sleep(0.2)
    raise AssertionError(f"The server did not answer within {START_S} s:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def fetch(server: str) -> Callable[[str], Fetched]:
    """Fetch an address of the server without a browser."""

    def fetched(path: str) -> Fetched:
        connection = http.client.HTTPConnection(server.removeprefix("http://"), timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return Fetched(answer.status, answer.getheader("Content-Type") or "", text)

    return fetched


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium. Where it is missing the test fails and says so."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Journeys need a browser: apt-get install chromium fonts-noto-cjk")
    # Stopped with the module: while it runs, Django takes this thread for an asynchronous one.
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def visit(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visitor at a desk who reads Korean, with scripts and without; nothing goes elsewhere or complains."""
    with visiting(browser, server, script=request.param) as one:
        yield one
        assert (one.elsewhere, one.complaints) == ([], [])


@pytest.fixture
def passwords(loaded_home: Path) -> dict[str, str]:
    """The demo accounts, as `dure up` told them."""
    lines = (loaded_home / ACCOUNTS).read_text().splitlines()
    return {parts[0]: parts[1] for parts in map(str.split, lines) if len(parts) == 2}
