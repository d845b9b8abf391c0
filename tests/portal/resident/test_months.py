"""A programme's month is closed by two people; who is in it can show so, and a changed proof is refused."""

import json
import re
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.ledgers.models import TotalPiece
from dure.kernel.ledgers.write import totals as closing
from dure.kernel.parties import read as parties
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.acts import books, months
from dure.portal.resident.acts.recording import Asked, record
from dure.protocols.sum_tree import faults_of
from tests.portal.officer.conftest import approver, officer, person
from tests.portal.resident.acts.conftest import TOWN, joined, key, town, town_packs
from tests.source import ROOT

__all__ = ["approver", "officer", "person", "town", "town_packs"]
pytestmark = pytest.mark.usefixtures("town")
SCRIPT = ROOT / "docs" / "check-my-grams.py"
SECRET = bytes(range(44))
DESK = f"/en/work/{TOWN}/months/"
CHECK = "/en/check-my-grams/"


@pytest.fixture
def month(at: datetime) -> str:
    """The month of the acts, which is over by now."""
    return books.month_of(timezone.localtime(at))


@pytest.fixture
def later(at: datetime) -> datetime:
    """A moment when that month is over."""
    return at.replace(year=at.year + 1)


def act(party: str, at: datetime, quantity: int = 1) -> None:
    asked = Asked(TOWN, party, "cans", "can", Decimal(quantity), key(at), at, at, event=f"e{key(at).hex}")
    assert record(asked).grams


def close(month: str, later: datetime) -> ledgers.Total:
    total = months.begin(TOWN, "cans", month=month, at=later, today=later.date(), secret=SECRET)
    return months.advance(total, at=later)


def published(month: str, later: datetime) -> ledgers.Total:
    return posting.publish_total(close(month, later).id, case="programme_month/1", at=later)


def test_everybody_in_a_closed_month_has_a_proof_and_the_total_is_the_ledgers(
    at: datetime, month: str, later: datetime
) -> None:
    people = [joined(f"p{n}", at) for n in range(5)]
    for number, party in enumerate(people[:4]):
        act(party, at, number + 1)
    total = close(month, later)
    assert total.amount == 23 + 47 + 70 + 94 == books.avoided_total(TOWN, "cans")[month]
    assert total.leaves == 4
    for party in people[:4]:
        proof = months.proof(total, party=party)
        assert proof is not None
        assert faults_of(proof) == ()
        assert proof.root.digest.hex() == total.root
    assert months.proof(total, party=people[4]) is None


def test_gathering_goes_on_where_it_stopped_and_acts_told_meanwhile_wait_for_the_next_edition(
    at: datetime, month: str, later: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "ACCOUNTS_AT_ONCE", 2)
    people = [joined(f"p{n}", at) for n in range(5)]
    for party in people:
        act(party, at)
    total = months.begin(TOWN, "cans", month=month, at=later, today=later.date(), secret=SECRET)
    total = months.advance(total, at=later, steps=1)
    assert (total.amount, ledgers.gathered(total)) == (None, 5)
    act(people[0], at, 10)
    again = months.begin(TOWN, "cans", month=month, at=later, today=later.date(), secret=bytes(44))
    assert again.id == total.id
    with pytest.raises(ValueError, match="not gathered"):
        posting.publish_total(total.id, case="c", at=later)
    total = months.advance(total, at=later, steps=9)
    assert total.amount == 5 * 23
    assert not TotalPiece.objects.exists()
    posting.publish_total(total.id, case="c", at=later)
    second = published(month, later)
    assert (second.edition, second.amount) == (2, 5 * 23 + 235)
    known = ledgers.totals(TOWN, below="avoided/cans")
    assert [each.edition for each in known] == [2, 1]
    first, last = (months.proof(each, party=people[0]) for each in (known[1], known[0]))
    assert first is not None
    assert last is not None
    assert (first.holding.grams, last.holding.grams) == (23, 258)
    assert first.holding.salt != last.holding.salt


