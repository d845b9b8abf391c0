"""Counts of people for everybody: none below ten, none that gives a small one away, none between two days."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dure.kernel.parties import write as parties
from dure.kernel.parties.write import Enrolment
from dure.portal.resident.people.participants import joined_by, last_month_end, open_cells
from tests.portal.resident.acts.conftest import TOWN, chance, town, town_packs

__all__ = ["town", "town_packs"]


def enrol(number: int, *, area: str, band: str, at: datetime, agreed: bool = True) -> None:
    said = {"rewards": "1"} | ({"statistics": "1"} if agreed else {})
    for each in range(number):
        parties.enrol(
            Enrolment(TOWN, {"name": "A"}, said, age_band=band, area=area), on=at.date(), at=at,
            chance=chance, username=f"p{area}{band}{at:%d}{each}{agreed}", password=None,
        )  # fmt: skip


def test_a_small_count_is_closed_and_with_it_what_would_give_it_away() -> None:
    cells, areas = open_cells({("East", "19-29"): 4, ("East", "30-39"): 30, ("West", "30-39"): 25})
    assert areas == ("East", "West", "")
    assert cells[("East", "19-29")] is None
    assert cells[("*", "")] == 59
    closed = [name for name, count in cells.items() if count is None]
    assert len(closed) > 1
    row = [cells[("East", age)] for age in ("19-29", "30-39", "")]
    assert row.count(None) != 1


def test_a_neighbourhood_of_few_is_not_named() -> None:
    cells, areas = open_cells({("Tiny", "19-29"): 3, ("East", "19-29"): 40, ("", "19-29"): 20})
    assert areas == ("East", "")
    assert cells[("", "19-29")] == 23


def test_nothing_is_shown_of_fewer_than_ten() -> None:
    assert open_cells({("East", "19-29"): 9}) == ({}, ())
    assert open_cells({}) == ({}, ())


def test_the_page_tells_the_end_of_last_month_and_not_who_joined_since(town: str) -> None:
    end = last_month_end(timezone.localdate())
    before = timezone.make_aware(datetime.combine(end, datetime.min.time())) + timedelta(hours=12)
    enrol(12, area="East", band="30-39", at=before)
    enrol(3, area="East", band="30-39", at=before, agreed=False)
    page = Client().get(f"/en/{TOWN}/participants/").content.decode()
    assert "15 people have joined" in page
    enrol(1, area="East", band="30-39", at=timezone.now())
    assert joined_by(TOWN, day=end).everybody == 15
    assert joined_by(TOWN, day=end).cells[("East", "30-39")] == 12
    answer = Client().get(f"/en/{TOWN}/participants.json").json()
    assert answer["everybody"] == 15
    assert "r-" not in Client().get(f"/en/{TOWN}/participants.csv").content.decode()


@pytest.mark.usefixtures("town")
def test_a_place_that_few_have_joined_says_so() -> None:
    page = Client().get(f"/ko/{TOWN}/participants/").content.decode()
    assert "열 명" in page
    assert joined_by(TOWN, day=date(2020, 1, 31)).everybody is None
