"""Enrolling residents: account, party, sealed details, consents, role, all or nothing. Forgetting them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from dure.grammar.resident_numbers import holds_resident_number, is_account_a_resident_number
from dure.grammar.shapes import Text
from dure.kernel.parties import models
from dure.kernel.parties.read import sealing
from dure.kernel.parties.read.details import DETAILS, about, key_of, may_be_kept
from dure.kernel.parties.read.people import PartySeen, RoleHeld, party_of
from dure.kernel.parties.write.people import give_role, open_account, register_party

RESIDENT = "resident"
# In this detail thirteen digits are nothing odd: the check digit decides.
ACCOUNT = "account_number"
# Who enrols and sees for somebody too young to do so; the role is held in the person it is for.
GUARDIAN = "guardian"
# What a resident is called where their name is not anybody's business.
NAMELESS = Text("주민", "Resident")
# Random bytes, given by whoever calls: so many of them.
Chance = Callable[[int], bytes]


class ResidentNumberRefused(ValueError):
    """A text holds something like a resident registration number. Nothing of it is kept."""

    def __init__(self, field: str) -> None:
        """Say in which field, never what stood there."""
        super().__init__(field)
        self.field = field
        self.says = Text(
            "주민등록번호로 보이는 숫자는 받지 않습니다. 그 숫자를 지우고 다시 적으십시오.",
            "Something like a resident registration number is not taken. Leave it out and write again.",
        )


@dataclass(frozen=True)
class Enrolment:
    """Somebody joins: who they say they are, what they agree to, and how sure that is.

    `details` are by the names of DETAILS; `agreed` the purposes agreed to, with the edition of their text.
    `age_band` and `area` are for counting only.
    """

    place: str
    details: Mapping[str, str]
    agreed: Mapping[str, str]
    assurance: str = "self"
    age_band: str = ""
    area: str = ""


@transaction.atomic
def enrol(
    said: Enrolment, *, on: date, at: datetime, chance: Chance, account_id: int | None = None,
    username: str = "", password: str | None = None,
) -> str:  # fmt: skip
    """Make somebody a resident of a place; answers the opaque id of their party.

    An account that is there keeps its party; otherwise one is opened. Done again it changes only what is new.
    """
    _hear_numbers({**said.details, "username": username})
    if account_id is None:
        account_id = open_account(username, password=password, at=at)
    known = party_of(account_id)
    party = known.id if known else f"r-{chance(10).hex()}"
    if known is None:
        register_party(PartySeen(party, "person", said.place, NAMELESS), at=at, account_id=account_id)
    _record_enrolment(party, said, on=on, at=at, chance=chance)
    return party


@transaction.atomic
def enrol_ward(
    said: Enrolment, *, guardian: str, until: date | None, on: date, at: datetime, chance: Chance
) -> str:
    """Make somebody a resident who has no account, because a guardian enrols and sees for them.

    `until` is the last day on which they have a guardian. Answers the opaque id of their party.
    """
    _hear_numbers(said.details)
    party = f"r-{chance(10).hex()}"
    register_party(PartySeen(party, "person", said.place, NAMELESS), at=at)
    _record_enrolment(party, said, on=on, at=at, chance=chance)
    role = RoleHeld(
        holder=guardian, name=GUARDIAN, place=said.place, valid_from=on, valid_to=until, body=party
    )
    give_role(role, at=at, by=guardian)
    return party


@transaction.atomic
def record_details(party: str, *, details: Mapping[str, str], at: datetime, chance: Chance) -> None:
    """Seal somebody's details with their own key; those that are empty are left as they were."""
    _hear_numbers(details)
    unknown = {name for name in details if not may_be_kept(name)}
    if unknown:
        raise ValueError(f"Details are {', '.join(DETAILS)}; not {', '.join(sorted(unknown))}.")
    key = key_of(party) or _new_key(party, at=at, chance=chance)
    for name, text in details.items():
        if text.strip():
            sealed = sealing.seal(
                text.strip().encode(), key=key, about=about(party, name), nonce=chance(sealing.NONCE_BYTES)
            )
            models.Detail.objects.create(party_id=party, name=name, sealed=sealed, recorded_at=at)


@transaction.atomic
def seal_for(party: str, *, text: bytes, about: str, at: datetime, chance: Chance) -> bytes:
    """Seal something with somebody's own key, so that forgetting them destroys it too."""
    key = key_of(party) or _new_key(party, at=at, chance=chance)
    return sealing.seal(text, key=key, about=f"{party} {about}", nonce=chance(sealing.NONCE_BYTES))


@transaction.atomic
def consent(party: str, *, purpose: str, edition: str, given: bool, at: datetime) -> None:
    """Record that somebody agrees, or no longer does. What they say again changes nothing."""
    last = models.Consent.objects.filter(party=party, purpose=purpose).order_by("-id").first()
    if last is None or (last.edition, last.given) != (edition, given):
        models.Consent.objects.create(
            party_id=party, purpose=purpose, edition=edition, given=given, recorded_at=at
        )


@transaction.atomic
def count_in(party: str, *, place: str, area: str, at: datetime) -> None:
    """Record in which area of a place a resident is counted. Where they are not one, nothing is recorded."""
    last = models.Enrolment.objects.filter(party=party, place=place).order_by("-id").first()
    if last is not None and last.area != area:
        last.pk, last.area, last.recorded_at = None, area, at
        last.save(force_insert=True)


@transaction.atomic
def forget(party: str, *, at: datetime) -> bool:
    """Destroy the key of somebody's details: nobody can read them again, and ledgers still balance."""
    row = models.DetailKey.objects.select_for_update().filter(party=party, destroyed_at=None).first()
    if row is None:
        return False
    models.DetailKey.objects.filter(party=party).update(wrapped=b"", destroyed_at=at)
    return True


def _record_enrolment(party: str, said: Enrolment, *, on: date, at: datetime, chance: Chance) -> None:
    record_details(party, details=said.details, at=at, chance=chance)
    for purpose, edition in said.agreed.items():
        consent(party, purpose=purpose, edition=edition, given=True, at=at)
    models.Enrolment.objects.create(
        party_id=party, place=said.place, assurance=said.assurance, age_band=said.age_band, area=said.area,
        recorded_at=at,
    )  # fmt: skip
    give_role(RoleHeld(holder=party, name=RESIDENT, place=said.place, valid_from=on), at=at)


def _new_key(party: str, *, at: datetime, chance: Chance) -> bytes:
    """A key for somebody who has none. One that was destroyed is not made again."""
    key = chance(sealing.KEY_BYTES)
    wrapped = sealing.seal(
        key, key=sealing.house_key(settings.SECRET_KEY), about=party, nonce=chance(sealing.NONCE_BYTES)
    )
    models.DetailKey.objects.create(party_id=party, wrapped=wrapped, made_at=at)
    return key


def _hear_numbers(details: Mapping[str, str]) -> None:
    for name, text in details.items():
        is_one = is_account_a_resident_number if name == ACCOUNT else holds_resident_number
        if is_one(text):
            raise ResidentNumberRefused(name)
