"""The desk: what needs me today, and nothing that does not."""

from datetime import date, datetime
from decimal import Decimal

from django.contrib.auth import get_user
from django.test import Client, RequestFactory

from dure.kernel.observations import write as observing
from dure.portal.account.adapter import AccountAdapter
from dure.portal.officer.following import touched

ENTER = "/en/work/dreamtown/enter/"


def test_an_officer_finds_what_is_open_and_missing(officer: Client) -> None:
    page = officer.get("/en/work/").content.decode()
    assert "Findings to decide" in page
    assert "Emissions (2018)" in page
    assert "First plan – Final report" in page
    assert "next: Begin the supplement" in page


def test_signing_in_leads_an_officer_to_their_work(officer: Client) -> None:
    request = RequestFactory().get("/en/account/login/")
    request.user = get_user(officer)
    assert AccountAdapter(request).get_login_redirect_url(request).endswith("/work/")


def test_an_officer_finds_the_way_to_the_budget(officer: Client) -> None:
    assert 'href="/en/work/dreamtown/budgets/"' in officer.get("/en/work/").content.decode()


def test_the_desk_asks_for_what_is_observed_year_by_year_not_for_what_happened_once(
    officer: Client, at: datetime
) -> None:
    assert "last actual value" not in officer.get("/en/work/").content.decode()
    before = observing.Statement(
        place="dreamtown", address="emissions_tco2e", period="2017", mark="observed", printed="9.5",
        unit="MtCO2e", value=Decimal(9_500_000), step=Decimal(100_000), valid_from=date(2017, 1, 1),
        valid_to=date(2017, 12, 31), published_on=None, source="dream-plan", locator="3",
    )  # fmt: skip
    observing.record([before], origin="officer", by="p-ara", at=at)
    page = officer.get("/en/work/").content.decode()
    assert "last actual value: 2018" in page
    assert f'href="{ENTER}?address=emissions_tco2e&amp;period=' in page


def test_what_was_filed_lies_on_the_desk_of_another_person_alone(
    officer: Client, approver: Client, entry: dict[str, str]
) -> None:
    officer.post(officer.post(ENTER, entry)["Location"], {"says": ""})
    assert "Figures to approve" in approver.get("/en/work/").content.decode()
    assert "Figures to approve" not in officer.get("/en/work/").content.decode()
    assert "승인할 수치" in approver.get("/ko/work/").content.decode()


def test_the_header_leads_to_the_desk(officer: Client) -> None:
    assert 'href="/en/work/"' in officer.get("/en/").content.decode()


def test_a_figure_touches_the_places_inside_and_around() -> None:
    assert touched("dreamtown") == ("dreamtown-east", "dreamtown", "dreamland", "world")
