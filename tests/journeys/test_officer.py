"""An officer enters an actual value, another person approves it, and residents see it."""

import re

import pytest
from playwright.sync_api import Browser, FilePayload

from tests.journeys.watching import DESK, HAND, Visit, barriers, visiting

pytestmark = pytest.mark.xdist_group("journeys")
INDICATOR = "/ko/jeju/indicators/electric_vehicles/"


def _sign_in(visit: Visit, name: str, password: str) -> None:
    page = visit.page
    visit.open("/ko/account/login/")
    page.locator('input[name="login"]').fill(name)
    page.locator('input[name="password"]').fill(password)
    page.locator('main form button[type="submit"]').first.click()
    page.wait_for_url(lambda url: "/login/" not in url)


def _is_open_to_all(visit: Visit) -> None:
    """The page has no barriers, at a desk and in the hand, and said nothing to its console."""
    for width, height in (DESK, HAND, DESK):
        visit.page.set_viewport_size({"width": width, "height": height})
        assert barriers(visit.page) == [], visit.path()
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert visit.page.evaluate(wide) <= 0, (visit.path(), width)
    assert (visit.elsewhere, visit.complaints) == ([], [])


def _file(visit: Visit) -> str:
    """Enter the actual value of 2025, look at it, file it; the address of its review."""
    page = visit.page
    visit.open("/ko/work/")
    _is_open_to_all(visit)
    page.locator('main a[href="/ko/work/jeju/enter/"]').first.click()
    page.locator('select[name="address"]').select_option("electric_vehicles")
    page.locator('main form:has(select[name="address"]) button').click()
    _is_open_to_all(visit)
    page.locator('input[name="period"]').fill("2025")
    page.locator('select[name="mark"]').select_option("observed")
    page.locator('input[name="value"]').fill("41,234")
    page.locator('select[name="source"]').select_option("mois-2022")
    page.locator('input[name="locator"]').fill("1234")
    page.locator('main form button[type="submit"]').first.click()
    page.wait_for_url(re.compile("/drafts/"))
    assert "41,234" in page.locator("main").inner_text()
    _is_open_to_all(visit)
    page.locator('main form button[type="submit"]').first.click()
    page.wait_for_url(re.compile("/work/reviews/"))
    _is_open_to_all(visit)
    return visit.path()


def test_an_actual_value_is_filed_approved_and_seen(
    browser: Browser, server: str, passwords: dict[str, str]
) -> None:
    with visiting(browser, server) as officer:
        _sign_in(officer, "officer-jeju", passwords["officer-jeju"])
        review = _file(officer)
        assert officer.page.locator('button[name="move"][value="approve"]').count() == 0
    with visiting(browser, server) as resident:
        resident.open(INDICATOR)
        assert "41,234" not in resident.page.locator("main").inner_text()
    with visiting(browser, server) as approver:
        _sign_in(approver, "approver-jeju", passwords["approver-jeju"])
        approver.open("/ko/work/")
        approver.page.locator(f'main a[href="{review}"]').first.click()
        assert "41,234" in approver.page.locator("main").inner_text()
        _is_open_to_all(approver)
        approver.page.locator('button[name="move"][value="approve"]').click()
        approver.page.wait_for_load_state()
        _is_open_to_all(approver)
    with visiting(browser, server) as resident:
        resident.open(INDICATOR)
        assert "41,234" in resident.page.locator("main").inner_text()
        resident.page.locator('main a[href*="electric_vehicles@2025:observed"]').first.click()
        assert "1234" in resident.page.locator("main").inner_text()


NEW_DOCUMENT = {
    "new-id": "jeju-report-2026", "new-title_ko": "제주 연차보고서", "new-title_en": "Yearly report of Jeju",
    "new-publisher_ko": "제주특별자치도", "new-publisher_en": "Jeju Province", "new-published_on": "2026-03",
    "new-licence": "unknown",
}  # fmt: skip
BAD_FILE = "address,period,value,unit,mark,source\n" + (
    "electric_vehicles,2024,1234,1,observed,mois-2022:9\nelectric_vehicle,2024,x,1,observed,nowhere:1\n"
)


def test_a_figure_of_a_new_document_is_entered_in_a_browser(
    browser: Browser, server: str, passwords: dict[str, str]
) -> None:
    with visiting(browser, server) as officer:
        _sign_in(officer, "officer-jeju", passwords["officer-jeju"])
        officer.open("/ko/work/jeju/enter/?address=electric_vehicles")
        page = officer.page
        page.locator('input[name="period"]').fill("2024")
        page.locator('input[name="value"]').fill("39,000")
        page.locator('select[name="source"]').select_option("+")
        page.locator('input[name="locator"]').fill("p. 3")
        page.locator("main form button").first.click()
        # What is missing of the new document is said by the server, beside its fields, which are open.
        page.wait_for_load_state()
        assert page.locator('input[name="new-id"]').is_visible()
        for name, words in NEW_DOCUMENT.items():
            page.locator(f'[name="{name}"]').fill(words)
        page.locator("main form button").first.click()
        page.wait_for_url(re.compile("/drafts/"))
        assert "제주 연차보고서" in page.locator("main").inner_text()
    officer_heard = officer.complaints
    assert [words for words in officer_heard if "422" not in words] == []


