"""The form that says what became of credits nobody had settled, and what residents then read."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.resident.claims import GRAMS, UNIT
from tests.portal.officer import test_trading
from tests.portal.officer.conftest import looked_at
from tests.portal.officer.test_trading import TOWN

LOT = "landfill-gas/issued-2020-11"
WHY = posting.Reason(Text("첫 발급분", "The first issuance"))
FORM = f"/en/work/{TOWN}/claims/settle/"
PAGE = f"/en/{TOWN}/allowances/"
NOON = datetime(2021, 6, 1, 12, tzinfo=UTC)
small_packs = test_trading.small_packs


@pytest.fixture(autouse=True)
def issued_and_unsettled(loaded: None) -> None:
    """A hundred credits were issued, and no document told what became of them."""
    moved = (
        ("outside/credit_registry/landfill-gas", f"credit/unsettled/{LOT}", 100, "credit"),
        ("outside/avoided/landfill-gas", f"claim/unsettled/sar/{LOT}", 100 * GRAMS, UNIT),
    )
    movements = []
    for number, (debit, credit, amount, unit) in enumerate(moved):
        key = posting.make_key(at=NOON, random_bytes=bytes([number] * 10))
        movements.append(posting.Movement(key, debit, credit, amount, unit, NOON, WHY))
    posting.post(movements, place=TOWN, at=NOON)


def asked(**changes: str) -> dict[str, str]:
    said = {
        "lot": LOT, "became": "sold", "tonnes": "100", "price_krw": "", "vintage": "", "first": "",
        "on": "2021-06-30", "says": "The buyer's register names them.", "source": "dream-plan",
        "locator": "p. 3", "token": "0123abcd",
    }  # fmt: skip
    return {**said, **changes}


def test_the_desks_lead_to_the_form_while_anything_is_unsettled(officer: Client) -> None:
    for desk in ("claims", "allowances"):
        assert FORM in officer.get(f"/en/work/{TOWN}/{desk}/").content.decode()
    assert "issued in 2020-11 · 100 t" in officer.get(FORM).content.decode()


def test_a_lot_is_settled_by_two_after_a_look_and_residents_read_it_at_once(
    officer: Client, approver: Client
) -> None:
    assert "Nothing of what was avoided has been sold" in officer.get(PAGE).content.decode()
    look = looked_at(officer, FORM, asked())
    assert ledgers.balance(TOWN, path=f"credit/unsettled/{LOT}", unit="credit") == 100
    for _pressed in range(2):
        where = officer.post(FORM, look)["Location"]
    assert officer.post(where, {"move": "approve", "says": ""}).status_code == 422
    assert ledgers.balance(TOWN, path=f"credit/unsettled/{LOT}", unit="credit") == 100
    assert "Credits found to have been sold, 100 t" in approver.get(where).content.decode()
    assert approver.post(where, {"move": "approve", "says": ""}).status_code == 302
    assert officer.post(FORM, look)["Location"] == where
    assert ledgers.balance(TOWN, path=f"outside/credit_buyers/{LOT}", unit="credit") == 100
    page = officer.get(PAGE).content.decode()
    assert "100 t" in page
    assert "were sold as credits" in page
    assert "not known whether sold" not in page
    assert "it is known what became of it" in officer.get(FORM).content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"says": ""}, "required"),
        ({"source": ""}, "required"),
        ({"became": "retired", "price_krw": "5"}, "Leave it empty"),
        ({"became": "held"}, "needed"),
        ({"became": "held", "vintage": "then", "first": "1"}, "Give a year"),
        ({"became": "held", "vintage": "2020-2019", "first": "1"}, "the first one first"),
        ({"became": "held", "vintage": "0000", "first": "1"}, "from 1850 to 2200"),
        ({"became": "held", "vintage": "2020-2022", "first": "1"}, "had not come on 2021-06-30"),
        ({"tonnes": "101"}, "at most 100"),
        ({"tonnes": "0"}, "at most 100"),
        ({"on": "2090-01-01"}, "not come yet"),
        ({"on": "2024-01-05"}, "This document came out in 2022-12, before 2024-01-05"),
    ],
)
def test_what_cannot_be_recorded_says_why(officer: Client, changes: dict[str, str], says: str) -> None:
    answer = officer.post(FORM, asked(**changes))
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_what_is_still_held_can_then_be_sold(officer: Client, approver: Client) -> None:
    held = asked(became="held", vintage="2020", first="1")
    where = officer.post(FORM, looked_at(officer, FORM, held))["Location"]
    assert approver.post(where, {"move": "approve", "says": ""}).status_code == 302
    assert "credit:landfill-gas/2020/1-100" in officer.get(f"/en/work/{TOWN}/allowances/").content.decode()
