"""The allowance desk: a look before anything moves, rules that say why not, and four eyes for a sale."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dure.kernel.cases import read as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.observations import write as observing
from tests.portal.officer.conftest import ROOT, looked_at

TOWN = "dreamtown"
DESK = f"/en/work/{TOWN}/allowances/"
STATED = """address,period,value,unit,mark,valid_from,published_on,source,label,note_ko,note_en
allowances_tco2e/verified,2020,"1,000",tCO2e,observed,,,dream-plan:3,,,
carry_over_times_of_net_sales,2020,2,1,parameter,,,dream-plan:4,,,
"""
CANCELLED = "allowance/cancelled/2020/granted-at-0"
FACILITY = 'facility_emissions_tco2e/facility-01,2019,"4,321",tCO2e,observed,,,dream-plan:6,,,\n'
THINGS = """thing,kind,name_ko,name_en,source
facility-01,unnamed_facility,시설 1(이름 미발표),Facility 1 (not named),dream-plan:3
"""
LEDGER = """key,on,debit,credit,amount,unit,reason_ko,reason_en,group,source
017a07d1-6000-7001-8064-757265000101,2021-06-14,outside/government/2020,allowance/holding/2020/granted-at-0,1300,kau,할당,Grant,,dream-plan:5
"""


@pytest.fixture(scope="session")
def small_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packs of the office, with a town that keeps allowances."""
    folder = tmp_path_factory.mktemp("trading") / "packs"
    shutil.copytree(ROOT / "tests" / "grammar" / "packs", folder)
    shutil.copy(ROOT / "packs/systems/plan/cases.toml", folder / "systems/plan/cases.toml")
    for system in ("allowances", "mitigation"):
        shutil.copytree(ROOT / "packs/systems" / system, folder / "systems" / system)
        (folder / "systems" / system / "runs.toml").unlink(missing_ok=True)
    (folder / "systems/mitigation/exclusions.csv").unlink()
    (folder / "systems/plan/ledgers.toml").unlink()
    town = folder / "places" / TOWN
    (town / "plan" / "ledgers.csv").unlink()
    head = (town / "place.toml").read_text()
    (town / "place.toml").write_text(
        head.replace('runs = ["plan"]', 'runs = ["plan", "allowances", "mitigation"]')
    )
    (town / "allowances").mkdir()
    (town / "allowances" / "observations.csv").write_text(STATED + FACILITY)
    (town / "allowances" / "ledgers.csv").write_text(LEDGER)
    (town / "allowances" / "things.csv").write_text(THINGS)
    return folder


def asked(**changes: str) -> dict[str, str]:
    said = {
        "act": "surrender", "year": "2020", "tonnes": "1,000", "lot": "", "price_krw": "",
        "on": "2021-06-30", "says": "", "source": "dream-plan", "locator": "p. 3", "token": "0123abcd",
    }  # fmt: skip
    return {**said, **changes}


def lies_in(path: str, unit: str = "kau") -> int:
    return ledgers.balance(TOWN, path=path, unit=unit)


def approved(officer: Client, approver: Client, **changes: str) -> str:
    """Look, file, and have another person approve; the address of the case."""
    where = officer.post(DESK, looked_at(officer, DESK, asked(**changes)))["Location"]
    assert approver.post(where, {"move": "approve", "says": ""}).status_code == 302
    return where


def test_an_act_is_looked_at_before_it_is_posted(officer: Client) -> None:
    assert officer.get(DESK).status_code == 200
    grant = asked(act="grant", tonnes="1,000")
    assert "1,000" in officer.post(DESK, grant).content.decode()
    assert lies_in("allowance/holding/2020/granted-at-0") == 1300
    look = looked_at(officer, DESK, grant)
    for _pressed in range(2):
        assert officer.post(DESK, look).status_code == 302
    assert lies_in("allowance/holding/2020/granted-at-0") == 2300


@pytest.mark.parametrize(
    ("act", "went"),
    [("surrender", "outside/surrendered/2020/2020/granted-at-0"), ("cancel", CANCELLED)],
)
def test_what_leaves_the_city_for_good_takes_another_person(
    officer: Client, approver: Client, act: str, went: str
) -> None:
    look = looked_at(officer, DESK, asked(act=act))
    where = officer.post(DESK, look)["Location"]
    assert officer.post(DESK, look)["Location"] == where
    assert lies_in(went) == 0
    assert officer.post(where, {"move": "approve", "says": ""}).status_code == 422
    assert lies_in(went) == 0
    assert "1,000" in approver.get(where).content.decode()
    assert approver.post(where, {"move": "approve", "says": ""}).status_code == 302
    assert lies_in(went) == 1000
    assert lies_in("allowance/holding/2020/granted-at-0") == 300


