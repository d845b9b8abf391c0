"""What can happen to people, bodies and roles. Each verb is one transaction; earlier rows stay."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dure.grammar.shapes import PartyRow, Text
from dure.kernel.parties.models import Account, Look, MachineKey, Party, Role, RoleEnd, SeatCount, Standing
from dure.kernel.parties.read import people as read
from dure.kernel.parties.read.people import NoSuchParty, PartySeen, RoleHeld

LOGIN_NAME = re.compile(r"[\w.@+-]{1,80}")


class SeatTaken(ValueError):
    """Somebody else sits on this seat at that time."""


class NoSuchSeat(ValueError):
    """The body has no seat of this role and number."""


class OddUsername(ValueError):
    """A login name is one word of at most 80 letters."""


class UsernameTaken(ValueError):
    """An account of this name exists."""


@dataclass(frozen=True)
class Loaded:
    """What loading parties changed."""

    parties: int
    seat_counts: int
    withdrawn: int


@dataclass(frozen=True)
class DemoAccount:
    """An account for trying the product out."""

    username: str
    role: str
    place: str


@transaction.atomic
def register_party(seen: PartySeen, *, at: datetime, account_id: int | None = None) -> bool:
    """Record what a party is and is called; answers whether that is news."""
    if seen.part_of and not read.is_party(seen.part_of):
        raise NoSuchParty(seen.part_of)
    row, _ = Party.objects.get_or_create(id=seen.id, defaults={"recorded_at": at, "account_id": account_id})
    if account_id is not None and row.account_id is None:
        Party.objects.filter(id=row.id).update(account_id=account_id)
    if read.find_party(seen.id) == seen:
        return False
    _record_standing(seen, at=at)
    return True


@transaction.atomic
def give_role(role: RoleHeld, *, at: datetime, by: str = "") -> int:
    """Give somebody a role and answer its number. The same role given again is the one already there."""
    for needed in filter(None, (role.holder, role.body, by)):
        if not read.is_party(needed):
            raise NoSuchParty(needed)
    content = {
        "holder_id": role.holder,
        "name": role.name,
        "place": role.place,
        "reach": role.reach,
        "body_id": role.body or None,
        "seat": role.seat,
        "valid_from": role.valid_from,
        "valid_to": role.valid_to,
        "source": role.source,
    }
    same = Role.objects.filter(ends__isnull=True, **content).first()
    if same is not None:
        return same.id
    if role.seat is not None:
        _seat_is_free(role)
    return Role.objects.create(**content, given_by_id=by or None, recorded_at=at).id


@transaction.atomic
def seat_member(person: PartySeen, *, role: RoleHeld, at: datetime, by: str) -> int:
    """Record a person and the seat they take, both or neither; answers the role's number."""
    register_party(person, at=at)
    return give_role(role, at=at, by=by)


@transaction.atomic
def end_role(role_id: int, *, last_day: date, at: datetime, by: str = "") -> None:
    """Record the last day of a role; recorded again, it puts an earlier record right.

    A day before the role began means that it never held. A seat cannot be held on longer than it is free.
    """
    role = Role.objects.select_for_update().get(id=role_id)
    before = RoleEnd.objects.filter(role=role).order_by("-id").first()
    if role.valid_from > date.min:
        last_day = max(last_day, role.valid_from - timedelta(days=1))
    if before is not None and before.last_day == last_day:
        return
    if before is not None and before.last_day < last_day and role.seat is not None:
        _seat_is_free(_taken(role, last_day), but=role.id)
    RoleEnd.objects.create(role=role, last_day=last_day, ended_by_id=by or None, recorded_at=at)


def _taken(role: Role, last_day: date) -> RoleHeld:
    return RoleHeld(
        holder=role.holder_id, name=role.name, place=role.place, valid_from=role.valid_from,
        valid_to=last_day, body=role.body_id or "", seat=role.seat,
    )  # fmt: skip


@transaction.atomic
def give_machine_key(machine: str, *, digest: str, by: str, at: datetime) -> None:
    """Record the digest of a machine's new key, which takes the place of the old one; empty takes it away."""
    MachineKey.objects.create(machine=machine, digest=digest, given_by_id=by, recorded_at=at)


@transaction.atomic
def record_look(*, viewer: str, subject: str, what: str, at: datetime) -> None:
    """Record that somebody looked at somebody else's data. One's own data is no look."""
    if viewer != subject:
        Look.objects.create(at=at, viewer=viewer, subject=subject, what=what[:200])


@transaction.atomic
def open_account(username: str, *, password: str | None, at: datetime) -> int:
    """Make an account and answer its number. Without a password it can be entered by passkey alone.

    Signing in takes no notice of the case of letters, so two names must differ by more than that.
    """
    if not LOGIN_NAME.fullmatch(username):
        raise OddUsername(username)
    if Account.objects.filter(username__iexact=username).exists():
        raise UsernameTaken(username)
    account = Account(username=username, made_at=at)
    account.set_password(password)
    account.save()
    return account.id


