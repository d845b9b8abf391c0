"""A first edition of a disclosure for whoever tries the product out, so that the shelf is not empty."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.parties import read as parties
from dure.kernel.plans import read as plans
from dure.kernel.runs import read as runs
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal.data.disclosures.editions import SYSTEM, publish_disclosure

KIND = "edition"
ROLES = ("officer", "approver")
WHY = Text(
    "시연용으로 낸 첫 공시 발간본입니다. 도시가 낸 것이 아닙니다.",
    "A first edition made for the demo. The city did not publish it.",
)


def first_disclosure(*, at: datetime) -> str:
    """Publish one by the demo's two people, where no place has any; answers the place, or nothing."""
    disclosing = [place for place in things.places() if SYSTEM in place.systems]
    if case_read.find_kind(KIND) is None or any(_editions(place) for place in disclosing):
        return ""
    for place in disclosing:
        actors = [demo_actor(role, place) for role in ROLES]
        if actors[0] and actors[1]:
            _publish(place, by=(actors[0], actors[1]), at=at)
            return place.id
    return ""


def _editions(place: Place) -> bool:
    return bool(plans.editions(place.id, kind=plans.DISCLOSURE))


def demo_actor(role: str, place: Place) -> cases.Actor | None:
    """The demo's person of a role at a place; None where there is none."""
    account = parties.find_account(f"{role}-{place.id}")
    who = parties.party_of(account) if account is not None else None
    return cases.Actor(who.id, who.name.ko, frozenset({role})) if who else None


@transaction.atomic
def _publish(place: Place, *, by: tuple[cases.Actor, cases.Actor], at: datetime) -> None:
    """One proposes, the other publishes."""
    opening = cases.Opening(
        id=f"{KIND}/{place.id}-demo", place=place.id, kind=KIND, says=WHY, on=timezone.localdate(at),
        title=Text(f"{place.title.ko} 시연용 공시 발간", f"Disclosure of {place.title.en}, for the demo"),
    )  # fmt: skip
    cases.open_case(opening, by=by[0], at=at)
    cases.take(opening.id, move="publish", by=by[1], at=at, says=WHY)
    load = runs.last_load()
    publish_disclosure(place, case=opening.id, why=WHY, pack_digest=load.pack_digest if load else "", at=at)
