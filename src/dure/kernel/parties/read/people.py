"""Answers about people, bodies and roles, as frozen values."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from dure.grammar.shapes import Text
from dure.kernel.parties.models import Account, Look, MachineKey, Party, Role, RoleEnd, SeatCount, Standing


class NoSuchParty(LookupError):
    """No party has this id."""


@dataclass(frozen=True)
class PartySeen:
    """A person, body, department or partner as it stands now.

    `since` is when it began as far as a document tells it: a day, a month or a year.
    """

    id: str
    kind: str
    place: str
    name: Text
    part_of: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    since: str = ""

    @property
    def begun(self) -> str:
        """Since when, as told; the day where it was recorded as one, and nothing where nobody tells."""
        return self.since or (self.valid_from.isoformat() if self.valid_from else "")


@dataclass(frozen=True)
class RoleHeld:
    """A role somebody holds: where, when, and on which seat of which body. `id` 0 is not yet recorded."""

    holder: str
    name: str
    place: str
    valid_from: date
    valid_to: date | None = None
    reach: str = "place"
    body: str = ""
    seat: int | None = None
    source: str = ""
    id: int = 0


@dataclass(frozen=True)
class Seat:
    """One counted seat of a body; `holder` None is an empty seat, to be filled, never invented."""

    role: str
    number: int
    holder: PartySeen | None
    source: str


@dataclass(frozen=True)
class LookSeen:
    """That somebody looked at a person's data."""

    at: datetime
    viewer: str
    what: str


def party(party_id: str) -> PartySeen:
    """The party of this id; NoSuchParty where there is none."""
    seen = find_party(party_id)
    if seen is None:
        raise NoSuchParty(party_id)
    return seen


def find_party(party_id: str) -> PartySeen | None:
    """The party of this id, if there is one and it has not been withdrawn."""
    return _seen(current().filter(party_id=party_id).first())


def party_of(account_id: int | None) -> PartySeen | None:
    """Who an account belongs to."""
    if account_id is None:
        return None
    return _seen(current().filter(party__account_id=account_id).first())


def find_account(username: str) -> int | None:
    """The number of the account with this login name."""
    return Account.objects.filter(username=username).values_list("id", flat=True).first()


def names(party_ids: Collection[str]) -> dict[str, Text]:
    """What each of these parties is called now, in both languages; those that nobody entered are left out."""
    return {party_id: seen.name for party_id, seen in by_id(set(party_ids)).items()} if party_ids else {}


def bodies(place: str, *, recorded_by: datetime | None = None) -> tuple[PartySeen, ...]:
    """The bodies, departments and partners of a place, by their ids; as recorded by a moment when named."""
    kinds = ("body", "department", "partner")
    rows = current(recorded_by).filter(place=place, kind__in=kinds).order_by("party_id")
    return tuple(seen_of(row) for row in rows[:1000])


def stated_parties(place: str, *, recorded_by: datetime | None = None) -> tuple[PartySeen, ...]:
    """The parties of a place that a source states: those that packs brought."""
    return tuple(seen_of(row) for row in current(recorded_by).filter(place=place).exclude(source=""))


def is_party(party_id: str) -> bool:
    """Whether this id was ever given to a party."""
    return Party.objects.filter(id=party_id).exists()


def seats(body: str, *, on: date, recorded_by: datetime | None = None) -> tuple[Seat, ...]:
    """Every counted seat of a body, with who sits on it that day; as recorded by a moment if named."""
    held = {
        (role.name, role.seat): role.holder_id
        for role in in_force(on, recorded_by).filter(body_id=body, seat__isnull=False)
    }
    people = by_id(set(held.values()), recorded_by)
    return tuple(
        Seat(
            role=count.role,
            number=number,
            holder=people.get(held.get((count.role, number), "")),
            source=count.source,
        )
        for count in _current_counts(body, recorded_by)
        for number in range(1, count.seats + 1)
    )


def members(body: str, *, on: date) -> tuple[RoleHeld, ...]:
    """Everybody who holds a role in a body that day, on a seat or not."""
    return tuple(
        _role(role) for role in in_force(on).filter(body_id=body).order_by("name", "seat", "id")[:1000]
    )


def roles_of(account_id: int | None, *, on: date) -> tuple[RoleHeld, ...]:
    """The roles an account's holder has that day."""
    if account_id is None:
        return ()
    rows = in_force(on).filter(holder__account_id=account_id).order_by("place", "name", "id")
    return tuple(_role(role) for role in rows[:1000])


