"""The pages: a wallet with receipts that verify here and offline, a code, and the desk of two people."""

import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dure.kernel.ledgers import read as ledgers
from dure.portal.data.disclosures import signing
from dure.portal.resident.wallets import paths
from tests.portal.officer.conftest import approver, officer, person
from tests.portal.resident.acts.conftest import ROOT, TOWN
from tests.portal.resident.test_own_pages import JOIN, party_of, said
from tests.portal.resident.wallets.conftest import UNIT, earn, wallet_of

__all__ = ["approver", "officer", "person"]
pytestmark = pytest.mark.usefixtures("town")
WALLET = "/en/my/wallet/"
DESK = f"/en/work/{TOWN}/wallets/"


@pytest.fixture
def nuri() -> Client:
    """Somebody who has joined and has a thousand points."""
    client = Client()
    client.post(JOIN, said())
    earn(wallet_of(party_of("nuri")), 1000, at=timezone.now())
    return client


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def send(client: Client, path: str, **words: str) -> str:
    """Fill in the last form of a page and send it; answers the page that comes."""
    key = re.search(r'name="key" value="([0-9a-f-]+)"', read(client, path))
    sent = {"key": key[1], **words} if key else words
    return client.post(path, sent, follow=True).content.decode()


def propose(officer: Client, approver: Client, kind: str, move: str, **words: str) -> str:
    """Propose something at the desk and have it approved; answers the page of the case."""
    sent = {f"{kind}-kind": kind, f"{kind}-token": "0123abcd", **{f"{kind}-{k}": v for k, v in words.items()}}
    where = officer.post(DESK, sent)["Location"]
    assert officer.post(DESK, sent)["Location"] == where
    assert officer.post(where, {"move": move, "says": ""}).status_code == 422
    assert approver.post(where, {"move": move, "says": "", "word": ""}).status_code == 302
    return where


def test_the_wallet_shows_each_unit_and_its_rows_with_receipts(nuri: Client) -> None:
    page = read(nuri, WALLET)
    assert "1,000 sample points" in page
    assert "Nothing in this month" in read(nuri, f"{WALLET}?sort=out")
    csv = read(nuri, f"{WALLET}statement.csv")
    assert csv.count("DURE-R1.") == 1
    assert party_of("nuri") not in csv
    receipt = re.search(r'href="(/en/my/wallet/receipts/[^"]+)"', page)
    assert receipt
    text = re.search(r"DURE-R1\.[A-Za-z0-9_.-]+", read(nuri, receipt[1]))
    assert text
    assert "Genuine" in read(Client(), f"/en/receipts/?r={text[0]}")
    assert "not genuine" in read(Client(), f"/en/receipts/?r={text[0][:-4]}AAAA")
    other = Client()
    other.post(JOIN, said(username="garam", name="Lee Garam"))
    assert other.get(receipt[1]).status_code == 404


