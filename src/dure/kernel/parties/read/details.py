"""Personal details of residents, unsealed for whoever may read them; consents and enrolments.

Whoever shows them to somebody else records that look first (`record_look`).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings

from dure.kernel.parties import models
from dure.kernel.parties.read import sealing

# What a household's meters measure.
METERS = ("electricity", "water", "gas")
# What may be kept of a person or household, and nothing else. A resident registration number never is.
DETAILS = (
    "name", "phone", "birth_date", "address", "email", "account_number", "neighbourhood", "moved_in",
    "car_number", *(f"meter_{each}" for each in METERS),
)  # fmt: skip
# What a household may state of a month by itself: its meters, and what it threw away.
USES = (*METERS, "waste")
# What a household used in a month as it states it, such as `gas_2026-01`.
USE = re.compile(rf"({'|'.join(USES)})_(\d{{4}}-(0[1-9]|1[0-2]))")
# The same as the utility read it: the month first, such as `2026-01_gas`.
BILLED = re.compile(rf"(\d{{4}}-(?:0[1-9]|1[0-2]))_({'|'.join(METERS)})")
# How a household's points of half a year were reckoned, such as `energy_2026-H1`.
RECKONED = re.compile(r"energy_\d{4}-H[12]")


@dataclass(frozen=True)
class Consent:
    """What somebody said last about a purpose, and when."""

    purpose: str
    edition: str
    given: bool
    recorded_at: datetime


@dataclass(frozen=True)
class EnrolmentSeen:
    """That somebody is a resident of a place, since when, and how sure it is who they are."""

    place: str
    assurance: str
    age_band: str
    area: str
    recorded_at: datetime


def details_of(party: str) -> dict[str, str]:
    """Somebody's details by name, the last recorded of each; none where they were forgotten."""
    key = key_of(party)
    if key is None:
        return {}
    rows = models.Detail.objects.filter(party=party).order_by("id")
    last = {row.name: bytes(row.sealed) for row in rows}
    return {
        name: sealing.unseal(sealed, key=key, about=about(party, name)).decode()
        for name, sealed in last.items()
    }


def may_be_kept(name: str) -> bool:
    """Whether something of this name may be kept of a person or household.

    >>> may_be_kept("gas_2026-01"), may_be_kept("2026-01_gas"), may_be_kept("gas_2026-13")
    (True, True, False)
    """
    return name in DETAILS or any(form.fullmatch(name) for form in (USE, BILLED, RECKONED))


def kept_of(
    party_ids: Collection[str], *, names: Collection[str], recorded_by: datetime | None = None
) -> dict[str, dict[str, str]]:
    """Some details of many parties, the last recorded of each by a moment; none of those forgotten."""
    wrapped = models.DetailKey.objects.filter(party__in=list(party_ids), destroyed_at=None)
    house = sealing.house_key(settings.SECRET_KEY)
    keys = {
        row.party_id: sealing.unseal(bytes(row.wrapped), key=house, about=row.party_id) for row in wrapped
    }
    rows = models.Detail.objects.filter(party__in=list(keys), name__in=list(names)).order_by("id")
    if recorded_by is not None:
        rows = rows.filter(recorded_at__lte=recorded_by)
    last = {(row.party_id, row.name): bytes(row.sealed) for row in rows}
    found: dict[str, dict[str, str]] = {party: {} for party in keys}
    for (party, name), sealed in last.items():
        found[party][name] = sealing.unseal(sealed, key=keys[party], about=about(party, name)).decode()
    return found


def uses_of(household: str) -> dict[tuple[str, str], Decimal]:
    """What a household used, by meter and month (`("gas", "2026-01")`), as its members last stated it."""
    found = ((USE.fullmatch(name), text) for name, text in details_of(household).items())
    return {(name[1], name[2]): Decimal(text) for name, text in found if name}


def billed_of(household: str) -> dict[tuple[str, str], Decimal]:
    """What a household used by meter and month as the utility read it."""
    found = ((BILLED.fullmatch(name), text) for name, text in details_of(household).items())
    return {(name[2], name[1]): Decimal(text) for name, text in found if name}


def consents_of(party: str) -> tuple[Consent, ...]:
    """What somebody said last about each purpose, by purpose."""
    rows = models.Consent.objects.filter(party=party).order_by("id")
    last = {row.purpose: row for row in rows}
    return tuple(
        Consent(row.purpose, row.edition, row.given, row.recorded_at) for _name, row in sorted(last.items())
    )


def agreeing(party_ids: Collection[str], *, purpose: str) -> frozenset[str]:
    """Those of some parties who last said that they agree to a purpose."""
    rows = models.Consent.objects.filter(party__in=list(party_ids), purpose=purpose).order_by("id")
    last = {row.party_id: row.given for row in rows}
    return frozenset(party for party, given in last.items() if given)


def enrolment_of(party: str, *, place: str = "") -> EnrolmentSeen | None:
    """Where somebody joined last, or how they joined a place."""
    rows = models.Enrolment.objects.filter(party=party)
    row = (rows.filter(place=place) if place else rows).order_by("-id").first()
    if row is None:
        return None
    return EnrolmentSeen(row.place, row.assurance, row.age_band, row.area, row.recorded_at)


def key_of(party: str) -> bytes | None:
    """The key of somebody's details; None where there is none or it was destroyed."""
    row = models.DetailKey.objects.filter(party=party, destroyed_at=None).first()
    if row is None:
        return None
    return sealing.unseal(bytes(row.wrapped), key=sealing.house_key(settings.SECRET_KEY), about=party)


def unseal_for(party: str, *, sealed: bytes, about: str) -> bytes | None:
    """What was sealed with somebody's key about something; None where they were forgotten."""
    key = key_of(party)
    return None if key is None else sealing.unseal(sealed, key=key, about=f"{party} {about}")


def about(party: str, name: str) -> str:
    """What a sealed detail is bound to."""
    return f"{party} {name}"
