"""How quick and how light pages are: `dure bench pages [--seconds 5] [PATH …]`.

Starts the product in a folder of its own on a free port of this machine, asks for each page from several
connections at once, and counts what a browser would fetch for it. Without paths: the first page, the first
page that it links to, its JSON twin, and the places of the API.
"""

import argparse
import gzip
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

CONNECTIONS = 8
LIMITS = {"json": (1000, 50), "html": (300, 100)}
# KB as sent: script, styles, typeface; and how many requests.
BUDGETS = {"script_kb": 40, "style_kb": 20, "font_kb": 540, "requests": 25, "foreign": 0}


@dataclass(frozen=True)
class Speed:
    """How one address answered under load."""

    path: str
    kind: str
    per_s: float
    p50_ms: float
    p99_ms: float
    wrong: int


@dataclass(frozen=True)
class Fetched:
    """What came for an address: where redirects ended, the status, the type, and the bytes as sent."""

    path: str
    status: int
    kind: str
    body: bytes
    packed: bool


class Parts(HTMLParser):
    """Collects what a page makes a browser fetch, and the pages it links to."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.parts: list[tuple[str, str]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of one tag."""
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" in given:
            self.parts.append(("script", given["src"]))
        elif tag == "link" and "stylesheet" in given.get("rel", ""):
            self.parts.append(("style", given["href"]))
        elif tag == "link" and given.get("as") == "font":
            self.parts.append(("font", given["href"]))
        elif tag == "img" and "src" in given:
            self.parts.append(("picture", given["src"]))
        elif tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"])


def run(arguments: list[str]) -> int:
    """Measure, print the tables, and answer 1 if a limit is missed."""
    parser = argparse.ArgumentParser(prog="dure bench pages")
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--seconds", type=float, default=5.0)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="dure-bench-") as home, _server(home) as port:
        paths = chosen.paths or _paths(port)
        speeds = [_speed(port, path, chosen.seconds) for path in paths]
        weights = {speed.path: _weight(port, speed.path) for speed in speeds if speed.kind == "html"}
    missed = [_print_speed(speed) for speed in speeds] + [_print_weight(*pair) for pair in weights.items()]
    return 1 if any(missed) else 0


@contextmanager
def _server(home: str) -> Iterator[int]:
    """The product, set up in `home` and serving on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    settings = {"DURE_HOME": home, "DURE_LOG": "WARNING", "DURE_API_PER_MINUTE": "1000000000"}
    command = [sys.executable, "-m", "dure", "up", "--port", str(port)]
    with open(f"{home}/log", "w+") as log:
        started = subprocess.Popen(command, env={**os.environ, **settings}, stdout=log, stderr=log)
        try:
            for _ in range(600):
                if started.poll() is not None:
                    log.seek(0)
                    raise SystemExit(f"The server did not start:\n{log.read()[-2000:]}")
                if _answers(port):
                    break
                time.sleep(0.2)
            yield port
        finally:
            started.terminate()
            started.wait(20)


def _answers(port: int) -> bool:
    """Whether somebody listens."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _get(port: int, path: str) -> Fetched:
    """Fetch one address as a browser does, compressed; redirects are followed."""
    for _ in range(5):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Accept-Language": "ko"})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status not in {301, 302, 307, 308}:
            break
        path = urljoin(path, response.getheader("Location") or "/")
    packed = response.getheader("Content-Encoding") == "gzip"
    return Fetched(path, response.status, response.getheader("Content-Type") or "", body, packed)


def _page(port: int, path: str) -> Parts:
    """A page taken apart."""
    fetched = _get(port, path)
    parts = Parts()
    plain = gzip.decompress(fetched.body) if fetched.packed else fetched.body
    parts.feed(plain.decode("utf-8", "replace"))
    return parts


def _paths(port: int) -> list[str]:
    """The addresses measured when none is named."""
    home = _get(port, "/").path
    rooms = ("account", "language", "data", "methods", "about", "findings")
    links = [link.partition("#")[0] for link in _page(port, home).links]
    first = [link for link in links if len(link) > len(home) and not any(room in link for room in rooms)][:1]
    twins = [link.rstrip("/") + ".json" for link in first]
    return [home, *first, *(twin for twin in [*twins, "/api/v1/places"] if _get(port, twin).status == 200)]


def _speed(port: int, path: str, seconds: float) -> Speed:
    """Ask for one address from several connections for some seconds."""
    fetched = _get(port, path)
    kind, path = "json" if "json" in fetched.kind else "html", fetched.path
    taken_ms: list[float] = []
    wrong: list[int] = []
    end = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_ask, args=(port, path, end, taken_ms, wrong)) for _ in range(CONNECTIONS)
    ]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ordered = sorted(taken_ms) or [float("inf")]
    per_s = len(taken_ms) / (time.perf_counter() - start)
    return Speed(path, kind, per_s, ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)], len(wrong))


def _ask(port: int, path: str, end: float, taken_ms: list[float], wrong: list[int]) -> None:
    """Ask again and again on one connection that stays open, doing as little else as possible."""
    heads = "Host: localhost\r\nAccept-Encoding: gzip\r\nAccept-Language: ko"
    asked = f"GET {path} HTTP/1.1\r\n{heads}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while (start := time.perf_counter()) < end:
            line.sendall(asked)
            answer = b""
            while b"\r\n\r\n" not in answer:
                answer += _more(line)
            head, _, body = answer.partition(b"\r\n\r\n")
            length = head.lower().partition(b"content-length: ")[2].partition(b"\r")[0]
            missing = int(length or 0) - len(body)
            while missing > 0:
                missing -= len(_more(line))
            taken_ms.append((time.perf_counter() - start) * 1000)
            if b" 200 " not in head[:20]:
                wrong.append(1)


def _more(line: socket.socket) -> bytes:
    """What has come since; a closed connection is an error."""
    received = line.recv(65536)
    if not received:
        raise ConnectionError("The server closed the connection.")
    return received


def _weight(port: int, path: str) -> dict[str, float]:
    """What a browser fetches for a page: kilobytes as sent, and how many requests."""
    parts = _page(port, path)
    weight: dict[str, float] = dict.fromkeys(BUDGETS, 0.0)
    weight["requests"] = 1.0 + len(parts.parts)
    for kind, address in parts.parts:
        if urlsplit(address).netloc:
            weight["foreign"] += 1
        elif f"{kind}_kb" in weight:
            weight[f"{kind}_kb"] += len(_get(port, urljoin(path, address)).body) / 1000
    return weight


def _print_speed(speed: Speed) -> bool:
    """One line of the table of speeds; whether its limit is missed."""
    per_s, p99_ms = LIMITS[speed.kind]
    missed = speed.per_s < per_s or speed.p99_ms > p99_ms or speed.wrong > 0
    print(
        f"{speed.path:40} {speed.per_s:7.0f} r/s (≥ {per_s})   p50 {speed.p50_ms:6.1f} ms   "
        f"p99 {speed.p99_ms:6.1f} ms (< {p99_ms})   {speed.wrong} wrong   {'MISSED' if missed else 'holds'}"
    )
    return missed


def _print_weight(path: str, weight: dict[str, float]) -> bool:
    """One line of the table of weights; whether a budget is missed."""
    missed = [name for name, value in weight.items() if value > BUDGETS[name]]
    said = "   ".join(f"{name} {value:.0f} (≤ {BUDGETS[name]})" for name, value in weight.items())
    print(f"{path:40} {said}   {'MISSED' if missed else 'holds'}")
    return bool(missed)
