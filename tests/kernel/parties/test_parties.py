"""Parties, roles, seats and looks, through their two doors."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dure.grammar.shapes import PartyRow, Text
from dure.kernel.parties import read, write
from dure.kernel.parties.models import RoleEnd, Standing
from dure.kernel.parties.read import PartySeen, RoleHeld

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = AT.date()


def _person(party_id: str, *, username: str = "") -> int | None:
    account_id = write.open_account(username, password=None, at=AT) if username else None
    seen = PartySeen(id=party_id, kind="person", place="daejeon", name=Text(ko="김가람", en="Kim Garam"))
    write.register_party(seen, at=AT, account_id=account_id)
    return account_id


def _seat(holder: str, *, valid_from: date = DAY) -> RoleHeld:
    return RoleHeld(holder, "council_member", "daegu", valid_from, body="council", seat=1)


def _row(party: str, *, seats: int | None = None, name: str = "위원회", part_of: str = "") -> PartyRow:
    return PartyRow(
        place="daegu",
        party=party,
        kind="body",
        part_of=part_of,
        name=Text(ko=name, en="Council"),
        seat_role="council_member" if seats is not None else "",
        seats=seats,
        valid_from=date(2021, 1, 1),
        source="daegu-2021-12",
        locator="17",
        file="parties.csv",
        line=2,
    )


def test_a_new_name_is_a_new_row_and_the_old_one_stays() -> None:
    write.load_parties([_row("council")], at=AT)
    write.load_parties([_row("council", name="탄소중립위원회")], at=AT)
    assert read.party("council").name.ko == "탄소중립위원회"
    assert Standing.objects.filter(party_id="council").count() == 2


def test_loading_the_same_rows_again_changes_nothing() -> None:
    rows = [_row("council", seats=42), _row("office", part_of="council")]
    first, again = write.load_parties(rows, at=AT), write.load_parties(rows, at=AT)
    assert (first.parties, first.seat_counts) == (2, 1)
    assert (again.parties, again.seat_counts, again.withdrawn) == (0, 0, 0)


def test_a_row_may_be_part_of_a_later_row() -> None:
    write.load_parties([_row("office", part_of="council"), _row("council")], at=AT)
    assert read.party("office").part_of == "council"


def test_a_party_its_place_no_longer_names_is_withdrawn_and_can_come_back() -> None:
    write.load_parties([_row("council"), _row("office")], at=AT)
    assert write.load_parties([_row("council")], at=AT).withdrawn == 1
    assert read.find_party("office") is None
    write.load_parties([_row("council"), _row("office")], at=AT)
    assert [body.id for body in read.bodies("daegu")] == ["council", "office"]


def test_counted_seats_are_empty_until_somebody_sits_on_them() -> None:
    write.load_parties([_row("council", seats=42)], at=AT)
    _person("garam")
    seat = RoleHeld(
        holder="garam", name="council_member", place="daegu", valid_from=DAY, body="council", seat=3
    )
    write.give_role(seat, at=AT)
    seats = read.seats("council", on=DAY)
    assert len(seats) == 42
    assert [seat.number for seat in seats if seat.holder] == [3]
    assert read.members("council", on=DAY)[0].holder == "garam"


def test_a_recount_makes_more_or_fewer_seats() -> None:
    write.load_parties([_row("council", seats=42)], at=AT)
    write.load_parties([_row("council", seats=40)], at=AT)
    assert len(read.seats("council", on=DAY)) == 40
    write.load_parties([_row("council")], at=AT)
    assert read.seats("council", on=DAY) == ()


def test_one_seat_is_not_held_twice_on_one_day() -> None:
    write.load_parties([_row("council", seats=2)], at=AT)
    _person("garam")
    _person("nuri")
    first = RoleHeld(
        holder="garam", name="council_member", place="daegu", valid_from=DAY, body="council", seat=1
    )
    role = write.give_role(first, at=AT)
    second = RoleHeld(
        holder="nuri", name="council_member", place="daegu", valid_from=DAY, body="council", seat=1
    )
    with pytest.raises(write.SeatTaken):
        write.give_role(second, at=AT)
    write.end_role(role, last_day=DAY - timedelta(days=1), at=AT)
    write.give_role(second, at=AT)
    assert [seat.holder.id for seat in read.seats("council", on=DAY) if seat.holder] == ["nuri"]


def test_a_seat_that_is_not_counted_cannot_be_taken() -> None:
    write.load_parties([_row("council", seats=2)], at=AT)
    _person("garam")
    role = RoleHeld(
        holder="garam", name="council_member", place="daegu", valid_from=DAY, body="council", seat=3
    )
    with pytest.raises(write.NoSuchSeat):
        write.give_role(role, at=AT)


def test_a_role_holds_from_its_first_to_its_last_day() -> None:
    account = _person("garam", username="garam")
    role = write.give_role(
        RoleHeld(
            holder="garam", name="officer", place="daejeon", valid_from=DAY, valid_to=date(2026, 12, 31)
        ),
        at=AT,
    )
    days = [date(2026, 3, 1), DAY, date(2026, 12, 31), date(2027, 1, 1)]
    assert [read.may(account, role="officer", place="daejeon", on=day) for day in days] == [
        False,
        True,
        True,
        False,
    ]
    write.end_role(role, last_day=date(2026, 6, 30), at=AT)
    assert read.may(account, role="officer", place="daejeon", on=date(2026, 6, 30))
    assert not read.may(account, role="officer", place="daejeon", on=date(2026, 7, 1))
    assert read.roles_of(account, on=DAY)[0].valid_to == date(2026, 6, 30)


def test_a_wrong_last_day_is_put_right_by_a_later_record() -> None:
    account = _person("garam", username="garam")
    given = RoleHeld(holder="garam", name="officer", place="daejeon", valid_from=DAY)
    role = write.give_role(given, at=AT)
    write.end_role(role, last_day=date(2026, 6, 30), at=AT)
    later = AT + timedelta(days=1)
    for _ in range(2):
        write.end_role(role, last_day=date(2026, 9, 30), at=later)
    assert RoleEnd.objects.count() == 2
    assert read.may(account, role="officer", place="daejeon", on=date(2026, 9, 30))
    write.end_role(role, last_day=date(2026, 4, 30), at=later)
    assert not read.may(account, role="officer", place="daejeon", on=date(2026, 5, 1))
    assert read.roles_of(account, on=DAY)[0].valid_to == date(2026, 4, 30)


def test_what_was_recorded_of_a_seat_by_a_moment_stays_so() -> None:
    write.load_parties([_row("council", seats=1)], at=AT)
    _person("garam")
    role = write.give_role(_seat("garam"), at=AT)
    later = AT + timedelta(days=1)
    write.end_role(role, last_day=DAY, at=later)
    on = DAY + timedelta(days=9)
    assert read.seats("council", on=on)[0].holder is None
    assert read.seats("council", on=on, recorded_by=AT)[0].holder is not None


def test_a_seat_is_not_held_on_into_the_days_of_the_next_holder() -> None:
    write.load_parties([_row("council", seats=1)], at=AT)
    _person("garam")
    _person("nuri")
    role = write.give_role(_seat("garam"), at=AT)
    write.end_role(role, last_day=DAY, at=AT)
    write.give_role(_seat("nuri", valid_from=DAY + timedelta(days=1)), at=AT)
    with pytest.raises(write.SeatTaken):
        write.end_role(role, last_day=DAY + timedelta(days=1), at=AT)


def test_a_role_from_the_first_day_of_the_calendar_can_be_ended() -> None:
    _person("garam")
    given = RoleHeld(holder="garam", name="officer", place="daejeon", valid_from=date.min)
    write.end_role(write.give_role(given, at=AT), last_day=DAY, at=AT)


def test_an_officer_of_the_city_is_no_officer_of_its_district_unless_the_role_says_so() -> None:
    within = ("daejeon", "korea", "world")
    account = _person("garam", username="garam")
    write.give_role(RoleHeld(holder="garam", name="officer", place="daejeon", valid_from=DAY), at=AT)
    assert not read.may(account, role="officer", place="daejeon-seo", on=DAY, within=within)
    write.give_role(
        RoleHeld(holder="garam", name="officer", place="daejeon", valid_from=DAY, reach="parts"), at=AT
    )
    assert read.may(account, role="officer", place="daejeon-seo", on=DAY, within=within)
    assert not read.may(account, role="approver", place="daejeon-seo", on=DAY, within=within)
    assert not read.may(account, role="officer", place="daegu", on=DAY, within=("korea", "world"))


def test_nobody_and_a_closed_account_may_nothing() -> None:
    account = _person("garam", username="garam")
    write.give_role(RoleHeld(holder="garam", name="officer", place="daejeon", valid_from=DAY), at=AT)
    write.close_account("garam")
    assert not read.may(account, role="officer", place="daejeon", on=DAY)
    assert not read.may(None, role="officer", place="daejeon", on=DAY)


def test_the_same_role_given_again_is_the_one_already_there() -> None:
    _person("garam")
    role = RoleHeld(holder="garam", name="officer", place="daejeon", valid_from=DAY)
    assert write.give_role(role, at=AT) == write.give_role(role, at=AT)


def test_a_role_of_an_unknown_party_is_refused() -> None:
    with pytest.raises(read.NoSuchParty):
        write.give_role(RoleHeld(holder="nobody", name="officer", place="daejeon", valid_from=DAY), at=AT)
    with pytest.raises(read.NoSuchParty):
        read.party("nobody")


def test_four_eyes_need_two_people() -> None:
    garam, nuri = _person("garam", username="garam"), _person("nuri", username="nuri")
    assert read.is_other_person(nuri, than="garam")
    assert not read.is_other_person(garam, than="garam")
    assert not read.is_other_person(nuri, than="")
    assert not read.is_other_person(None, than="garam")


def test_an_account_that_belongs_to_nobody_is_no_second_pair_of_eyes() -> None:
    stray = write.open_account("stray", password=None, at=AT)
    assert not read.is_other_person(stray, than="garam")


def test_looking_at_somebody_else_is_recorded_and_at_oneself_is_not() -> None:
    write.record_look(viewer="nuri", subject="garam", what="roles", at=AT)
    write.record_look(viewer="garam", subject="garam", what="roles", at=AT)
    assert [(look.viewer, look.what) for look in read.looks_at("garam")] == [("nuri", "roles")]


def test_a_login_name_is_taken_once() -> None:
    write.open_account("garam", password=None, at=AT)
    with pytest.raises(write.UsernameTaken):
        write.open_account("garam", password=None, at=AT)


def test_demo_accounts_are_made_once_and_hold_their_role() -> None:
    passwords = {"officer": "garam-nuri-maru", "approver": "garam-nuri-maru"}
    made = write.make_demo_accounts(["daegu"], passwords=passwords, at=AT)
    assert [account.username for account in made] == ["officer-daegu", "approver-daegu"]
    assert write.make_demo_accounts(["daegu"], passwords=passwords, at=AT) == ()
    officer = read.find_account("officer-daegu")
    assert read.may(officer, role="officer", place="daegu", on=DAY)
    assert not read.may(officer, role="approver", place="daegu", on=DAY)


def test_a_member_and_the_seat_are_recorded_both_or_neither() -> None:
    write.load_parties([_row("council", seats=2)], at=AT)
    person = PartySeen(id="p-late", kind="person", place="daegu", name=Text("늦은이", "Late"))
    given = RoleHeld(
        holder=person.id, name="council_member", place="daegu", body="council", seat=99, valid_from=DAY
    )
    with pytest.raises(write.NoSuchSeat):
        write.seat_member(person, role=given, at=AT, by="")
    assert read.find_party("p-late") is None
