"""What every answer carries, what is refused, and what the log may say."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils.translation import override
from pytest_django import Settings

from dure.portal import errors, urls
from dure.portal.guards.client import address
from dure.portal.guards.drain import CHUNK_BYTES, DRAIN_LIMIT_BYTES, Drain
from dure.portal.guards.files import Files
from dure.portal.guards.rate import WINDOW_S, Counts
from dure.portal.guards.size import Size
from dure.portal.guards.trail import JsonLines

pytestmark = pytest.mark.django_db


def _breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("Kim Garam's secret")


urlpatterns = [*urls.urlpatterns, path("breaks", _breaks)]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500


class Body(io.RawIOBase):
    """A body that is made while it is read, and remembers how much was asked for at once."""

    def __init__(self, length_bytes: int) -> None:
        self.left, self.largest_read = length_bytes, 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        given = self.left if size < 0 else min(size, self.left)
        self.left -= given
        self.largest_read = max(self.largest_read, given)
        return b"0" * given


def _answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("passed on")


@pytest.mark.parametrize(
    "where", ["/en/account/login/", "/en/nothing/here/", "/health", "/", "/static/no.css"]
)
def test_every_answer_carries_the_headers(where: str) -> None:
    headers = Client().get(where).headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "object-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Frame-Options"] == "DENY" or where.startswith("/static")
    assert len(headers["X-Request-ID"]) == 16


def test_pages_carry_no_script_or_style_of_their_own() -> None:
    page = Client().get("/en/account/login/").content.decode()
    for tag in page.split("<script")[1:]:
        attributes = tag.split(">")[0]
        assert "src=" in attributes or 'type="application/json"' in attributes
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page


def test_a_file_of_200_mb_gets_a_sentence_and_is_never_held() -> None:
    body = Body(200 * 1024**2)
    request = RequestFactory().post("/en/account/login/")
    request.META.update({"CONTENT_LENGTH": str(200 * 1024**2), "wsgi.input": body})
    with override("en"):
        answer = Size(_answer)(request)
    assert answer.status_code == 413
    assert "A file of 200 MB was sent; at most 25 MB" in answer.content.decode()
    assert body.largest_read <= CHUNK_BYTES


def _drained(body: Body, *, read_bytes: int = 0, **environ: str) -> list[bytes]:
    """What an application answers that reads so much of a body, behind the drain."""

    def application(given: dict[str, Any], _start: Callable[..., Any]) -> list[bytes]:
        return [given["wsgi.input"].read(read_bytes), b"refused"]

    return list(Drain(application)({"wsgi.input": body, **environ}, lambda *_: None))


@pytest.mark.parametrize("read_bytes", [0, 100_000])
def test_whoever_is_refused_while_sending_reads_the_answer(read_bytes: int) -> None:
    body = Body(200 * 1024**2)
    answer = _drained(body, read_bytes=read_bytes, CONTENT_LENGTH=str(200 * 1024**2))
    assert answer == [b"0" * read_bytes, b"refused"]
    assert body.left == 0
    assert body.largest_read <= max(CHUNK_BYTES, read_bytes)


def test_a_body_in_pieces_is_taken_in_to_its_end() -> None:
    body = Body(3 * CHUNK_BYTES + 1)
    _drained(body, HTTP_TRANSFER_ENCODING="chunked")
    assert body.left == 0


def test_nobody_is_waited_for_without_end_nor_asked_to_send_what_is_refused() -> None:
    body = Body(DRAIN_LIMIT_BYTES + CHUNK_BYTES)
    _drained(body, CONTENT_LENGTH=str(DRAIN_LIMIT_BYTES + CHUNK_BYTES))
    assert body.left == CHUNK_BYTES
    waiting = Body(1000)
    _drained(waiting, CONTENT_LENGTH="1000", HTTP_EXPECT="100-continue")
    assert waiting.left == 1000


@pytest.mark.parametrize(
    ("asked", "part"), [("bytes=0-0", slice(0, 1)), ("bytes=-1", slice(-1, None)), ("bytes=2-5", slice(2, 6))]
)
def test_a_part_of_a_file_may_be_asked_for_even_of_one_byte(tmp_path: Path, asked: str, part: slice) -> None:
    file = tmp_path / "whole.txt"
    file.write_bytes(b"0123456789")
    answer = (
        Files(_answer)
        .get_static_file(str(file), "/static/whole.txt")
        .get_response("GET", {"HTTP_RANGE": asked})
    )
    headers, said = dict(answer.headers), answer.file.read()
    answer.file.close()
    first = range(10)[part][0]
    assert (answer.status, said) == (206, b"0123456789"[part])
    assert headers["Content-Length"] == str(len(said))
    assert headers["Content-Range"] == f"bytes {first}-{first + len(said) - 1}/10"


@pytest.mark.parametrize("asked", ["bytes=10-10", "bytes=99-"])
def test_a_part_beyond_the_end_of_a_file_is_refused(tmp_path: Path, asked: str) -> None:
    file = tmp_path / "whole.txt"
    file.write_bytes(b"0123456789")
    ranged = Files(_answer).get_static_file(str(file), "/static/whole.txt")
    assert ranged.get_response("GET", {"HTTP_RANGE": asked}).status == 416


def test_a_file_of_24_mb_passes() -> None:
    request = RequestFactory().post("/en/account/login/")
    request.META["CONTENT_LENGTH"] = str(24 * 1024**2)
    assert Size(_answer)(request).content == b"passed on"


def test_a_length_that_is_no_number_counts_as_none() -> None:
    request = RequestFactory().post("/en/account/login/")
    request.META["CONTENT_LENGTH"] = "-5"
    assert Size(_answer)(request).content == b"passed on"


def test_too_many_changes_are_refused_with_the_seconds_to_wait(settings: Settings) -> None:
    settings.RATE_LIMIT_CHANGES_PER_MINUTE = 3
    client = Client(headers={"Accept-Language": "ko"})
    answers = [client.post("/ko/account/login/", {"login": "x", "password": "y"}) for _ in range(8)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) >= 2
    assert 1 <= int(refused[-1].headers["Retry-After"]) <= WINDOW_S
    assert client.get("/ko/account/login/").status_code == 200
    assert Client(REMOTE_ADDR="192.0.2.9").post("/ko/account/login/", {}).status_code == 200


def test_the_api_answers_a_refusal_as_json(settings: Settings) -> None:
    settings.RATE_LIMIT_API_PER_MINUTE = 0
    answer = Client().get("/api/v1/places")
    assert answer.status_code == 429
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["reference"] == answer.headers["X-Request-ID"]


def test_counts_are_shared_and_begin_anew_each_minute(settings: Settings) -> None:
    one, other = Counts(settings.HOME / "rate.sqlite3"), Counts(settings.HOME / "rate.sqlite3")
    assert [one.add("a", now_s=60.0), other.add("a", now_s=119.0), one.add("b", now_s=61.0)] == [1, 2, 1]
    assert one.add("a", now_s=120.0) == 1
    one.forget_before(120.0)
    assert other.add("b", now_s=121.0) == 1


def test_a_broken_file_of_counts_is_made_anew_and_stops_nothing(settings: Settings) -> None:
    file = settings.HOME / "rate.sqlite3"
    file.write_bytes(b"no database at all, " * 400)
    assert Client().post("/ko/account/login/", {}).status_code == 200
    assert Counts(file).add("a", now_s=60.0) == 1
    file.write_bytes(file.read_bytes()[:100] + b"x" * 9000)
    assert Counts(file).add("b", now_s=60.0) <= 1


def test_an_error_on_the_way_to_a_page_is_logged_with_its_place(
    monkeypatch: pytest.MonkeyPatch, capture: Callable[[], list[dict[str, object]]]
) -> None:
    monkeypatch.setattr(Counts, "add", lambda *_, **__: int("not a number"))
    answer = Client(raise_request_exception=False).post("/ko/account/login/", {})
    assert answer.status_code == 500
    (line,) = [line for line in capture() if "trace" in line]
    assert line["error"] == "ValueError"
    assert "rate.py" in str(line["trace"])
    assert line["request"] == answer.headers["X-Request-ID"]


def test_a_forwarded_address_counts_only_behind_the_proxy(settings: Settings) -> None:
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "203.0.113.1, 198.51.100.2"})
    settings.PROXY = False
    assert address(request) == "127.0.0.1"
    settings.PROXY = True
    assert address(request) == "198.51.100.2"


def test_an_error_shows_a_reference_that_the_log_holds(
    settings: Settings, capture: Callable[[], list[dict[str, object]]]
) -> None:
    settings.ROOT_URLCONF = __name__
    answer = Client(raise_request_exception=False).get("/breaks")
    assert answer.status_code == 500
    reference = answer.headers["X-Request-ID"]
    assert reference in answer.content.decode()
    lines = [line for line in capture() if line["request"] == reference]
    assert [line.get("status") for line in lines] == [None, 500]
    assert lines[0]["error"] == "RuntimeError"
    assert "Garam" not in json.dumps(lines)


def test_a_request_is_one_line_without_personal_data(capture: Callable[[], list[dict[str, object]]]) -> None:
    Client(REMOTE_ADDR="192.0.2.55", headers={"User-Agent": "Mozilla"}).get(
        "/en/account/login/?next=/en/account/people/x/&name=garam"
    )
    (line,) = capture()
    assert set(line) == {
        "time",
        "level",
        "logger",
        "method",
        "path",
        "status",
        "ms",
        "request",
        "account",
    }
    assert line["path"] == "/en/account/login/"
    assert "192.0.2.55" not in json.dumps(line)


def test_a_form_from_another_site_is_refused() -> None:
    answer = Client(enforce_csrf_checks=True).post("/en/account/login/", {"login": "x", "password": "y"})
    assert answer.status_code == 403
    assert "The form is no longer valid" in answer.content.decode()


@pytest.mark.parametrize(("language", "says"), [("ko", "ko"), ("en", "There is no such page")])
def test_an_unknown_page_says_so_in_the_readers_language(language: str, says: str) -> None:
    page = Client().get(f"/{language}/nothing/").content.decode()
    assert f'lang="{language}"' in page
    assert says in page


def test_a_page_that_cannot_even_say_so_answers_in_plain_words(settings: Settings) -> None:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [], "APP_DIRS": False}]
    with override("en"):
        answer = errors.broken(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.content.decode()


def test_health_answers_with_what_it_checked() -> None:
    answer = Client().get("/health")
    checks = answer.json()["checks"]
    assert set(checks) == {"database", "migrations", "guards", "packs", "series", "disk"}
    assert checks["database"]["ok"]
    assert checks["migrations"]["waiting"] == []
    assert len(checks["packs"]["digest"]) == 64
    assert answer.status_code == (200 if all(check["ok"] for check in checks.values()) else 503)


def test_health_fails_where_packs_are_missing(settings: Settings) -> None:
    settings.PACKS = settings.HOME / "no-packs"
    answer = Client().get("/health")
    assert answer.status_code == 503
    assert answer.json()["checks"]["packs"] == {"ok": False, "error": "no packs folder"}


@pytest.fixture
def capture() -> Iterator[Callable[[], list[dict[str, object]]]]:
    """The lines that the log would write."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("dure.requests")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logger.removeHandler(handler)


@pytest.mark.parametrize(
    ("where", "status"),
    [
        ("/en/figures/daegu/x@2030%00:observed/", 404),
        ("/en/daegu/accounts/kau/a%00b/", 404),
        ("/en/account/people/x%00/", 404),
        ("/en/?q=%00", 400),
        ("/api/v1/places/daegu/figures?mark=%00", 422),
    ],
)
def test_an_address_with_the_sign_nul_is_refused_before_anything_is_asked(where: str, status: int) -> None:
    assert Client().get(where).status_code == status
