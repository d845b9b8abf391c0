"""The officer's side of acts: queue, decision, what is odd, until when money lasts, a tariff on trial."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dure.kernel.cases import read as case_read
from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import read as parties
from dure.portal.resident.acts import books
from tests.portal.officer.conftest import approver, officer, person
from tests.portal.resident.acts.conftest import TOWN, town, town_packs
from tests.portal.resident.acts.pictures import jpeg
from tests.portal.resident.test_own_pages import ACT, JOIN, nuri, party_of, said

__all__ = ["approver", "nuri", "officer", "person", "town", "town_packs"]
pytestmark = pytest.mark.usefixtures("town")
QUEUE = f"/en/work/{TOWN}/acts/"
DESK = f"/en/work/{TOWN}/programmes/cans/"


def tell(client: Client, *, photo: bytes = b"", **changes: str) -> str:
    """Tell a can by its page, with a photo where one is given."""
    page = client.get(ACT).content.decode()
    key = re.search(r'name="key" value="([0-9a-f-]+)"', page)
    assert key
    sent: dict[str, object] = {"key": key[1], "quantity": "1", "on": f"{timezone.localdate()}", "event": ""}
    if photo:
        sent |= {"evidence": "photo", "photo": SimpleUploadedFile("can.jpg", photo)}
    return client.post(ACT, {**sent, **changes}, follow=True).content.decode()


@pytest.fixture
def garam(nuri: Client) -> Client:
    """Somebody who sends a photo that another has sent before: their act is held."""
    assert "You get" in tell(nuri, photo=jpeg())
    client = Client()
    client.post(JOIN, said(username="garam", name="Lee Garam"))
    assert "A person looks at it before it is paid" in tell(client, photo=jpeg(size=(320, 240)))
    return client


def number_of(username: str) -> str:
    (case,) = case_read.cases(kind="act_review", subject=party_of(username))
    return case.id.partition("/")[2]


def test_a_held_act_is_looked_at_approved_and_paid(garam: Client, officer: Client) -> None:
    number = number_of("garam")
    assert number in officer.get(QUEUE).content.decode()
    page = officer.get(f"/en/work/acts/{number}/").content.decode()
    assert "somebody else sent" in page
    assert "Lee Garam" not in page
    assert party_of("garam") not in page
    photo = officer.get(f"/en/work/acts/{number}/photo.jpg")
    assert photo.content[:2] == b"\xff\xd8"
    assert "no-store" in photo["Cache-Control"]
    looks = [look.what for look in parties.looks_at(party_of("garam"))]
    assert any(what.startswith("photo of act") for what in looks)
    answer = officer.post(f"/en/work/acts/{number}/", {"move": "approve", "says": ""}, follow=True)
    assert "The reward has been paid" in answer.content.decode()
    assert ledgers.balance(TOWN, path=books.wallet_of(party_of("garam")), unit="krw") == 50
    assert "Approved" in garam.get("/en/my/reviews/").content.decode()


def test_who_is_refused_reads_why_and_appeals_to_another_person(
    garam: Client, officer: Client, approver: Client
) -> None:
    number = number_of("garam")
    way = f"/en/work/acts/{number}/"
    assert officer.post(way, {"move": "refuse", "says": ""}).status_code == 422
    officer.post(way, {"move": "refuse", "says": "No can can be seen."})
    own = f"/en/my/reviews/{number}/"
    assert "No can can be seen." in garam.get(own).content.decode()
    assert garam.post(own, {"says": ""}).status_code == 422
    assert garam.post(own, {"says": "It lies on the left."}).status_code == 302
    approver.post(way, {"move": "grant", "says": "It does."})
    assert ledgers.balance(TOWN, path=books.wallet_of(party_of("garam")), unit="krw") == 50


def test_nobody_sees_the_held_act_of_another(garam: Client, nuri: Client) -> None:
    number = number_of("garam")
    assert garam.get(f"/en/my/reviews/{number}/photo.jpg").status_code == 200
    for path in (f"/en/my/reviews/{number}/", f"/en/my/reviews/{number}/photo.jpg"):
        assert nuri.get(path).status_code == 404
    for path in (QUEUE, f"/en/work/acts/{number}/", f"/en/work/acts/{number}/photo.jpg", DESK):
        assert nuri.get(path).status_code == 403, path
        assert Client().get(path).status_code == 302, path


def test_what_is_no_photo_hears_why_and_nothing_is_recorded(nuri: Client) -> None:
    assert "cannot be read as a photo" in tell(nuri, photo=b"MZ")
    assert "Choose or take a photo" in tell(nuri, evidence="photo")
    assert ledgers.balance(TOWN, path=books.acts_of(party_of("nuri")), unit="act") == 0


def test_what_is_odd_is_said_with_its_limit_and_a_person_says_what_it_is(
    garam: Client, officer: Client
) -> None:
    assert garam
    path = f"/en/work/{TOWN}/acts/odd/"
    page = officer.get(path).content.decode()
    assert "2 acts show the same photo" in page
    about = re.search(r'name="about" value="([0-9a-f]+)"', page)
    assert about
    assert officer.post(path, {"about": about[1], "move": "explain", "says": ""}).status_code == 422
    sent = {"about": about[1], "move": "explain", "says": "It is the sign of the centre."}
    assert "It is the sign of the centre." in officer.post(path, sent, follow=True).content.decode()


def test_a_tariff_is_tried_on_last_months_acts_and_filed_for_another_person(
    nuri: Client, officer: Client
) -> None:
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    tell(nuri, quantity="3", on=last.isoformat())
    sent = {
        "rate_can": "40",
        "cap_day": "100",
        "begins": "2027-01-01",
        "source": "dream-plan",
        "locator": "3",
    }
    page = officer.post(DESK, {**sent, "try": "1"}).content.decode()
    assert "1 acts, paid to 1 people" in page
    assert "KRW 100" in page
    assert "would have cut" in page
    answer = officer.post(DESK, {**sent, "file": "1"})
    assert answer.status_code == 302
    draft = officer.get(answer["Location"]).content.decode()
    assert "printed: 40 KRW" in draft
    assert officer.post(DESK, {"rate_can": "40", "file": "1"}).status_code == 422


def test_how_long_the_money_lasts_is_a_range_or_not_said(nuri: Client, officer: Client) -> None:
    assert "nobody can say when it runs out" in officer.get(DESK).content.decode()
    tell(nuri, on=f"{timezone.localdate() - timedelta(days=3)}")
    assert "no latest day can be said" in officer.get(DESK).content.decode()


def test_statistics_close_groups_below_ten(nuri: Client) -> None:
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    tell(nuri, on=last.isoformat())
    everybody = Client()
    path = f"/en/{TOWN}/programmes/cans/statistics"
    data = everybody.get(f"{path}.json").json()
    assert {"action": "can", "acts": None, "people": None} in data["counts"]
    assert {"action": "all", "acts": None, "people": None} in data["counts"]
    assert "not shown" in everybody.get(f"{path}/").content.decode()
    assert "closed" in everybody.get(f"{path}.csv").content.decode()
    assert party_of("nuri") not in str(data)
    assert date.fromisoformat(f"{data['month']}-01") == last.replace(day=1)