@transaction.atomic
def set_password(username: str, *, password: str) -> None:
    """Give an account a new password. Sessions opened with the old one end."""
    account = Account.objects.get(username=username)
    account.set_password(password)
    account.save(update_fields=["password"])


@transaction.atomic
def close_account(username: str) -> None:
    """Let nobody enter with this account any more. What its holder did stays recorded."""
    Account.objects.filter(username=username).update(is_active=False)


@transaction.atomic
def load_parties(rows: Iterable[PartyRow], *, at: datetime) -> Loaded:
    """Record parties and counted seats as packs state them.

    Loading the same rows again changes nothing. A party that its place's rows no longer name is withdrawn.
    """
    rows = tuple(rows)
    Party.objects.bulk_create([Party(id=row.party, recorded_at=at) for row in rows], ignore_conflicts=True)
    parties = sum(_load_one(row, at=at) for row in rows)
    counts = sum(_count_seats(row, at=at) for row in rows)
    return Loaded(parties=parties, seat_counts=counts, withdrawn=_withdraw_missing(rows, at=at))


def make_demo_accounts(
    places: Sequence[str], *, passwords: Mapping[str, str], at: datetime
) -> tuple[DemoAccount, ...]:
    """One account for each place and role of `passwords`, named `role-place`; answers those made now."""
    wanted = [DemoAccount(f"{role}-{place}", role, place) for place in places for role in passwords]
    made = tuple(demo for demo in wanted if read.find_account(demo.username) is None)
    for demo in made:
        _make_demo(demo, password=passwords[demo.role], at=at)
    return made


@transaction.atomic
def _make_demo(demo: DemoAccount, *, password: str, at: datetime) -> None:
    account_id = open_account(demo.username, password=password, at=at)
    name = Text(ko=f"시연 {demo.username}", en=f"Demo {demo.username}")
    person = PartySeen(id=f"demo-{demo.username}", kind="person", place=demo.place, name=name)
    register_party(person, at=at, account_id=account_id)
    today = timezone.localdate(at)
    give_role(RoleHeld(holder=person.id, name=demo.role, place=demo.place, valid_from=today), at=at)


def _record_standing(seen: PartySeen, *, at: datetime, withdrawn: bool = False) -> None:
    Standing.objects.create(
        party_id=seen.id,
        kind=seen.kind,
        place=seen.place,
        name_ko=seen.name.ko,
        name_en=seen.name.en,
        part_of_id=seen.part_of or None,
        valid_from=seen.valid_from,
        valid_to=seen.valid_to,
        source=seen.source,
        since=seen.since,
        withdrawn=withdrawn,
        recorded_at=at,
    )


def _seat_is_free(role: RoleHeld, *, but: int = 0) -> None:
    """Refuse a seat the body does not have, or that somebody holds on one of the same days."""
    Party.objects.select_for_update().get(id=role.body)
    count = SeatCount.objects.filter(body_id=role.body, role=role.name).order_by("-id").first()
    if count is None or role.seat is None or role.seat > count.seats:
        raise NoSuchSeat(f"{role.body} {role.name} {role.seat}")
    seated = Role.objects.filter(body_id=role.body, name=role.name, seat=role.seat).exclude(id=but)
    sitting = read.with_last_day(seated)
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=role.valid_from)
    not_ended = Q(last_day__isnull=True) | Q(last_day__gte=role.valid_from)
    begun = Q() if role.valid_to is None else Q(valid_from__lte=role.valid_to)
    if sitting.filter(still, not_ended, begun).exists():
        raise SeatTaken(f"{role.body} {role.name} {role.seat}")


def _load_one(row: PartyRow, *, at: datetime) -> bool:
    source = f"{row.source}:{row.locator}" if row.locator else row.source
    return register_party(
        PartySeen(
            id=row.party,
            kind=row.kind,
            place=row.place,
            name=row.name,
            part_of=row.part_of,
            valid_from=row.valid_from,
            source=source,
            since=row.since,
        ),
        at=at,
    )


def _count_seats(row: PartyRow, *, at: datetime) -> int:
    """Record a count of seats that is news; a role no longer counted has no seats from now on."""
    source = f"{row.source}:{row.locator}" if row.locator else row.source
    counted = {} if row.seats is None or not row.seat_role else {row.seat_role: (row.seats, source)}
    last = {
        count.role: (count.seats, count.source)
        for count in SeatCount.objects.filter(body_id=row.party).order_by("id")
    }
    gone = {role: (0, source) for role, (seats, _) in last.items() if seats and role not in counted}
    news = {role: said for role, said in (counted | gone).items() if last.get(role) != said}
    for role, (seats, said_by) in news.items():
        SeatCount.objects.create(body_id=row.party, role=role, seats=seats, source=said_by, recorded_at=at)
    return len(news)


def _withdraw_missing(rows: Sequence[PartyRow], *, at: datetime) -> int:
    named = {row.party for row in rows}
    stated = [seen for place in sorted({row.place for row in rows}) for seen in read.stated_parties(place)]
    missing = [seen for seen in stated if seen.id not in named]
    for seen in missing:
        _record_standing(seen, at=at, withdrawn=True)
    return len(missing)
