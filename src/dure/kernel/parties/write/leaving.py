"""Leaving: every role of somebody ends, every consent is taken back, the key of their details is destroyed.

What they did stays in the books under an opaque id, so that these still balance.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dure.kernel.parties.models import Account
from dure.kernel.parties.read.details import consents_of
from dure.kernel.parties.read.people import members, roles_of_party
from dure.kernel.parties.write.enrolling import RESIDENT, consent, forget
from dure.kernel.parties.write.people import end_role


@transaction.atomic
def leave(party: str, *, on: date, at: datetime, by: str) -> None:
    """Let somebody go for good, from a day on: roles, consents, details, and the account they came in by.

    Roles that others hold in them, such as a guardian's, end too. A household that nobody lives in any more
    is forgotten with its last member.
    """
    before = on - timedelta(days=1)
    held = roles_of_party(party, on=on)
    for role in (*held, *members(party, on=on)):
        end_role(role.id, last_day=before, at=at, by=by)
    for said in consents_of(party):
        consent(party, purpose=said.purpose, edition=said.edition, given=False, at=at)
    for circle in {role.body for role in held if role.body}:
        if not members(circle, on=on):
            forget(circle, at=at)
    forget(party, at=at)
    Account.objects.filter(party__id=party).update(is_active=False)


@transaction.atomic
def end_residency(party: str, *, place: str, last_day: date, at: datetime, by: str) -> bool:
    """Record that somebody has moved away or died: from the next day on nothing is paid to them there.

    Answers whether they were a resident. Their details stay until they are forgotten.
    """
    held = [
        role
        for role in roles_of_party(party, on=timezone.localdate(at))
        if (role.name, role.place) == (RESIDENT, place)
    ]
    for role in held:
        end_role(role.id, last_day=last_day, at=at, by=by)
    return bool(held)


@transaction.atomic
def depart(party: str, *, place: str, last_day: date, died: bool, at: datetime, by: str) -> None:
    """End what somebody was in a place who moved away or died; details stay until `forget_departed`.

    Residency, household, groups and guardianship end with the last day; consents are taken back. Of somebody
    who died every other role ends too, and nobody signs in as them any more.
    """
    today = timezone.localdate(at)
    held = roles_of_party(party, on=today)
    own = [role for role in held if died or role.body or (role.name, role.place) == (RESIDENT, place)]
    for role in (*own, *members(party, on=today)):
        end_role(role.id, last_day=last_day, at=at, by=by)
    for said in consents_of(party):
        if said.given:
            consent(party, purpose=said.purpose, edition=said.edition, given=False, at=at)
    for circle in {role.body for role in own if role.body}:
        if not members(circle, on=today):
            forget(circle, at=at)
    if died:
        Account.objects.filter(party__id=party).update(is_active=False)


@transaction.atomic
def forget_departed(party: str, *, at: datetime) -> bool:
    """Destroy the key of somebody's details who is nothing anywhere any more; answers whether it was there.

    Whoever has come back, or is something elsewhere, keeps their details and their way in.
    """
    if roles_of_party(party, on=timezone.localdate(at)):
        return False
    Account.objects.filter(party__id=party).update(is_active=False)
    return forget(party, at=at)