def roles_of_party(party_id: str, *, on: date) -> tuple[RoleHeld, ...]:
    """The roles a party has that day."""
    return tuple(
        _role(role) for role in in_force(on).filter(holder_id=party_id).order_by("place", "name", "id")[:1000]
    )


def may(account_id: int | None, *, role: str, place: str, on: date, within: Sequence[str] = ()) -> bool:
    """Whether an account's holder has a role in a place that day.

    `within` names the places that `place` is part of, nearest first. A role given in one of them counts only
    when it reaches the parts of its place.
    """
    if account_id is None:
        return False
    here = Q(place=place) | Q(place__in=list(within), reach="parts")
    rows = in_force(on).filter(
        here, holder__account_id=account_id, holder__account__is_active=True, name=role
    )
    return rows.exists()


def is_other_person(account_id: int | None, *, than: str) -> bool:
    """The second pair of eyes: whether the account is a person's, and another person's than this party."""
    who = party_of(account_id)
    return who is not None and who.kind == "person" and bool(than) and who.id != than


def machine_key(machine: str) -> str:
    """The digest of the key that a machine has now; empty where it has none."""
    row = MachineKey.objects.filter(machine=machine).order_by("-id").first()
    return row.digest if row else ""


def looks_at(party_id: str, *, limit: int = 200) -> tuple[LookSeen, ...]:
    """Who looked at a person's data, the latest first."""
    rows = Look.objects.filter(subject=party_id).order_by("-at", "-id")[: min(limit, 1000)]
    return tuple(LookSeen(at=row.at, viewer=row.viewer, what=row.what) for row in rows)


def current(recorded_by: datetime | None = None) -> QuerySet[Standing]:
    """The standings that hold: for each party the one recorded last, unless it withdraws the party."""
    rows = Standing.objects.filter(party=OuterRef("party"))
    rows = rows.filter(recorded_at__lte=recorded_by) if recorded_by else rows
    last = rows.order_by("-id").values("id")[:1]
    return Standing.objects.filter(id=Subquery(last), withdrawn=False)


def _current_counts(body: str, recorded_by: datetime | None = None) -> QuerySet[SeatCount]:
    rows = SeatCount.objects.filter(body=OuterRef("body"), role=OuterRef("role"))
    rows = rows.filter(recorded_at__lte=recorded_by) if recorded_by else rows
    last = rows.order_by("-id").values("id")[:1]
    return SeatCount.objects.filter(body_id=body, id=Subquery(last), seats__gt=0).order_by("role")


def in_force(on: date, recorded_by: datetime | None = None) -> QuerySet[Role]:
    """The roles that are held on a day, with their last day; as recorded by a moment if named."""
    begun = Q(valid_from__lte=on)
    open_ended = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    not_ended = Q(last_day__isnull=True) | Q(last_day__gte=on)
    held = Q(recorded_at__lte=recorded_by) if recorded_by else Q()
    begun_roles = Role.objects.filter(begun, open_ended, held)
    return with_last_day(begun_roles, recorded_by=recorded_by).filter(not_ended)


def with_last_day(roles: QuerySet[Role], *, recorded_by: datetime | None = None) -> QuerySet[Role]:
    """Roles with the `last_day` recorded last, by a moment if named; None where nobody ended them."""
    ends = RoleEnd.objects.filter(role_id=OuterRef("id")).order_by("-id")
    if recorded_by:
        ends = ends.filter(recorded_at__lte=recorded_by)
    return roles.annotate(last_day=Subquery(ends.values("last_day")[:1]))


def by_id(ids: set[str], recorded_by: datetime | None = None) -> dict[str, PartySeen]:
    """Some parties as they stand, by their ids; those that nobody entered are left out."""
    return {row.party_id: seen_of(row) for row in current(recorded_by).filter(party_id__in=ids)}


def _seen(row: Standing | None) -> PartySeen | None:
    return None if row is None else seen_of(row)


def seen_of(row: Standing) -> PartySeen:
    """A standing as a value."""
    return PartySeen(
        id=row.party_id,
        kind=row.kind,
        place=row.place,
        name=Text(ko=row.name_ko, en=row.name_en),
        part_of=row.part_of_id or "",
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        since=row.since,
    )


def _role(row: Role) -> RoleHeld:
    ends = [day for day in (row.valid_to, getattr(row, "last_day", None)) if day]
    return RoleHeld(
        id=row.id,
        holder=row.holder_id,
        name=row.name,
        place=row.place,
        reach=row.reach,
        body=row.body_id or "",
        seat=row.seat,
        valid_from=row.valid_from,
        valid_to=min(ends, default=None),
        source=row.source,
    )