def test_a_receipt_is_verified_offline_by_the_script(nuri: Client, tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    key.write_text(signing.public_key(home=Path(settings.HOME)))
    found = re.search(r"DURE-R1\.[A-Za-z0-9_.-]+", read(nuri, f"{WALLET}statement.csv"))
    assert found
    script = [sys.executable, "-I", str(ROOT / "docs/check-my-receipt.py"), str(key)]
    good = subprocess.run(
        [*script, f"https://city/ko/receipts/?r={found[0]}"], capture_output=True, text=True, check=False
    )
    assert good.returncode == 0
    assert '"v": 1000' in good.stdout
    kind, facts, signer, signature = found[0].split(".")
    for wrong in (
        f"{kind}.{facts}.{signer}.{'A' * 86}",
        f"{kind}.{facts[:-4]}AAAA.{signer}.{signature}",
        "x",
    ):
        assert subprocess.run([*script, wrong], capture_output=True, check=False).returncode == 1


def test_points_are_exchanged_and_asked_for_in_cash_by_pages(nuri: Client) -> None:
    page = send(nuri, f"{WALLET}exchange/{UNIT}/", points="100")
    assert "100 sample points became 200 community money" in page
    account = {"bank": "Dure", "account": "110-123-456789"}
    assert "You can spend 900 now" in send(nuri, f"{WALLET}cash/{UNIT}/", points="901", **account)
    assert "which is not taken" in send(
        nuri, f"{WALLET}cash/{UNIT}/", points="1", bank="Dure", account="900101-1234567"
    )
    assert "being looked at" in send(nuri, f"{WALLET}cash/{UNIT}/", points="100", **account)
    assert ledgers.balance(TOWN, path=paths.wallet(party_of("nuri")), unit=UNIT) == 800


def test_cash_goes_through_the_desk_to_the_bank_and_back(nuri: Client, officer: Client) -> None:
    send(nuri, f"{WALLET}cash/{UNIT}/", points="100", bank="Dure", account="110-123-456789")
    desk = read(officer, DESK)
    assert party_of("nuri") not in desk
    case = re.search(r'href="(/en/work/wallets/cash_out/[^"]+)"', desk)
    assert case
    assert "Kim Nuri" not in read(officer, case[1])
    assert officer.post(case[1], {"move": "paid", "says": ""}).status_code == 422
    assert officer.post(case[1], {"move": "pass", "says": ""}).status_code == 302
    where = officer.post(f"{DESK}payments/")["Location"]
    assert officer.post(f"{DESK}payments/")["Location"] == DESK
    file = read(officer, f"{where}file.csv")
    assert "Dure,110123456789,Kim Nuri,90," in file
    assert Client().get(f"{where}file.csv").status_code == 302
    assert nuri.get(where).status_code == 403
    number = re.search(r",90,([0-9a-f]{12})", file)
    assert number
    answer = f"식별번호,금액,결과,사유\n{number[1]},90,불능,해지된 계좌\n"
    assert "stands twice" in answered(officer, where, answer + f"{number[1]},90,지급,\n", status=422)
    answered(officer, where, answer, status=302)
    assert "the bank could not pay" in read(nuri, WALLET)
    assert "해지된 계좌" in read(nuri, WALLET)
    assert ledgers.balance(TOWN, path=paths.wallet(party_of("nuri")), unit=UNIT) == 1000
    assert "bank account" in read(nuri, "/en/account/looks/")


def answered(officer: Client, where: str, text: str, *, status: int) -> str:
    """Send the bank's file."""
    sent = officer.post(where, {"file": SimpleUploadedFile("bank.csv", text.encode("cp949"))})
    assert sent.status_code == status
    return sent.content.decode()


def test_a_sponsor_reads_what_the_money_paid_for_and_no_fewer_than_ten(
    nuri: Client, officer: Client, approver: Client
) -> None:
    propose(
        officer, approver, "wallet_fund", "approve", unit="community_krw", amount="150", sponsor="A bank",
        says="Agreement 3",
    )  # fmt: skip
    send(nuri, f"{WALLET}exchange/{UNIT}/", points="100")
    page = read(Client(), f"/en/{TOWN}/sponsors/")
    assert "150 community money (won) were given" in page
    assert "told once it has reached ten people" in page
    assert "were paid;" not in page
    told = Client().get(f"/en/{TOWN}/sponsors.json").json()["funds"][0]
    assert (told["paid"], told["left"], told["first"]) == (None, None, None)
    accounts = read(Client(), f"/en/{TOWN}/accounts.json")
    assert "sponsor_fund/" not in accounts
    assert "fewer than ten people" in page
    assert party_of("nuri") not in read(Client(), f"/en/{TOWN}/sponsors.json")
    assert "<10" in read(Client(), f"/en/{TOWN}/sponsors.csv")


def test_a_cause_and_a_draw_are_proposed_approved_and_taken_up(
    nuri: Client, officer: Client, approver: Client, at: datetime
) -> None:
    propose(officer, approver, "cause", "open", title="Trees", says="A foundation plants them.")
    give = re.search(r'href="(/en/my/wallet/causes/[^"]+)"', read(nuri, f"/en/{TOWN}/causes/"))
    assert give
    assert "You gave 50 sample points" in send(nuri, give[1], unit=UNIT, points="50")
    today = timezone.localdate().isoformat()
    propose(
        officer, approver, "prize_draw", "open", title="A bicycle", says="One bicycle", prizes="1", unit=UNIT,
        points_each="10", last_day=today, word="The numbers of the lottery",
    )  # fmt: skip
    where = re.search(rf'href="(/en/{TOWN}/draws/[^"]+)"', read(Client(), f"/en/{TOWN}/draws/"))
    assert where
    enter = re.search(r'href="(/en/my/wallet/draws/[^"]+)"', read(nuri, where[1]))
    assert enter
    word = re.search(r"list is ([0-9a-f]{16})", send(nuri, enter[1], points="3"))
    assert word
    assert word[1] in read(Client(), where[1])


def test_gifts_are_switched_on_by_oneself(nuri: Client) -> None:
    path = f"{WALLET}gift/{UNIT}/"
    assert "Gifts are off" in read(nuri, path)
    nuri.post(path, {"switch": "on"})
    assert "Gifts are on" in read(nuri, path)
    assert "not a code of this server" in send(nuri, path, points="5", code="DURE-C1.x.y.z")


def test_the_code_names_nobody_and_is_drawn_here(nuri: Client) -> None:
    page = read(nuri, "/en/my/code/")
    assert "<svg" in page
    assert "DURE-C1." in page
    assert "Kim Nuri" not in page


def test_points_taken_back_can_be_objected_to_by_their_holder_alone(
    nuri: Client, officer: Client, approver: Client
) -> None:
    where = propose(
        officer,
        approver,
        "take_back",
        "take",
        code=party_of("nuri"),
        unit=UNIT,
        amount="1200",
        says="Paid twice",
    )
    page = read(nuri, WALLET)
    assert "Paid twice" in page
    assert "200 sample points were taken back and are settled" in page
    objection = re.search(r'href="(/en/my/wallet/taken-back/[^"]+)"', page)
    assert objection
    other = Client()
    other.post(JOIN, said(username="garam", name="Lee Garam"))
    assert other.get(objection[1]).status_code == 404
    assert "with another person now" in send(nuri, objection[1], says="It was another can.")
    assert officer.post(where, {"move": "withdraw", "says": "True"}).status_code == 302
    assert "1,000 sample points" in read(nuri, WALLET)
