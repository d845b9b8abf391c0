"""What machines sign: counted once, late or not; credited by a code; refused or held and told why."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client
from pytest_django import Settings

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.observations import read as observations
from dure.kernel.parties import write as parties
from dure.kernel.parties.read import PartySeen
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.machines.standing import machines_of, standings
from dure.portal.resident.acts import books, funding
from dure.portal.resident.acts.recording import Asked, record
from dure.portal.resident.machines.deciding import decide
from dure.portal.resident.wallets.codes import code_of, digits_of
from dure.protocols.device_events import Event, signed
from tests.portal.handing_in import MACHINE, make_handing_in_packs
from tests.portal.resident.acts.conftest import TOWN, chance, joined, key
from tests.recalled import load

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))


@pytest.fixture(scope="session")
def waste_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of packs."""
    return make_handing_in_packs(tmp_path_factory.mktemp("machines") / "packs")


@pytest.fixture(autouse=True)
def loaded(db: None, waste_packs: Path, settings: Settings, clock: Callable[[str], None]) -> None:
    """The town with money for its programmes; the machine's key is registered, and it is noon."""
    settings.PACKS = waste_packs
    clock(NOW.isoformat())
    load(waste_packs, NOW)
    units = {"nephron": "nephron_point", "time_to_bin": "cheongjucon", "green_life": "krw"}
    for name, unit in units.items():
        funding.fund(TOWN, programme=name, unit=unit, amount=10_000, case=f"f/{name}", at=NOW)
    parties.register_party(PartySeen("officer-1", "person", TOWN, Text("주무관", "Officer")), at=NOW)
    register(KEY, since=NOW - 60 * DAY)


def register(key: Ed25519PrivateKey, *, since: datetime, until: datetime | None = None) -> None:
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    parties.give_signing_key(MACHINE, public=public, since=since, until=until, by="officer-1", at=NOW)


def event(counter: int, what: str = "deposit/drink-can", amount: int = 1, **changes: Any) -> str:
    said = {"unit": "items", "code": "", "at": NOW, **changes}
    key = said.pop("key", KEY)
    return signed(Event(MACHINE, counter, said["at"], what, said["unit"], amount, said["code"]), key=key)


def send(*texts: str, sent_at: datetime = NOW, machine: str = MACHINE) -> list[dict[str, Any]]:
    body = json.dumps({"machine": machine, "sent_at": sent_at.isoformat(), "events": texts})
    answer: Any = Client().post(
        "/feeds/machines", body, content_type="application/json", headers={"Accept-Language": "en"}
    )
    told = json.loads(answer.content)
    assert answer.status_code == 200, told
    return list(told["events"])


def points(party: str, unit: str = "nephron_point") -> int:
    return ledgers.balance(TOWN, path=books.wallet_of(party), unit=unit)


def test_a_deposit_is_credited_to_whoever_showed_the_code_once() -> None:
    nuri = joined("nuri", NOW)
    text = event(1, amount=3, code=code_of(nuri, at=NOW))
    first = send(text)[0]
    assert (first["deed"], first["outcome"], first["paid"], first["unit"]) == (
        "take",
        "credited",
        30,
        "nephron_point",
    )
    assert send(text, text)[1]["deed"] == "ignore"
    assert points(nuri) == 30
    assert ledgers.verify(TOWN).wrong == ()


def test_eight_typed_digits_do_as_well_and_not_an_hour_later() -> None:
    nuri = joined("nuri", NOW)
    digits, _until = digits_of(nuri, at=NOW)
    assert digits_of(nuri, at=NOW + MINUTE)[0] == digits
    assert send(event(1, code=f"{digits[:4]} {digits[4:]}"))[0]["outcome"] == "credited"
    late = send(event(2, code=digits, at=NOW - 60 * MINUTE))[0]
    assert (late["deed"], late["outcome"], late["paid"]) == ("take", "code_late", 0)
    assert send(event(3, code="12345678"))[0]["outcome"] == "code_unknown"
    assert send(event(4))[0]["outcome"] == "nobody"
    assert points(nuri) == 10


