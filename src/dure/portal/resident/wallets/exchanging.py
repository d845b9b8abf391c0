"""Points into community money, at once: at the rate the place states, up to the most of a year."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from django.utils import timezone

from dure.engines.residents.decimals import exact
from dure.engines.residents.exchange import won_for_points
from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.wallets import funds, paths
from dure.portal.resident.wallets.moving import Ask, Part, Standing, Wallet, hear_enough, move
from dure.portal.resident.wallets.terms import CAP, Terms

SAYS = Text("포인트를 지역화폐로 바꿈", "Points exchanged into community money")
NO_CAP = 10**15


@dataclass(frozen=True)
class Offer:
    """What points would become: how many are used, won for them, and what the most of the year withholds."""

    points: int
    krw: int
    above_cap_krw: int


def origin_of(unit: str, to: str) -> str:
    """How the origin of an exchange begins."""
    return f"exchange {unit} {to}"


def offer_of(wallet: Wallet, *, to: str, points: int, terms: Terms, on: date, before_krw: int) -> Offer:
    """What points would become on a day, after what the year has paid before.

    Refused where the rate or the most of a year is not known.
    """
    worth = terms.worth(wallet.unit, to=to, on=on)
    cap = terms.stated(f"{CAP}/{wallet.unit}/{to}", on=on)
    if worth is None or worth.value is None or (cap is not None and cap.value is None):
        raise ActRefused(
            "몇 원으로 바꿔 주는지 아직 알려지지 않아 바꿀 수 없습니다. 정해지면 이 화면에 나옵니다.",
            "What a point is worth is not known yet, so it cannot be exchanged. It will stand on this page.",
        )
    rate = float(worth.value)
    most = NO_CAP if cap is None or cap.value is None else int(cap.value)
    answer = won_for_points(
        points=float(points), krw_per_point=rate, cap_krw=float(most),
        paid_before_krw=float(before_krw),
    )  # fmt: skip
    paid = int(answer.paid_krw)
    return Offer(ceil(paid / exact(rate)), paid, int(answer.above_cap_krw))


def exchange(wallet: Wallet, ask: Ask, *, to: str, points: int, terms: Terms) -> Offer:
    """Exchange points, all or nothing; the same key again changes nothing and answers what it came to."""

    def parts(found: Standing) -> list[Part]:
        hear_enough(found, points)
        before = exchanged_in(wallet, to=to, year=ask.day.year)
        offer = offer_of(wallet, to=to, points=points, terms=terms, on=ask.day, before_krw=before)
        hear_something(offer)
        return [
            Part(wallet.path, paths.handed_in(wallet.unit), offer.points, wallet.unit),
            *funds.drawn_on(wallet.place, unit=to, amount=offer.krw, into=wallet.path),
        ]

    move(wallet, ask, parts)
    rows = ledgers.group(wallet.place, key=ask.key)
    return Offer(
        points=sum(row.amount for row in rows if row.credit == paths.handed_in(wallet.unit)),
        krw=sum(row.amount for row in rows if row.credit == wallet.path and row.unit == to),
        above_cap_krw=0,
    )


def hear_something(offer: Offer) -> None:
    """Refuse an exchange that would pay nothing."""
    if offer.krw:
        return
    if offer.above_cap_krw:
        raise ActRefused(
            "올해 바꿀 수 있는 한도를 모두 썼습니다. 내년에 다시 바꿀 수 있습니다.",
            "The most of this year has been paid. You can exchange again next year.",
        )
    raise ActRefused(
        "1원이 되지 않는 포인트입니다. 더 모아서 바꾸십시오.",
        "These points are worth less than a won. Collect some more first.",
    )


def exchanged_in(wallet: Wallet, *, to: str, year: int) -> int:
    """The won that somebody's points became in a year."""
    rows = ledgers.histories(wallet.place, paths=(wallet.path,), unit=to)[wallet.path]
    origin = origin_of(wallet.unit, to)
    return sum(
        row.amount
        for row in rows
        if row.origin.startswith(origin) and timezone.localdate(row.happened_at).year == year
    )
