"""Kept answers: the same for everybody, never for somebody signed in, and new when something is recorded."""

import gzip
from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from dure.grammar.shapes import Source, Text
from dure.kernel.observations import write as observing
from dure.kernel.parties import write as parties
from dure.kernel.parties.models import Account
from dure.kernel.parties.read import PartySeen
from dure.portal import keeping
from tests.recalled import load

pytestmark = pytest.mark.django_db
PACKS = Path(__file__).parents[1] / "grammar" / "packs"
ADDRESSES = ("/en/dreamtown/", "/ko/dreamtown/", "/en/dreamtown.json", "/en/dreamtown.csv", "/api/v1/places")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def town(db: None, at: datetime) -> None:
    """The small packs are loaded."""
    load(PACKS, at)


@pytest.fixture
def signed_in(at: datetime) -> Client:
    """Somebody with a name, signed in."""
    account = parties.open_account("ara", password=None, at=at)
    seen = PartySeen("p-ara", "person", "dreamtown", Text("아라 주무관", "Officer Ara"))
    parties.register_party(seen, at=at, account_id=account)
    client = Client()
    client.force_login(Account.objects.get(pk=account), backend=BACKEND)
    return client


def said(value: str, period: str) -> observing.Statement:
    """A statement about the town's emissions."""
    year = int(period)
    return observing.Statement(
        place="dreamtown",
        address="emissions_tco2e",
        period=period,
        mark="observed",
        printed=value,
        unit="tCO2e",
        value=None,
        step=None,
        valid_from=date(year, 1, 1),
        valid_to=date(year, 12, 31),
        published_on=None,
        source="dream-plan",
        locator="1",
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_whoever_has_an_answer_is_told_that_it_is_still_true(address: str) -> None:
    first = Client().get(address)
    tag = first.headers["ETag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = Client().get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
        assert "Cookie" in again.headers["Vary"]
    other = Client().get(address, headers={"If-None-Match": '"other"'})
    assert (other.status_code, other.content) == (200, first.content)


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_tells_what_get_would_and_sends_nothing(address: str) -> None:
    whole = Client().get(address)
    head = Client().head(address)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("ETag", "Content-Type", "Content-Length"):
        assert head.headers[name] == whole.headers[name]
    assert Client().head("/en/nowhere/").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES[:4])
def test_a_page_only_answers_those_who_read(address: str) -> None:
    for answer in (Client().post(address), Client().put(address), Client().delete(address)):
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "GET, HEAD"


def test_a_packed_answer_is_the_same_answer() -> None:
    plain, packed = (Client().get("/en/dreamtown/", headers=h) for h in ({}, {"Accept-Encoding": "gzip"}))
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert {"Accept-Encoding", "Cookie"} <= set(packed.headers["Vary"].split(", "))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_language_keeps_its_own_answer(language: str) -> None:
    other = "en" if language == "ko" else "ko"
    Client().get(f"/{other}/dreamtown/")
    assert f'lang="{language}"' in Client().get(f"/{language}/dreamtown/").content.decode()


def test_each_name_of_the_server_keeps_its_own_answer(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    for address in ("/practices.json", "/catalog.jsonld", "/en/practices.json", "/en/about/api/"):
        for name in settings.ALLOWED_HOSTS:
            other = next(each for each in settings.ALLOWED_HOSTS if each != name)
            answer = Client().get(address, headers={"Host": name})
            assert answer.status_code == 200
            assert f"//{other}" not in answer.content.decode()


def test_names_of_the_server_that_nobody_uses_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_BYTES", 1000)
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"x" * 400

    names = [f"catalog/http://{number}.example" for number in range(3)]
    for name in (*names, names[2], names[0]):
        assert keeping.content(name, make) == b"x" * 400
    # The third is still there when it is asked again; the first has had to go.
    assert len(made) == 4


def test_what_is_kept_for_everybody_is_not_given_to_somebody_signed_in(signed_in: Client) -> None:
    for_all = Client().get("/en/dreamtown/")
    own = signed_in.get("/en/dreamtown/", headers={"If-None-Match": for_all.headers["ETag"]})
    assert own.status_code == 200
    assert "Sign out" in own.content.decode()
    assert "ETag" not in own.headers
    assert own.headers["Cache-Control"] == "private, no-cache"
    assert "Sign in" in for_all.content.decode()


def test_what_somebody_signed_in_saw_is_not_given_to_everybody(signed_in: Client) -> None:
    own = signed_in.get("/en/dreamtown/").content.decode()
    for _each in range(2):
        for_all = Client().get("/en/dreamtown/")
        text = for_all.content.decode()
        assert "Sign out" not in text
        for word in ("ara", "Officer Ara", "csrfmiddlewaretoken"):
            assert f">{word}" not in text
            assert f'"{word}"' not in text
        assert "csrfmiddlewaretoken" in own
        assert not for_all.cookies


def test_a_recorded_figure_makes_the_next_answer_new(at: datetime) -> None:
    first = Client().get("/en/dreamtown.json")
    assert "dreamtown/emissions_tco2e@2024:observed" not in first.content.decode()
    observing.record([said("unknown", "2024")], origin="person", by="ara", at=at)
    again = Client().get("/en/dreamtown.json", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert "dreamtown/emissions_tco2e@2024:observed" in again.content.decode()


def test_a_registered_document_is_in_the_catalogue_at_once(at: datetime) -> None:
    first = Client().get("/en/data.json")
    title = Text("새 문서", "A new document")
    added = Source(
        id="new-plan",
        title=title,
        publisher=Text("꿈마을", "Dreamtown"),
        published_on=None,
        kind="document",
        url="",
        licence="",
        may_copy=False,
        note=Text("", ""),
    )
    observing.register_source(added, by="ara", at=at)
    again = Client().get("/en/data.json", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert "new-plan" in again.content.decode()


def test_what_is_missing_is_not_kept(at: datetime) -> None:
    missing = "/en/figures/dreamtown/emissions_tco2e@2024:observed/"
    assert Client().get(missing).status_code == 404
    observing.record([said("unknown", "2024")], origin="person", by="ara", at=at)
    assert Client().get(missing).status_code == 200


@pytest.mark.parametrize("accepted", ["gzip;q=0", "GZIP; Q=0.000, br", "identity", "x-notgzip", ""])
def test_nobody_is_sent_what_they_cannot_unpack(accepted: str) -> None:
    Client().get("/en/dreamtown/")
    answer = Client().get("/en/dreamtown/", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert answer.content.startswith(b"<!doctype html>")