def test_a_month_that_is_not_over_or_has_nothing_new_is_not_closed(
    at: datetime, month: str, later: datetime
) -> None:
    with pytest.raises(ActRefused) as early:
        months.begin(TOWN, "cans", month=month, at=at, today=at.date(), secret=SECRET)
    assert "not over" in early.value.says.en
    with pytest.raises(posting.NothingToClose):
        close(month, later)
    act(joined("one", at), at)
    published(month, later)
    with pytest.raises(posting.NothingToClose):
        close(month, later)
    assert len(ledgers.totals(TOWN, below="avoided/cans")) == 1


def test_a_sum_that_does_not_add_up_is_not_fixed(at: datetime, month: str, later: datetime) -> None:
    party = joined("one", at)
    act(party, at)
    away = posting.Movement(
        key(at), books.avoided_by(party, programme="cans", month=month), "outside/elsewhere", 3,
        books.GRAMS_UNIT, at, posting.Reason(months.people_words(1)),
    )  # fmt: skip
    posting.transfer(away, place=TOWN, at=at)
    with pytest.raises(posting.SumDiffers) as wrong:
        close(month, later)
    assert "23" in wrong.value.says.en


def test_two_people_close_a_month_by_the_pages_and_a_resident_takes_their_proof(
    officer: Client, approver: Client, at: datetime, tmp_path: Path
) -> None:
    resident = Client()
    said = {"username": "nuri", "password": "a long enough word", "name": "Kim", "birth_date": "1990-05-17",
            "phone": "", "agree": "on"}  # fmt: skip
    resident.post(f"/en/join/{TOWN}/", said)
    who = parties.party_of(parties.find_account("nuri"))
    assert who is not None
    past = months_ago(timezone.localdate())
    post_grams(who.id, past, at)
    page = officer.get(DESK).content.decode()
    assert f"cans/{past}" in page
    filed = officer.post(DESK, {"month": f"cans/{past}"})
    own = officer.post(filed["Location"], {"move": "approve", "says": ""}).content.decode()
    assert not ledgers.totals(TOWN, below="avoided/cans"), own
    assert approver.post(filed["Location"], {"move": "approve", "says": ""}).status_code == 302
    mine = resident.get(f"/en/my/tonne/?year={past[:4]}").content.decode()
    assert "does not show that nothing was invented" in mine
    href = re.search(rf"/en/my/tonne/cans/{past}/1/", mine)
    assert href
    file = resident.get(href[0])
    assert "attachment" in file["Content-Disposition"]
    assert Client().get(href[0]).status_code == 302
    proof = json.loads(file.content)
    for words, holds in ((proof, True), ({**proof, "grams": 9999}, False), ({**proof, "about": "x"}, False)):
        answer = Client().post(CHECK, {"text": json.dumps(words)})
        assert answer.status_code == (200 if holds else 422)
        assert ("Yes, it holds" in answer.content.decode()) is holds
    totals = Client().get(f"/en/{TOWN}/programmes/cans/totals.json").json()["totals"]
    assert [(each["root"], each["people"]) for each in totals] == [(proof["root"], "fewer than 10")]
    saved = tmp_path / "proof.json"
    saved.write_text(json.dumps(proof))
    command = [
        sys.executable,
        "-I",
        str(SCRIPT),
        str(saved),
        totals[0]["root"],
        str(totals[0]["total_grams"]),
    ]
    assert subprocess.run(command, check=False).returncode == 0


def test_what_is_no_proof_is_refused_with_a_sentence() -> None:
    for words, says in (
        ("{", "This is no proof file"), ("[]", "cannot be read"), ("", "This is no proof file"),
        ('{"scheme": "dure-sum-tree-1"}', "cannot be read"),
    ):  # fmt: skip
        answer = Client().post(CHECK, {"text": words})
        assert answer.status_code == 422
        assert says in answer.content.decode(), words


def months_ago(today: date) -> str:
    """The month before this one."""
    return f"{today.year - (today.month == 1)}-{(today.month - 2) % 12 + 1:02}"


def post_grams(party: str, month: str, at: datetime) -> None:
    happened = timezone.make_aware(datetime.fromisoformat(f"{month}-15"))
    reason = posting.Reason(months.people_words(1), origin="resident act cans/can 2 self_report")
    grams = posting.Movement(
        key(at), books.avoided_in("cans", month=month),
        books.avoided_by(party, programme="cans", month=month), 47, books.GRAMS_UNIT, happened, reason,
    )  # fmt: skip
    posting.transfer(grams, place=TOWN, at=at)
