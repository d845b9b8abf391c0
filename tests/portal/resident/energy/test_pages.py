"""Energy points by pages: a household takes part, the utility's file is looked at, a half-year is paid."""

import re
from collections.abc import Callable
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dure.kernel.parties import read as parties
from dure.portal.resident.energy.periods import half_year_of
from tests.portal.officer.conftest import approver, officer, person
from tests.portal.resident.acts.conftest import TOWN
from tests.portal.resident.energy.conftest import BEFORE, cut, energy_packs, home_of, town
from tests.portal.resident.people.conftest import joins, party_of

__all__ = ["approver", "energy_packs", "joins", "officer", "person", "town"]
DESK = f"/en/work/{TOWN}/energy/"


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def upload(client: Client, text: str) -> str:
    file = SimpleUploadedFile("readings.csv", text.encode("cp949"))
    return client.post(f"{DESK}bring/", {"file": file}).content.decode()


def kept_of(username: str) -> dict[tuple[str, str], object]:
    today = timezone.localdate()
    home = next(r.body for r in parties.roles_of_party(party_of(username), on=today) if r.body)
    return dict(parties.billed_of(home))


def test_a_household_takes_part_and_a_file_of_the_utility_is_looked_at_row_by_row_before_it_is_kept(
    joins: Callable[[str], Client], officer: Client
) -> None:
    nuri = joins("nuri")
    assert "you are in none yet" in page(nuri, "/en/my/energy/")
    nuri.post("/en/my/household/", {"do": "begin"})
    nuri.post("/en/my/household/", {"do": "about", "meter_electricity": "01-234 567"})
    assert nuri.post("/en/my/energy/", {"do": "join", "moved_in": "2999-01-01"}).status_code == 422
    assert nuri.post("/en/my/energy/", {"do": "join", "moved_in": "2019-05-01"}).status_code == 302
    shown = page(nuri, "/en/my/energy/")
    assert "its points come into your wallet" in shown
    assert "Carbon Neutral Point" not in page(nuri, "/en/my/acts/")
    assert "Water, City gas" in shown
    month = half_year_of(timezone.localdate()).before.months()[0]
    rows = (
        f"01234567,전기,{month:%Y-%m},250", f"01-234-567,전기,{month:%Y%m},260", "999,전기,2025-01,100",
        f"01234567,바람,{month:%Y-%m},1", "01234567,전기,2999-01,1", f"01234567,전기,{month:%Y.%m},90000",
        f'01234567,전기,{month.replace(year=month.year - 1):%Y-%m},"300"',
    )  # fmt: skip
    looked = upload(officer, "\n".join(("고객번호,종류,사용월,사용량(kWh)", *rows)))
    assert "can be kept: 2. Rows that are wrong: 4" in looked
    assert "household has given: 1." in looked
    assert "Write electricity, water or gas" in looked
    assert kept_of("nuri") == {}
    sent = re.search(r'name="looked" value="([^"]+)"', looked)
    assert sent is not None
    for _twice in range(2):
        officer.post(f"{DESK}bring/", {"looked": sent[1], "sure": "yes"})
    assert len(kept_of("nuri")) == 2
    assert "16.7% less than a year before (months compared: 1)" in page(nuri, "/en/my/energy/")
    tampered = officer.post(f"{DESK}bring/", {"looked": sent[1] + "x", "sure": "yes"}, follow=True)
    assert "Choose the file again" in tampered.content.decode()


def test_a_half_year_is_begun_by_one_approved_by_another_and_seen_by_the_household(
    town: str, joins: Callable[[str], Client], officer: Client, approver: Client, at: datetime
) -> None:
    period = half_year_of(timezone.localdate()).before
    home_of("other", at, used=cut(10), period=period)
    begun = officer.post(DESK, {"do": "begin", "period": period.name})
    case = begun.headers["Location"]
    assert "Households gathered, in two rounds" in page(officer, case)
    officer.post(case, {"move": "go_on"})
    looked = page(approver, case)
    assert "17,500" in looked
    approver.post(case, {"move": "approve"})
    officer.post(case, {"move": "go_on"})
    assert "Paid so far" in page(officer, case)
    again = officer.post(DESK, {"do": "begin", "period": "1999-H9"}, follow=True).content.decode()
    assert "Choose a half-year" in again


def test_readings_that_a_household_enters_are_shown_and_earn_nothing(joins: Callable[[str], Client]) -> None:
    nuri = joins("nuri")
    nuri.post("/en/my/household/", {"do": "begin"})
    month = half_year_of(timezone.localdate()).before.months()[0]
    nuri.post("/en/my/household/", {"do": "use", "meter": "gas", "month": f"{month:%Y-%m}", "used": "18.5"})
    shown = page(nuri, "/en/my/energy/")
    assert "Points count the utility" in shown
    assert BEFORE["gas"] > 18.5


def test_strangers_to_the_office_see_neither_desk_nor_case(joins: Callable[[str], Client]) -> None:
    assert joins("nuri").get(DESK).status_code == 403