def test_late_and_out_of_order_count_within_a_month_and_the_cap_pays_the_remainder(
    clock: Callable[[str], None],
) -> None:
    nuri = joined("nuri", NOW)
    code = code_of(nuri, at=NOW)
    late = [event(counter, amount=2, code=code) for counter in (3, 1, 2)]
    clock((NOW + 20 * DAY).isoformat())
    told = send(*late, sent_at=NOW + 20 * DAY)
    assert [each["paid"] for each in told] == [20, 20, 5]
    assert told[0]["notes"] == ["gap", "late"]
    assert "out_of_order" in told[1]["notes"]
    clock((NOW + 40 * DAY).isoformat())
    old = send(event(4, code=code), sent_at=NOW + 40 * DAY)[0]
    assert (old["outcome"], old["paid"]) == ("refused", 0)
    assert "31" in old["says"]
    assert observations.events_heard([MACHINE])[MACHINE].missing == 0


def test_what_is_forged_revoked_or_of_another_machine_is_refused_with_a_sentence() -> None:
    register(OTHER, since=NOW - 60 * DAY, until=NOW - DAY)
    body, _dot, signature = event(1).rpartition(".")
    flipped = ("B" if signature[0] == "A" else "A") + signature[1:]
    stranger = Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32)
    foreign = signed(Event(f"{TOWN}/second", 5, NOW, "fill", "percent", 3), key=KEY)
    told = send(f"{body}.{flipped}", event(2, key=OTHER), event(3, key=stranger), foreign, "no event")
    notes = ["forged", "key_not_valid", "unknown_signer", "other_device", "unreadable"]
    assert [each["notes"] for each in told] == [[note] for note in notes]
    assert all(each["deed"] == "refuse" and each["says"] for each in told)
    assert observations.device_events([MACHINE]) == ()
    # What the ended key signed while it held counts, however late it comes.
    assert send(event(2, key=OTHER, at=NOW - 2 * DAY))[0]["deed"] == "take"


@pytest.mark.parametrize(
    ("what", "unit", "amount"),
    [("deposit/drink-can", "kg", 1), ("deposit/drink-can", "items", 101), ("deposit/drink-can", "items", 0),
     ("fill", "percent", 101), ("deposit", "items", 1), ("explode", "items", 1), ("fault/<b>", "", 0)],
)  # fmt: skip
def test_what_cannot_be_is_refused(what: str, unit: str, amount: int) -> None:
    told = send(event(1, what, amount, unit=unit))[0]
    assert told["deed"] == "refuse"
    assert told["says"]


def test_a_clock_wrong_by_a_day_lets_a_person_look_and_the_credit_comes_with_the_decision() -> None:
    nuri = joined("nuri", NOW)
    tomorrow = NOW + DAY
    text = event(1, amount=2, at=tomorrow, code=code_of(nuri, at=NOW))
    told = send(text, event(2, "fill", 83, unit="percent", at=tomorrow), sent_at=tomorrow)
    assert [each["deed"] for each in told] == ["hold", "take"]
    assert (told[0]["outcome"], points(nuri)) == ("held", 0)
    assert "clock is ahead" in told[0]["says"]
    case = case_read.cases(place=TOWN, kind="machine_event")[0]
    officer = cases.Actor("officer-1", "주무관", frozenset({"officer"}))
    own = cases.Actor(nuri, "누리", frozenset({"officer"}))
    with pytest.raises(cases.MoveRefused, match="their own deposit"):
        decide(case, move="count", by=own, at=NOW, says=Text("", ""))
    done = decide(case, move="count", by=officer, at=NOW, says=Text("", ""))
    assert (done.paid, points(nuri)) == (20, 20)
    with pytest.raises(cases.MoveRefused):
        decide(case, move="count", by=officer, at=NOW, says=Text("", ""))
    assert send(text, sent_at=tomorrow)[0]["deed"] == "ignore"
    # The level counts at its moment by our clock.
    one = next(each for each in standings(machines_of(TOWN), at=NOW) if each.thing.id == MACHINE)
    assert (one.fill_percent, one.fill_at) == (83, NOW)


