"""Frames: a few public pages for the origins that the settings name; every other page stays out of frames."""

import pytest
from django.test import Client
from pytest_django import Settings

from dure.kernel.things import write as things
from tests.kernel.said import place

pytestmark = pytest.mark.django_db
APP = "https://app.example.org"


@pytest.fixture(autouse=True)
def town(settings: Settings) -> None:
    """A place, and an app that may show pages of it."""
    settings.EMBEDDERS = (APP,)
    things.load_places([place("dreamtown")])


def test_a_named_origin_may_frame_a_public_page_made_for_it() -> None:
    answer = Client().get("/en/dreamtown/surveys/?frame=1")
    assert f"frame-ancestors {APP}" in answer["Content-Security-Policy"]
    assert "'none'" not in answer["Content-Security-Policy"].split("frame-ancestors")[1].split(";")[0]
    assert "X-Frame-Options" not in answer
    page = answer.content.decode()
    assert 'class="head"' not in page
    assert "Open the whole page in Dure" in page


@pytest.mark.parametrize(
    "path",
    [
        "/en/dreamtown/surveys/",
        "/en/account/login/?frame=1",
        "/en/my/?frame=1",
        "/en/help/?frame=1",
        "/en/nowhere/?frame=1",
    ],
)
def test_every_other_page_stays_out_of_frames(path: str) -> None:
    answer = Client().get(path)
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


def test_without_named_origins_no_page_is_framed(settings: Settings) -> None:
    settings.EMBEDDERS = ()
    answer = Client().get("/en/dreamtown/surveys/?frame=1")
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
