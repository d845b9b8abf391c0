"""Entering a figure, filing it, and the second pair of eyes."""

from collections.abc import Callable

import pytest
from django.test import Client

from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations

ENTER = "/en/work/dreamtown/enter/"
Person = Callable[..., Client]


def _filed(client: Client, entry: dict[str, str]) -> str:
    """Enter and file a figure; the address of its review."""
    answer = client.post(ENTER, entry)
    assert answer.status_code == 302, answer.content.decode()
    answer = client.post(answer["Location"], {"says": "The yearly report has come."})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_figure_is_public_after_another_person_approved_it(
    officer: Client, approver: Client, entry: dict[str, str]
) -> None:
    review = _filed(officer, entry)
    assert observations.find_figure("dreamtown", address="emissions_tco2e", period="2024") is None
    page = approver.get(review).content.decode()
    assert "8,430,000 tCO₂e" in page
    assert "The yearly report has come." in page
    answer = approver.post(review, {"move": "approve", "says": ""}, follow=True)
    assert "Approved and published." in answer.content.decode()
    figure = observations.find_figure("dreamtown", address="emissions_tco2e", period="2024")
    assert figure is not None
    assert (str(figure.value), figure.printed, figure.source, figure.locator) == (
        "8430000",
        "8.43",
        "dream-plan",
        "p. 7",
    )
    assert figure.by == "p-bora"


def test_what_follows_is_reckoned_after_approval(
    officer: Client, approver: Client, entry: dict[str, str]
) -> None:
    answer = approver.post(_filed(officer, entry), {"move": "approve"}, follow=True)
    assert "Reckoned again. New results: 1. Findings new or changed: 1." in answer.content.decode()
    found = cases.cases(place="dreamtown", kind="finding", subject="dreamtown/emissions_tco2e@2024:observed")
    assert len(found) == 1
