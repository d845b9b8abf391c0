"""The installable app: its description, its service worker, the page without a network, large letters."""

import json
import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "name"), [("ko", "두레, 탄소중립 도시"), ("en", "Dure, the carbon-neutral city")]
)
def test_the_app_is_described_in_the_readers_language(language: str, name: str) -> None:
    answer = Client().get(f"/{language}/app.webmanifest")
    assert answer["Content-Type"].startswith("application/manifest+json")
    said = answer.json()
    assert (said["name"], said["start_url"], said["display"]) == (name, f"/{language}/my/", "standalone")
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in said["icons"]}
    assert f"/{language}/my/acts/" in {shortcut["url"] for shortcut in said["shortcuts"]}


def test_the_service_worker_names_what_it_keeps_and_is_never_stale() -> None:
    answer = Client().get("/worker.js")
    code = answer.content.decode()
    shell = json.loads(re.match(r"const SHELL = (.*);\n", code).group(1))  # type: ignore[union-attr]
    assert answer["Cache-Control"] == "no-cache"
    assert "/ko/phone/offline/" in shell["files"]
    assert all(file.startswith(("/static/", "/")) and "//" not in file for file in shell["files"])
    assert Client().get("/worker.js").content.decode() == code


def test_the_page_without_a_network_holds_nothing_of_anybody() -> None:
    page = Client().get("/en/phone/offline/").content.decode()
    assert "There is no network" in page
    assert "csrfmiddlewaretoken" not in page


def test_large_letters_stay_until_they_are_taken_back() -> None:
    reader = Client()
    usual = reader.get("/en/help/").content.decode()
    assert "large-text" not in usual
    back = reader.get("/en/phone/text/?next=/en/help/")
    assert (back.status_code, back["Location"]) == (302, "/en/help/")
    assert "large-text" in reader.get("/en/help/").content.decode()
    # What is kept for everybody is not what one reader chose.
    assert "large-text" not in Client().get("/en/help/").content.decode()
    reader.get("/en/phone/text/?next=/en/help/")
    assert "large-text" not in reader.get("/en/help/").content.decode()


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_way_back_leads_nowhere_else(onward: str) -> None:
    assert Client().get("/en/phone/text/", {"next": onward})["Location"] == "/en/"
