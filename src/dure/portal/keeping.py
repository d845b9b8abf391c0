"""Answers that are kept while nothing has been recorded since: pages, their twins and the API share them.

An answer is made once for each state of the data, kept with its digest and its compressed form, and given
again until something is recorded or the day turns. Whoever already has it is told so with 304.
An answer may name the server as it was asked, so each name of the server keeps its own.
"""

import gzip
import hashlib
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from dure.kernel.runs import read as runs

# What one process keeps at most; beyond it the oldest goes. Any query makes another address, so bytes count.
MOST_BYTES = 96 * 1024**2
# Below this, compressing saves less than its heading costs.
LEAST_PACKED_BYTES = 1024
# How a reader says that it does not take an encoding.
NO_WEIGHT = re.compile(r"q\s*=\s*0(\.0*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Kept:
    """An answer: the state it was made in, its headers, its body plain and compressed, its tag."""

    state: object
    headers: Mapping[str, str]
    body: bytes
    packed: bytes
    tag: str

    @property
    def size_bytes(self) -> int:
        """What keeping it costs."""
        return len(self.body) + len(self.packed)


_kept: dict[tuple[str, str, str], Kept] = {}
_contents: dict[str, tuple[object, bytes]] = {}
_keeping = threading.Lock()


def is_personal(request: HttpRequest) -> bool:
    """Whether the answer may be for this person alone: somebody signed in, a message, their letters."""
    return bool({settings.SESSION_COOKIE_NAME, "messages", "dure_text"} & request.COOKIES.keys())


def answer(request: HttpRequest, make: Callable[[], HttpResponse], *, language: str = "") -> HttpResponse:
    """What `make` answers to this address in this language: kept, or made now."""
    state = (runs.state(), timezone.localdate())
    key = (request.build_absolute_uri("/"), request.get_full_path(), language)
    kept = _kept.get(key)
    if kept is None or kept.state != state:
        # Asked before anything is read: what is read while somebody records may lack what they record.
        is_settled = runs.is_settled()
        fresh = make()
        if fresh.status_code != 200:
            return fresh
        kept = _frozen(fresh, state)
        if is_settled:
            _keep(key, kept)
    return _told(request, kept)


def content(name: str, make: Callable[[], bytes]) -> bytes:
    """What `make` gives under this name: kept, or made now. The oldest goes when there is no more room."""
    state = (runs.state(), timezone.localdate())
    kept = _contents.get(name)
    if kept is None or kept[0] != state:
        is_settled = runs.is_settled()
        kept = (state, make())
        if is_settled:
            _keep_content(name, kept)
    return kept[1]


def forget() -> None:
    """Forget everything kept: after another database has taken the place of this one."""
    with _keeping:
        _kept.clear()
        _contents.clear()


def _frozen(fresh: HttpResponse, state: object) -> Kept:
    # Whoever signs in is answered otherwise: no cache on the way may mix the two up.
    patch_vary_headers(fresh, ["Accept-Encoding", "Cookie"])
    body = fresh.content
    # The same body is always packed into the same bytes: no time stands in it.
    packed = gzip.compress(body, compresslevel=6, mtime=0) if len(body) >= LEAST_PACKED_BYTES else b""
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
    return Kept(state, {**dict(fresh.items()), "ETag": tag, "Cache-Control": "no-cache"}, body, packed, tag)


def _keep_content(name: str, kept: tuple[object, bytes]) -> None:
    """Keep a content; a name of the server that nobody uses any more is not kept for ever."""
    with _keeping:
        _contents.pop(name, None)
        held_bytes = len(kept[1]) + sum(len(each) for _state, each in _contents.values())
        while _contents and held_bytes > MOST_BYTES:
            held_bytes -= len(_contents.pop(next(iter(_contents)))[1])
        _contents[name] = kept


def _keep(key: tuple[str, str, str], kept: Kept) -> None:
    """Keep an answer; the oldest ones go when there is no more room."""
    with _keeping:
        _kept.pop(key, None)
        held_bytes = kept.size_bytes + sum(one.size_bytes for one in _kept.values())
        while _kept and held_bytes > MOST_BYTES:
            held_bytes -= _kept.pop(next(iter(_kept))).size_bytes
        _kept[key] = kept


def _told(request: HttpRequest, kept: Kept) -> HttpResponse:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if "*" in known or kept.tag.removeprefix("W/") in {tag.removeprefix("W/") for tag in known}:
        same = HttpResponseNotModified()
        for name in ("ETag", "Cache-Control", "Vary"):
            same[name] = kept.headers[name]
        return same
    if kept.packed and _takes_gzip(request.headers.get("Accept-Encoding", "")):
        return HttpResponse(kept.packed, headers={**kept.headers, "Content-Encoding": "gzip"})
    return HttpResponse(kept.body, headers=kept.headers)


def _takes_gzip(accepted: str) -> bool:
    """Whether a list of encodings names gzip and does not refuse it with a weight of nothing."""
    for each in accepted.split(","):
        name, _, weight = each.partition(";")
        if name.strip().lower() in {"gzip", "x-gzip"}:
            return not NO_WEIGHT.fullmatch(weight.strip())
    return False