@pytest.mark.parametrize(
    "changed",
    [
        {"tonnes": "1,200"},
        {"lot": "2020/granted-at-0"},
        {"act": "grant"},
        {"year": "2019"},
        {"on": "2021-06-29"},
        {"says": "Another reason."},
        {"locator": "p. 4"},
        {"shown": "0" * 64},
        {"token": "99999999"},
        {"seal": ""},
    ],
    ids=lambda each: next(iter(each)),
)
def test_what_is_confirmed_is_what_was_looked_at_or_the_look_comes_again(
    officer: Client, changed: dict[str, str]
) -> None:
    sent = looked_at(officer, DESK, asked(act="cancel", tonnes="5")) | changed
    again = officer.post(DESK, sent)
    assert again.status_code == 200
    assert "Nothing was recorded" in again.content.decode()
    assert 'name="sure"' in again.content.decode()
    assert cases.cases(place=TOWN, kind="allowance_sale") == ()
    assert lies_in("allowance/holding/2020/granted-at-0") == 1300


def test_a_look_at_a_sale_binds_its_price_and_belongs_to_who_looked(
    officer: Client, person: Callable[..., Client]
) -> None:
    look = looked_at(officer, DESK, asked(act="sell", tonnes="5", price_krw="16,850"))
    assert officer.post(DESK, look | {"price_krw": "1"}).status_code == 200
    assert person("dana", "officer").post(DESK, look).status_code == 200
    assert cases.cases(place=TOWN, kind="allowance_sale") == ()
    assert officer.post(DESK, look).status_code == 302


def test_where_the_lots_moved_since_the_look_it_is_shown_anew(officer: Client) -> None:
    # The oldest first: a lot that came meanwhile is older than what was shown.
    look = looked_at(officer, DESK, asked(act="cancel", tonnes="5"))
    officer.post(DESK, looked_at(officer, DESK, asked(act="grant", year="2018", tonnes="3")))
    again = officer.post(DESK, look)
    assert again.status_code == 200
    assert "Nothing was recorded" in again.content.decode()
    assert cases.cases(place=TOWN, kind="allowance_sale") == ()


def test_what_a_rule_forbids_is_said_and_nothing_moves(officer: Client) -> None:
    answer = officer.post(DESK, asked(act="carry_over", tonnes="10", sure="1"))
    assert answer.status_code == 422
    assert "Surrender comes before carry-over" in answer.content.decode()
    assert lies_in("allowance/holding/2020/granted-at-0") == 1300
    korean = officer.post(DESK.replace("/en/", "/ko/"), asked(act="carry_over", tonnes="10"))
    assert "제출이 먼저입니다." in korean.content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"tonnes": "ten"}, "whole number"),
        ({"tonnes": "0"}, "needed"),
        ({"act": "sell"}, "needed"),
        ({"act": "retire_credits"}, "needed"),
        ({"on": "2090-01-01"}, "not come yet"),
        ({"lot": "2020/granted-at-0", "act": "cancel_credits"}, "not of the kind"),
    ],
)
def test_a_form_that_cannot_be_filled_so_says_where(
    officer: Client, changes: dict[str, str], says: str
) -> None:
    answer = officer.post(DESK, asked(**changes))
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_sale_takes_another_person_and_moves_tonnes_and_won_together(
    officer: Client, approver: Client
) -> None:
    sale = asked(act="sell", tonnes="110", price_krw="16,850")
    assert "1,853,500" in officer.post(DESK, sale).content.decode()
    look = looked_at(officer, DESK, sale)
    where = officer.post(DESK, look)["Location"]
    assert officer.post(DESK, look)["Location"] == where
    assert len(cases.cases(place=TOWN, kind="allowance_sale")) == 1
    assert lies_in("outside/market/2020/at-16850") == 0
    assert officer.post(where, {"move": "approve", "says": ""}).status_code == 422
    assert "1,853,500" in approver.get(where).content.decode()
    assert approver.post(where, {"move": "approve", "says": ""}).status_code == 302
    assert lies_in("outside/market/2020/at-16850") == 110
    assert lies_in("treasury/allowance_sales/2020/at-16850", "krw") == 110 * 16_850
    assert approver.post(where, {"move": "approve", "says": ""}).status_code == 422
    assert lies_in("outside/market/2020/at-16850") == 110


