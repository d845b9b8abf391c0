"""Households and groups: founded by somebody, joined and left on days. Earlier members stay on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from dure.grammar.shapes import Text
from dure.kernel.parties.read.people import PartySeen, RoleHeld, members, party
from dure.kernel.parties.write.enrolling import Chance
from dure.kernel.parties.write.people import end_role, give_role, register_party


@dataclass(frozen=True)
class Founding:
    """Somebody founds a household or group in a place, and is something in it from the first day.

    `own_roles` are what the circle itself is, such as a class of a school; `founder_roles` are its founder's.
    """

    kind: str
    place: str
    name: Text
    founder: str
    founder_roles: Sequence[str]
    own_roles: Sequence[str] = ()


@transaction.atomic
def found_circle(founding: Founding, *, on: date, at: datetime, chance: Chance) -> str:
    """Make a household or group; answers the opaque id of its party."""
    circle = f"{founding.kind[0]}-{chance(10).hex()}"
    register_party(PartySeen(circle, founding.kind, founding.place, founding.name), at=at)
    for name in founding.own_roles:
        give_role(RoleHeld(circle, name, founding.place, on), at=at, by=founding.founder)
    for name in founding.founder_roles:
        join_circle(circle, party_id=founding.founder, role=name, on=on, at=at)
    return circle


@transaction.atomic
def join_circle(circle: str, *, party_id: str, role: str, on: date, at: datetime, by: str = "") -> bool:
    """Give somebody a role in a household or group from a day on; False where they have it already."""
    if any((held.holder, held.name) == (party_id, role) for held in members(circle, on=on)):
        return False
    give_role(RoleHeld(party_id, role, party(circle).place, on, body=circle), at=at, by=by)
    return True


@transaction.atomic
def leave_circle(circle: str, *, party_id: str, on: date, at: datetime, by: str = "") -> bool:
    """End what somebody is in a household or group, from a day on; answers whether they were in it."""
    held = [role for role in members(circle, on=on) if role.holder == party_id]
    for role in held:
        end_role(role.id, last_day=on - timedelta(days=1), at=at, by=by)
    return bool(held)
