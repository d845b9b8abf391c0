"""Who may work in a market: an officer of its place, the keeper of the place, or the keeper of one seller."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.cases import write as cases
from dure.kernel.parties import read as parties
from dure.kernel.things import read as things
from dure.kernel.things.read import Place, Thing
from dure.portal import errors
from dure.portal.officer.stores.rights import KEEPER, officer_here
from dure.portal.officer.work import office
from dure.portal.resident.market.stalls import SELLER_KIND, SYSTEM, market_place
from dure.portal.showing import say


@dataclass(frozen=True)
class Minding:
    """Somebody who minds a market: where, who they are, when, and whose goods; None is everybody's."""

    place: Place
    actor: cases.Actor
    at: datetime
    is_officer: bool
    sellers: frozenset[str] | None

    def minds(self, seller: str) -> bool:
        """Whether they mind the goods of a seller, given by its id within the place."""
        return self.sellers is None or seller in self.sellers

    def minds_all(self) -> bool:
        """Whether they mind the whole market."""
        return self.sellers is None


class NotYourMarket(Exception):
    """The market, or this part of it, is minded by somebody else."""

    def __init__(self, place: Place) -> None:
        """Keep which."""
        super().__init__(place.id)
        self.place = place


def minding(request: HttpRequest, place: str, *, seller: str = "", whole: bool = False) -> Minding:
    """The reader who minds a market, or the goods of a seller; else NotYourMarket."""
    here = market_place(place)
    at = timezone.now()
    today = timezone.localdate(at)
    me, is_officer = parties.party_of(request.user.pk), officer_here(request, here)
    kept = {role.place for role in parties.roles_of(request.user.pk, on=today) if role.name == KEEPER}
    is_all = is_officer or here.id in kept
    own = frozenset(each.partition("/")[2] for each in kept if each.startswith(f"{here.id}/"))
    may = is_all or (own and not whole and (not seller or seller in own))
    if me is None or not may:
        raise NotYourMarket(here)
    name = me.name.ko or me.name.en
    return Minding(
        here, cases.Actor(me.id, name, frozenset({KEEPER})), at, is_officer, None if is_all else own
    )


def kept_markets(request: HttpRequest) -> list[tuple[str, str]]:
    """The markets that the reader minds today, whole or for one of their sellers, each with the way to it."""
    roles = parties.roles_of(request.user.pk, on=timezone.localdate())
    kept = {role.place for role in roles if role.name == KEEPER}
    if not kept:
        return []
    markets = [place for place in things.places() if SYSTEM in place.systems]
    return [
        (_("Joint market of %(place)s") % {"place": say(each.title)}, _href(each))
        for each in markets
        if each.id in kept or _sellers(each) & kept
    ]


def _sellers(market: Place) -> set[str]:
    return {each.id for each in things.things(market.id, kind=SELLER_KIND)}


def _href(market: Place) -> str:
    return reverse("work_market", kwargs={"place": market.id})


def seller_of(thing: Thing) -> str:
    """The seller of a good, by its id within the place."""
    return thing.part_of.rpartition("/")[2]


def minded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the office about a market; refused with a sentence to whoever does not mind it."""

    @wraps(view)
    def opened(request: HttpRequest, **words: Any) -> HttpResponse:
        try:
            return view(request, **words)
        except NotYourMarket as error:
            return errors.refuse(
                request,
                status=403,
                title=_("This market is minded by somebody else"),
                says=_("Keepers and officers of %(place)s work here. Today you are not one for this part.")
                % {"place": say(error.place.title)},
                mend=_("If you mind it, ask an officer of the place to name you as keeper."),
            )

    return office(opened)