def test_a_sale_whose_lots_are_gone_is_refused_and_stays_open(officer: Client, approver: Client) -> None:
    sale = asked(act="sell", tonnes="1,300", price_krw="5")
    where = officer.post(DESK, looked_at(officer, DESK, sale))["Location"]
    approved(officer, approver, act="cancel", tonnes="1")
    answer = approver.post(where, {"move": "approve", "says": ""})
    assert answer.status_code == 422
    assert "Take at most 1,299 t" in answer.content.decode()
    sold = next(
        case for case in cases.cases(place=TOWN, kind="allowance_sale") if case.id.partition("/")[2] in where
    )
    assert sold.state == "filed"
    assert approver.post(where, {"move": "return", "says": "Too much."}).status_code == 302


def test_a_look_names_who_records_it_in_the_language_of_the_reader(officer: Client) -> None:
    grant = asked(act="grant", tonnes="1,000")
    assert "<dt>Who records it</dt><dd>Officer ara</dd>" in officer.post(DESK, grant).content.decode()
    assert "<dd>ara 주무관</dd>" in officer.post(DESK.replace("/en/", "/ko/"), grant).content.decode()


def test_a_look_binds_what_it_says_is_not_covered(officer: Client) -> None:
    # What must be surrendered is another by now; the lots, and so every movement, are the same.
    look = looked_at(officer, DESK, asked(act="sell", tonnes="100", price_krw="5"))
    verified = observing.Statement(
        place=TOWN, address="allowances_tco2e/verified", period="2020", mark="observed", printed="1,250",
        unit="tCO2e", value=Decimal(1250), step=Decimal(1), valid_from=date(2020, 1, 1),
        valid_to=date(2020, 12, 31), published_on=date(2026, 1, 1), source="dream-plan",
        locator="4",
    )  # fmt: skip
    observing.record([verified], origin="officer", by="somebody", at=timezone.now())
    again = officer.post(DESK, look)
    assert again.status_code == 200
    assert "Nothing was recorded" in again.content.decode()
    assert "50 t of it have no allowances of 2020" in again.content.decode()
    assert cases.cases(place=TOWN, kind="allowance_sale") == ()


def test_what_is_due_and_owed_stands_on_page_and_desk_and_a_sale_that_leaves_it_open_says_so(
    officer: Client, approver: Client
) -> None:
    def told(where: str) -> str:
        return officer.get(where).content.decode().replace("\u2060", "")

    borrowed = asked(act="borrow", tonnes="200", says="Within the limit.")
    assert officer.post(DESK, borrowed).status_code == 422
    approved(officer, approver, act="cancel", tonnes="500")
    officer.post(DESK, looked_at(officer, DESK, borrowed))
    officer.post(DESK, looked_at(officer, DESK, asked(act="grant", year="2021", tonnes="700")))
    for where in (DESK, f"/en/{TOWN}/allowances/"):
        assert "1,000 t are still to be surrendered for 2020." in told(where)
        assert "200 t borrowed from the grant of 2021 are owed to the government." in told(where)
        assert "settled up to" not in told(where)
    sale = looked_at(officer, DESK, asked(act="sell", tonnes="100", price_krw="5"))
    shown = officer.post(DESK, asked(act="sell", tonnes="100", price_krw="5")).content.decode()
    assert "Not covered" in shown
    assert "100 t of it have no allowances of 2020" in shown
    assert "have no allowances of 2021" not in shown
    where = officer.post(DESK, sale)["Location"]
    assert "100 t of it have no allowances of 2020" in approver.get(where).content.decode()
    korean = officer.post(DESK.replace("/en/", "/ko/"), asked(act="sell", tonnes="100", price_krw="5"))
    assert "메울 2020년분 배출권이 없습니다." in korean.content.decode()


def test_all_of_a_year_sold_with_its_debt_open_is_said(officer: Client, approver: Client) -> None:
    approved(officer, approver, act="cancel", tonnes="400")
    officer.post(DESK, looked_at(officer, DESK, asked(act="borrow", tonnes="100", says="Within the limit.")))
    approved(officer, approver)
    officer.post(DESK, looked_at(officer, DESK, asked(act="grant", year="2021", tonnes="700")))
    sale = asked(act="sell", year="2021", tonnes="601", price_krw="5")
    shown = officer.post(DESK, sale).content.decode()
    assert "verified emissions of 2021 are unknown" in shown
    assert "1 t of it have no allowances of 2021" in shown
    page = officer.get(f"/en/{TOWN}/allowances/").content.decode()
    assert "by the ledger" in page
    assert "settled up to" not in page