def test_the_mend_of_a_bad_row_is_seen_in_the_hand(
    browser: Browser, server: str, passwords: dict[str, str]
) -> None:
    with visiting(browser, server, size=HAND) as officer:
        _sign_in(officer, "officer-jeju", passwords["officer-jeju"])
        officer.open("/ko/work/jeju/import/")
        officer.page.locator('input[type="file"]').set_input_files(
            FilePayload(name="figures.csv", mimeType="text/csv", buffer=BAD_FILE.encode())
        )
        officer.page.locator("main form button").first.click()
        officer.page.wait_for_url(re.compile("/drafts/"))
        mend = officer.page.get_by_text("주소 목록에서 고르십시오.").first
        box = mend.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= HAND[0]
        cut = "Array.from(document.querySelectorAll('.scroll'), e => e.scrollWidth - e.clientWidth)"
        for width, height in (DESK, HAND):
            officer.page.set_viewport_size({"width": width, "height": height})
            assert max(officer.page.evaluate(cut)) <= 0, width
        assert officer.page.locator('button[name="only_good"]').inner_text() == "올바른 1개 행만 제출"
        _is_open_to_all(officer)


def test_the_rooms_of_the_office_are_open_to_all_and_an_edition_can_be_made_again(
    browser: Browser, server: str, passwords: dict[str, str]
) -> None:
    with visiting(browser, server) as officer:
        _sign_in(officer, "officer-jeju", passwords["officer-jeju"])
        for path in ("plans/", "committee/", "committee/new/meeting/", "import/", "editions/"):
            officer.open(f"/ko/work/jeju/{path}")
            _is_open_to_all(officer)
        officer.page.locator('textarea[name="says"]').fill("한 해를 마침")
        officer.page.locator("main form button").first.click()
        officer.page.wait_for_url(re.compile("/work/editions/"))
        edition = officer.path()
    with visiting(browser, server) as approver:
        _sign_in(approver, "approver-jeju", passwords["approver-jeju"])
        approver.open(edition)
        approver.page.locator('button[value="publish"]').click()
        approver.page.wait_for_load_state()
        report = approver.page.locator('dl a[href*="/reports/"]').get_attribute("href") or ""
        approver.open(report)
        _is_open_to_all(approver)
        said = approver.page.evaluate(
            "path => fetch(path).then(answer => answer.json())", report.rstrip("/") + ".json"
        )
        assert said["matches"] is True


ROWS = (
    "ref,activity,quantity,unit,fuel,factor,year,co2_kg_per_unit\n"
    "I.1.1,가정의 이탄,10,t,,,2023,1500\n"
    "I.1.1,가정의 도시가스,-3,t,natural gas,,2023,\n"
)


def test_rows_of_activity_are_brought_approved_and_followed_from_the_figure(
    browser: Browser, server: str, passwords: dict[str, str]
) -> None:
    with visiting(browser, server) as officer:
        page = officer.page
        _sign_in(officer, "officer-sample-district", passwords["officer-sample-district"])
        officer.open("/ko/work/sample-district/inventory/rows/")
        _is_open_to_all(officer)
        page.locator('input[name="file"]').set_input_files(
            FilePayload(name="rows.csv", mimeType="text/csv", buffer=ROWS.encode("cp949"))
        )
        page.locator('select[name="source"]').select_option("dure-sample")
        page.locator('select[name="mark"]').select_option("estimated")
        page.locator('input[name="way"][value="beside"]').check()
        page.locator('main form button[type="submit"]').first.click()
        page.wait_for_url(re.compile(r"/inventory/rows/[\w-]+/$"))
        shown = page.locator("main").inner_text()
        assert "3행" in shown or "quantity" in shown
        assert "15" in shown
        _is_open_to_all(officer)
        page.locator('button[name="only_good"]').click()
        page.wait_for_url(re.compile("/work/reviews/"))
        _is_open_to_all(officer)
        review = officer.path()
    with visiting(browser, server) as approver:
        _sign_in(approver, "approver-sample-district", passwords["approver-sample-district"])
        approver.open(review)
        _is_open_to_all(approver)
        approver.page.locator('button[name="move"][value="approve"]').click()
        approver.page.wait_for_load_state()
        _is_open_to_all(approver)
    with visiting(browser, server) as resident:
        resident.open("/ko/sample-district/inventory/?year=2023&mark=estimated")
        resident.page.locator('main a[href*="gpc_emissions_tco2e/i-1-1@2023:estimated"]').first.click()
        resident.page.locator('main a[href*="/inventory/rows/"]').first.click()
        told = resident.page.locator("main").inner_text()
        assert "15,000" in told
        assert "가정의 이탄" in told
        _is_open_to_all(resident)
