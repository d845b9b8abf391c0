"""The board of a group: what its members did and avoided together, of those who let it be counted.

Only members read it, and nobody is named. The organiser may see who they are, and each look is noted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as writing
from dure.kernel.parties.read import RoleHeld
from dure.portal.blocks.numbers import shown
from dure.portal.resident.acts import books, tariffs
from dure.portal.resident.own import Resident, framed, own
from dure.portal.resident.people.groups import EDITION, MEMBER, ORGANISER, SORTS, board_purpose, sort_word
from dure.portal.resident.people.invitations import invitation
from dure.portal.showing import language, say

# With fewer who share, a member who knows their own could tell what another did.
FEWEST_SHARING = 3
# So many accounts are asked for at once.
AT_ONCE = 500


@dataclass(frozen=True)
class Together:
    """What those of a group who share it did this year while they were in it."""

    sharing: int
    acts: int
    grams: int


@own
def board(request: HttpRequest, me: Resident, group: str) -> HttpResponse:
    """The board of a group I am in. A group of others looks like none."""
    members = [role for role in parties.members(group, on=me.today) if role.name in (MEMBER, ORGANISER)]
    mine = {role.name for role in members if role.holder == me.party}
    if MEMBER not in mine:
        raise Http404(_("You are in no such group."))
    doing = request.POST.get("do", "")
    if doing and _done(request, me, group, members, leads=ORGANISER in mine):
        return redirect("my_groups" if doing == "leave" else reverse("my_group", kwargs={"group": group}))
    people = [role for role in members if role.name == MEMBER]
    shares = parties.agreeing([role.holder for role in people], purpose=board_purpose(group))
    together = _together(me, [role for role in people if role.holder in shares])
    leads = ORGANISER in mine
    itself = {role.name for role in parties.roles_of_party(group, on=me.today)}
    shows = {
        "people": len(people), "sort": next((sort_word(sort) for sort in SORTS if sort in itself), ""),
        "together": together if together.sharing >= FEWEST_SHARING else None,
        "sharing": together.sharing, "fewest": FEWEST_SHARING, "i_share": me.party in shares,
        "avoided": _kilograms(together.grams), "year": me.today.year, "leads": leads,
        "names": _named(me, people) if leads and doing == "names" else None,
        "invite": request.build_absolute_uri(_invite(group)) if leads else "",
    }  # fmt: skip
    return framed(request, "resident/people/group.html", shows, title=say(parties.party(group).name))


def _done(
    request: HttpRequest, me: Resident, group: str, members: Sequence[RoleHeld], *, leads: bool
) -> bool:
    """Do what was asked; False where there was nothing to do but show."""
    doing, who = request.POST.get("do", ""), request.POST.get("party", "")
    if doing in ("share", "unshare"):
        given = doing == "share"
        writing.consent(me.party, purpose=board_purpose(group), edition=EDITION, given=given, at=me.at)
    elif doing == "leave":
        writing.leave_circle(group, party_id=me.party, on=me.today, at=me.at, by=me.guardian or me.party)
        messages.success(request, _("You have left the group."))
    elif leads and doing == "take_out" and any(role.holder == who for role in members):
        writing.leave_circle(group, party_id=who, on=me.today, at=me.at, by=me.party)
        messages.success(request, _("They are no longer in the group."))
    elif leads and doing == "leads_too" and any(role.holder == who for role in members):
        writing.join_circle(group, party_id=who, role=ORGANISER, on=me.today, at=me.at, by=me.party)
        messages.success(request, _("They lead the group, too."))
    else:
        return False
    return True


def _together(me: Resident, people: Sequence[RoleHeld]) -> Together:
    """Acts and grams of some members this year, each from the day they joined on."""
    runs = tariffs.runs_at(me.place.id, on=me.today)
    since = {role.holder: max(role.valid_from, date(me.today.year, 1, 1)) for role in people}
    months = [f"{me.today.year}-{month:02}" for month in range(1, me.today.month + 1)]
    owner = {books.acts_of(holder): holder for holder in since}
    grams_of = {
        books.avoided_by(holder, programme=run.programme.name, month=month): holder
        for holder in since for run in runs for month in months
    }  # fmt: skip
    places = {run.place for run in runs}
    acts = sum(len(_arrived(place, owner, since, me, unit=books.ACT_UNIT)) for place in places)
    grams = sum(sum(_arrived(place, grams_of, since, me, unit=books.GRAMS_UNIT)) for place in places)
    return Together(len(people), acts, grams)


def _arrived(
    place: str, owners: dict[str, str], since: dict[str, date], me: Resident, *, unit: str
) -> list[int]:
    """The amounts that arrived in some accounts, each from its owner's first day on."""
    paths = sorted(owners)
    first = datetime.combine(date(me.today.year, 1, 1), time(), timezone.get_default_timezone())
    found = []
    for begin in range(0, len(paths), AT_ONCE):
        rows = ledgers.arrivals(
            place, paths=tuple(paths[begin : begin + AT_ONCE]), unit=unit, happened_from=first,
            happened_before=me.at + timedelta(days=1),
        )  # fmt: skip
        found += [
            row.amount
            for row in rows
            # The turn of a mission's reward is no act.
            if "/mission-" not in row.origin
            and timezone.localdate(row.happened_at) >= since[owners[row.path]]
        ]
    return found


def _named(me: Resident, people: Sequence[RoleHeld]) -> list[dict[str, object]]:
    """Who the members are, for the organiser; that they looked is recorded first."""
    for role in people:
        writing.record_look(viewer=me.party, subject=role.holder, what="group organiser", at=me.at)
    return [
        {
            "party": role.holder, "since": role.valid_from,
            "name": parties.details_of(role.holder).get("name", "–"), "me": role.holder == me.party,
        }
        for role in people
    ]  # fmt: skip


def _invite(group: str) -> str:
    return reverse("my_group_invited", kwargs={"token": invitation(group)})


def _kilograms(grams: int) -> str:
    return shown(Decimal(grams) / 1000, unit="kgco2e", language=language(), short=False).text