def test_another_event_under_a_used_number_waits_and_is_not_paid() -> None:
    nuri = joined("nuri", NOW)
    code = code_of(nuri, at=NOW)
    told = send(event(1, code=code), event(1, amount=50, code=code))
    assert [each["deed"] for each in told] == ["take", "hold"]
    assert told[1]["notes"] == ["counter_reused"]
    assert points(nuri) == 10


FIRST_OF_THREE = [
    ("nephron", "green_life", "time_to_bin"),
    ("green_life", "time_to_bin", "nephron"),
    ("time_to_bin", "nephron", "green_life"),
]


@pytest.mark.parametrize("order", FIRST_OF_THREE)
def test_one_can_earns_once_whichever_programme_is_first(order: tuple[str, ...]) -> None:
    # Told by the machine's number, and told in words alone.
    for counter, number in ((1, f"{MACHINE} 1"), (2, "")):
        nuri = joined(f"nuri-{counter}", NOW)
        details = {"birth_date": "1990-01-01"}
        parties.record_details(nuri, details=details, at=NOW, chance=chance)
        earned = [told_to(name, nuri, counter=counter, number=number) for name in order]
        assert earned == ["", "recorded already", "recorded already"]
        assert sum(points(nuri, unit) > 0 for unit in ("nephron_point", "cheongjucon", "krw")) == 1


def told_to(programme: str, party: str, *, counter: int, number: str) -> str:
    """Tell a programme of the can; answers nothing where it paid, or what it was refused for."""
    if programme == "nephron":
        told = send(event(counter, code=code_of(party, at=NOW)))[0]
        return (
            "" if told["outcome"] == "credited" else "recorded already" * ("recorded already" in told["says"])
        )
    action = {"green_life": "recyclables", "time_to_bin": "handed_in"}[programme]
    asked = Asked(
        place=TOWN, party=party, programme=programme, action=action, quantity=Decimal(1), key=key(NOW),
        happened_at=NOW, at=NOW, event=number,
    )  # fmt: skip
    try:
        return "" if record(asked).paid else "unpaid"
    except ActRefused as error:
        return "recorded already" if "recorded already" in error.says.en else error.says.en


def test_what_is_broken_comes_first_then_the_fullest_and_emptying_says_so() -> None:
    send(event(1, "fill", 70, unit="percent"), event(2, "fault/belt", 1, unit=""))
    broken = standings(machines_of(TOWN), at=NOW)[0]
    assert [each.what for each in broken.faults] == ["fault/belt"]
    send(
        event(3, "mended/belt", 1, unit="", at=NOW + MINUTE),
        event(4, "emptied", 0, unit="", at=NOW + MINUTE),
    )
    mended = next(each for each in standings(machines_of(TOWN), at=NOW + 2 * DAY) if each.thing.id == MACHINE)
    assert (mended.faults, mended.fill_percent, mended.is_silent) == ((), 0, True)


@pytest.mark.parametrize(
    ("body", "status"),
    [("{", 422), ('{"machine": "dreamtown/machine"}', 422), ('{"machine": 3}', 422),
     ('{"machine": "dreamtown/nobody", "sent_at": "2026-11-20T12:00:00+09:00", "events": ["x"]}', 404),
     ('{"machine": "dreamtown/machine", "sent_at": "noon", "events": ["x"]}', 422),
     ('{"machine": "dreamtown/machine", "sent_at": "2026-11-20T12:00:00", "events": ["x"]}', 422)],
)  # fmt: skip
def test_a_message_that_cannot_be_read_is_told_what_is_wrong(body: str, status: int) -> None:
    answer: Any = Client().post("/feeds/machines", body, content_type="application/json")
    assert answer.status_code == status
    told = json.loads(answer.content)
    assert told["what"]
    assert told["mend"]
