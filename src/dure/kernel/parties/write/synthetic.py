"""Made-up residents by the thousand, for trying out a city's size. Their source says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from dure.grammar.shapes import Text
from dure.kernel.parties.models import Enrolment, Party, Role, Standing

NAMELESS = Text("주민(가상)", "Resident (made up)")
HOUSEHOLD = Text("가구(가상)", "Household (made up)")
GROUP = Text("모임(가상)", "Group (made up)")
RESIDENT, MEMBER, GROUP_MEMBER = "resident", "household_member", "group_member"


@dataclass(frozen=True)
class Synthetic:
    """Somebody made up: ids of the person, the household, and the group or nothing."""

    party: str
    household: str
    group: str
    age_band: str


@transaction.atomic
def register_synthetic(some: Sequence[Synthetic], *, place: str, source: str, on: date, at: datetime) -> int:
    """Register made-up people with their households, groups and roles; answers how many are new.

    Those that are there already stay as they are. They have no details, no account and no name.
    """
    ids = [each.party for each in some]
    known = set(Party.objects.filter(id__in=ids).values_list("id", flat=True))
    fresh = [each for each in some if each.party not in known]
    named = {each.party: ("person", NAMELESS) for each in fresh}
    bodies = {each.household: ("household", HOUSEHOLD) for each in fresh}
    bodies |= {each.group: ("group", GROUP) for each in fresh if each.group}
    there = set(Party.objects.filter(id__in=list(bodies)).values_list("id", flat=True))
    named |= {key: value for key, value in bodies.items() if key not in there}
    Party.objects.bulk_create(Party(id=each, recorded_at=at) for each in named)
    Standing.objects.bulk_create(
        Standing(
            party_id=each, kind=kind, place=place, name_ko=name.ko, name_en=name.en, source=source,
            recorded_at=at,
        )
        for each, (kind, name) in named.items()
    )  # fmt: skip
    Role.objects.bulk_create(
        Role(
            holder_id=each.party, name=name, place=place, body_id=body or None, valid_from=on, source=source,
            recorded_at=at,
        )
        for each in fresh
        for name, body in ((RESIDENT, ""), (MEMBER, each.household), (GROUP_MEMBER, each.group))
        if body or name == RESIDENT
    )  # fmt: skip
    Enrolment.objects.bulk_create(
        Enrolment(party_id=each.party, place=place, assurance="self", age_band=each.age_band, recorded_at=at)
        for each in fresh
    )
    return len(fresh)


@transaction.atomic
def give_account(party: str, *, account_id: int) -> bool:
    """Let somebody made up log in, to show their pages; answers whether that is new."""
    return bool(Party.objects.filter(id=party, account=None).update(account_id=account_id))