def test_a_sale_waits_on_the_desk_of_who_may_approve_it(officer: Client, approver: Client) -> None:
    where = officer.post(DESK, looked_at(officer, DESK, asked(act="sell", tonnes="1", price_krw="5")))[
        "Location"
    ]
    assert where in approver.get("/en/work/").content.decode()
    assert approver.get(DESK).status_code == 403


def test_the_last_act_is_taken_back_with_its_reason_and_both_stay(officer: Client) -> None:
    officer.post(DESK, looked_at(officer, DESK, asked(act="grant", tonnes="1,000")))
    found = re.search(r'href="([^"]*/allowances/back/[^"]*)"', officer.get(DESK).content.decode())
    assert found
    assert "1,000" in officer.get(found[1]).content.decode()
    assert officer.post(found[1], {"says": " "}).status_code == 422
    assert officer.post(found[1], {"says": "The wrong year."}).status_code == 302
    assert lies_in("allowance/holding/2020/granted-at-0") == 1300
    assert len(ledgers.statement(TOWN, path="allowance/holding/2020/granted-at-0", unit="kau")) == 3
    assert "allowances/back/" not in officer.get(DESK).content.decode()


def test_a_sale_that_took_two_people_is_not_undone_by_one(officer: Client, approver: Client) -> None:
    approved(officer, approver, act="sell", tonnes="110", price_krw="5")
    found = re.search(r'href="([^"]*/allowances/back/[^"]*)"', officer.get(DESK).content.decode())
    assert found
    assert "takes two as well" in officer.get(found[1]).content.decode()
    assert officer.post(found[1], {"says": " "}).status_code == 422
    where = officer.post(found[1], {"says": "The wrong buyer."})["Location"]
    assert officer.post(found[1], {"says": "The wrong buyer."})["Location"] == where
    assert "A sale of allowances is taken back, 110 t" in officer.get(where).content.decode()
    assert lies_in("outside/market/2020/at-5") == 110
    assert officer.post(where, {"move": "approve", "says": ""}).status_code == 422
    assert approver.post(where, {"move": "return", "says": "The buyer is right."}).status_code == 302
    assert lies_in("outside/market/2020/at-5") == 110
    again = officer.post(found[1], {"says": "It is not."})["Location"]
    assert again != where
    assert "110" in approver.get(again).content.decode()
    assert approver.post(again, {"move": "approve", "says": ""}).status_code == 302
    assert lies_in("outside/market/2020/at-5") == 0
    assert lies_in("treasury/allowance_sales/2020/at-5", "krw") == 0


def test_facilities_have_a_table_to_fill_in_that_the_import_reads(officer: Client) -> None:
    answer = officer.get(f"{DESK}facilities.csv")
    assert answer.status_code == 200
    lines = answer.content.decode().removeprefix("\ufeff").splitlines()
    assert lines[0].startswith("address,period,value,unit,mark")
    assert [line.split(",")[0] for line in lines[1:]] == [
        f"{name}/facility-01"
        for name in (
            "facility_allowances_tco2e",
            "facility_emissions_tco2e",
            "monitoring_tier",
            "monitoring_tier_required",
        )
    ]
    filled = [lines[0]] + [
        f'{line.split(",")[0]},2020,"1,250",tCO2e,observed,,,dream-plan:7,,,' for line in lines[1:3]
    ]
    upload = SimpleUploadedFile("facilities.csv", "\n".join(filled).encode())
    draft = officer.post(f"/en/work/{TOWN}/import/", {"file": upload}, follow=True)
    assert draft.status_code == 200
    assert draft.content.decode().count("1,250") >= 2
    assert "facilities.csv" in officer.get(DESK).content.decode()


@pytest.mark.parametrize(
    "address", ["allowances_tco2e/verified", "allowances_tco2e/sold", "facility_emissions_tco2e/facility-01"]
)
def test_what_was_verified_or_sold_is_never_below_zero_and_a_shortage_may_be(
    officer: Client, address: str
) -> None:
    def brought(name: str) -> str:
        row = f'address,period,value,unit,mark,source\n{name},2021,"-5",tCO2e,observed,dream-plan:7\n'
        upload = SimpleUploadedFile("rows.csv", row.encode())
        return officer.post(f"/en/work/{TOWN}/import/", {"file": upload}, follow=True).content.decode()

    assert "this cannot be below zero" in brought(address)
    assert "this cannot be below zero" not in brought("allowances_tco2e/surplus")


def test_what_was_verified_for_a_facility_stands_on_the_page_of_allowances(officer: Client) -> None:
    shown = officer.get(f"/en/{TOWN}/allowances/").content.decode()
    assert "4,321" in shown.replace("\u2060", "")
