"""Missions: opened by two people, counted from acts that stand, paid once and under the caps."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import write as people
from dure.kernel.parties.read import notices_of
from dure.kernel.parties.write import Founding
from dure.portal.resident.acts import books
from dure.portal.resident.acts.recording import Asked, record
from dure.portal.resident.campaigns.missions import find_mission, standing, takers_of
from dure.portal.resident.people.groups import EDITION, MEMBER, board_purpose
from tests.portal.resident.acts.conftest import TOWN, chance, key
from tests.portal.resident.campaigns.conftest import DESK, Begin, today
from tests.portal.resident.people.conftest import party_of

pytestmark = pytest.mark.usefixtures("town")
MINE = "/en/my/missions/"
Mission = Callable[..., str]
Joins = Callable[[str], Client]


def act(party: str, *, cans: int, days_ago: int = 0) -> None:
    at = timezone.now()
    record(
        Asked(
            TOWN, party, "cans", "can", Decimal(cans), key(at), at - timedelta(days=days_ago, minutes=1), at
        ),
        chance=chance,
    )


def wallet(party: str) -> int:
    return ledgers.balance(TOWN, path=books.wallet_of(party), unit="krw")


def test_a_mission_is_opened_by_another_person_and_paid_once(
    officer: Client, begin: Begin, approver: Client, joins: Joins
) -> None:
    one, first = joins("one"), today().replace(day=1)
    where = begin(
        "mission", title="Five cans", programme="cans", who="person", size="easy", wanted="can = 5",
        first=first, last=first + timedelta(days=40),
    )  # fmt: skip
    assert "Five cans" not in one.get(MINE).content.decode()
    assert "role" in officer.post(where, {"move": "open", "says": ""}).content.decode()
    approver.post(where, {"move": "open", "says": ""})
    number, me = where.rstrip("/").rpartition("/")[2], party_of("one")
    ask = {"mission": number, "with": me}
    act(me, cans=4)
    page = one.get(MINE).content.decode()
    assert "A can: 4 of 5" in page
    assert "Get the reward" not in page
    assert "not done yet" in one.post(MINE, ask, follow=True).content.decode()
    act(me, cans=1)
    assert "Get the reward" in one.get(MINE).content.decode()
    before = wallet(me)
    assert "You get KRW 501" in one.post(MINE, ask, follow=True).content.decode()
    assert "already" in one.post(MINE, ask, follow=True).content.decode()
    assert wallet(me) - before == 501
    assert "You were paid" in one.get(MINE).content.decode()


def test_what_a_mission_pays_counts_under_the_caps(mission: Mission, joins: Joins) -> None:
    one, number = joins("one"), mission(size="big")
    me = party_of("one")
    act(me, cans=5)
    said = one.post(MINE, {"mission": number, "with": me}, follow=True).content.decode()
    assert "You get KRW 750: more is not paid" in said
    assert "a day" in said
    assert wallet(me) == 1250


def test_nobody_asks_for_another_or_for_a_mission_whose_reward_nobody_states(
    mission: Mission, joins: Joins
) -> None:
    one, unknown = joins("one"), mission(size="steady", title="Unpriced")
    joins("two")
    me, other = party_of("one"), party_of("two")
    act(me, cans=5)
    said = one.post(MINE, {"mission": unknown, "with": me}, follow=True).content.decode()
    assert "not known yet" in said
    assert (
        "not in this household"
        in one.post(MINE, {"mission": mission(), "with": other}, follow=True).content.decode()
    )
    assert wallet(me) == 500


def test_a_group_shares_a_reward_to_the_last_won_among_those_who_took_part(
    mission: Mission, joins: Joins
) -> None:
    clients = {name: joins(name) for name in ("one", "two", "three", "four")}
    ids = {name: party_of(name) for name in clients}
    at = timezone.now()
    founding = Founding("group", TOWN, Text("마을", "Village"), ids["one"], (MEMBER,), ("village",))
    group = people.found_circle(founding, on=today(), at=at, chance=chance)
    for party in ids.values():
        people.join_circle(group, party_id=party, role=MEMBER, on=today(), at=at)
        people.consent(party, purpose=board_purpose(group), edition=EDITION, given=True, at=at)
    number = mission(who="group")
    act(ids["one"], cans=3)
    act(ids["two"], cans=2)
    said = clients["two"].post(MINE, {"mission": number, "with": group}, follow=True).content.decode()
    assert "Mission done by 2 of you" in said
    paid = [wallet(ids[name]) - before for name, before in (("one", 300), ("two", 200))]
    assert sorted(paid) == [250, 251]
    assert wallet(ids["three"]) == 0
    assert (
        "had the reward"
        in clients["one"].post(MINE, {"mission": number, "with": group}, follow=True).content.decode()
    )


def test_acts_before_somebody_joined_or_before_the_mission_do_not_count(
    mission: Mission, joins: Joins
) -> None:
    joins("one")
    me = party_of("one")
    known = find_mission(mission(first=today(), last=today() + timedelta(days=3)))
    assert known is not None
    act(me, cans=5, days_ago=1)
    act(me, cans=2)
    found = standing(known, takers_of(known, me, on=today()))
    assert found.together == {"can": Decimal(2)}


def test_what_cannot_be_a_mission_is_said_by_field(officer: Client, joins: Joins) -> None:
    first = today()
    said = {
        "kind": "mission", "mission-title": "Odd", "mission-programme": "cans", "mission-who": "person",
        "mission-size": "easy", "mission-first": f"{first}", "mission-last": f"{first - timedelta(days=1)}",
        "mission-wanted": "moon = 3\ncan = many",
    }  # fmt: skip
    answer = officer.post(DESK, said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "no act of this programme" in page
    assert "how often after" in page
    assert "from the first one on" in page
    assert joins("one").get(DESK).status_code == 403


def test_a_mission_that_an_act_completes_is_told_once(mission: Mission, joins: Joins) -> None:
    one, me = joins("one"), party_of("one")
    mission()
    act(me, cans=4)
    where = "/en/my/acts/cans/can/"
    said = {"quantity": "1", "on": f"{today()}", "key": f"{key(timezone.now())}", "evidence": "self_report"}
    assert one.post(where, said).status_code == 302
    one.post(where, {**said, "key": f"{key(timezone.now())}"})
    assert [each.title.en for each in notices_of(me)] == ["Mission done"]
    assert "get the reward" in one.get("/en/my/notices/").content.decode()
