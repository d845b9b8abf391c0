"""Paying by points, community money and won in one group, and giving back to the same sources.

What was paid waits in an account of the order. The won behind points and community money come from the fund
for exchanges into the same account, so that a seller is paid in won whatever the buyer paid with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from dure.engines.residents import refund_shares, split_price
from dure.kernel.ledgers import read as ledgers
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.market import paths
from dure.portal.resident.wallets import funds
from dure.portal.resident.wallets import paths as wallet_paths
from dure.portal.resident.wallets.moving import Part, Standing, hear_enough

KRW, COMMUNITY = "krw", "community_krw"
FUNDS = (f"{wallet_paths.FUND}/", f"{wallet_paths.SPONSORED}/")


@dataclass(frozen=True)
class Source:
    """What somebody paid with: so many of a unit, standing for so many won."""

    unit: str
    amount: int
    krw: int


@dataclass(frozen=True)
class Till:
    """Where a payment goes: into whose wallet back, into which order's account, in which book."""

    place: str
    wallet: str
    number: str
    seller: str

    @property
    def hold(self) -> str:
        """The account of the order."""
        return paths.paid(self.number)


def written(sources: Sequence[Source]) -> str:
    """Sources as a letter keeps them: `sample_point:500:450 krw:50:50`."""
    return " ".join(f"{each.unit}:{each.amount}:{each.krw}" for each in sources)


def read_sources(text: str) -> tuple[Source, ...]:
    """The sources that a letter keeps.

    >>> read_sources("krw:50:50")
    (Source(unit='krw', amount=50, krw=50),)
    """
    cells = [part.split(":") for part in text.split()]
    return tuple(Source(unit, int(amount), int(krw)) for unit, amount, krw in cells)


def sources_for(
    price_krw: int, *, points: Mapping[str, int], found: Mapping[str, Standing], worth: Mapping[str, Decimal]
) -> tuple[Source, ...]:
    """What a price is paid with: the points that are offered, then community money, then won.

    Refused with what is missing where that is not enough.
    """
    left, taken = price_krw, list[Source]()
    for unit, offered in points.items():
        if offered:
            if unit not in worth:
                raise ActRefused(
                    "이 포인트로 얼마를 낼 수 있는지 정해지지 않아 쓸 수 없습니다.",
                    "What these points pay here is not known, so they cannot be used.",
                )
            hear_enough(found[unit], offered)
            split = split_price(price_krw=left, points=offered, krw_per_point=float(worth[unit]))
            if split.points:
                taken.append(Source(unit, split.points, split.by_points_krw))
            left = split.rest_krw
    for unit in (COMMUNITY, KRW):
        rate = worth.get(unit, Decimal(1) if unit == KRW else None)
        if left and rate is not None and unit in found and found[unit].usable:
            split = split_price(price_krw=left, points=found[unit].usable, krw_per_point=float(rate))
            if split.points:
                taken.append(Source(unit, split.points, split.by_points_krw))
            left = split.rest_krw
    if left:
        raise ActRefused(
            f"{left:,}원이 모자랍니다. 포인트를 더 쓰거나 지역화폐를 채운 뒤에 하십시오.",
            f"KRW {left:,} are missing. Use more points, or fill up your community money first.",
        )
    return tuple(taken)


def paying_parts(till: Till, sources: Sequence[Source]) -> list[Part]:
    """The movements that pay: out of the wallet, and the won behind what is no won."""
    own = [Part(till.wallet, till.hold, each.amount, each.unit) for each in sources]
    behind = sum(each.krw for each in sources if each.unit != KRW)
    if not behind:
        return own
    return [*own, *funds.drawn_on(till.place, unit=KRW, amount=behind, into=till.hold)]


def backs(left: Sequence[Source], refund_krw: int) -> tuple[Source, ...]:
    """What each source gets of a refund: won by largest remainder, points as many as stand for them."""
    if not left:
        return ()
    won = refund_shares(left_krw=np.array([float(each.krw) for each in left]), refund_krw=refund_krw).parts
    return tuple(
        replace(each, amount=_part_of(each, int(krw)), krw=int(krw))
        for each, krw in zip(left, won, strict=True)
    )


def less(left: Sequence[Source], back: Sequence[Source]) -> tuple[Source, ...]:
    """What is left of sources after something went back."""
    gone = {each.unit: each for each in back}
    none = Source("", 0, 0)
    found = []
    for each in left:
        one = gone.get(each.unit, none)
        found.append(replace(each, amount=each.amount - one.amount, krw=each.krw - one.krw))
    return tuple(found)


def refund_parts(till: Till, back: Sequence[Source]) -> list[Part]:
    """The movements of a refund out of the order's account: to the wallet, and behind points to the funds."""
    own = [Part(till.hold, till.wallet, each.amount, each.unit) for each in back if each.amount]
    behind = sum(each.krw for each in back if each.unit != KRW)
    if not behind:
        return own
    lent = _lent(till)
    won = refund_shares(left_krw=np.array([float(each) for each in lent.values()]), refund_krw=behind).parts
    to_funds = [Part(till.hold, fund, int(krw), KRW) for fund, krw in zip(lent, won, strict=True) if int(krw)]
    return [*own, *to_funds]


def forward_parts(till: Till, rest: Sequence[Source]) -> list[Part]:
    """The movements of what is the seller's now: won to the seller, points handed in for good."""
    gone = [
        Part(till.hold, wallet_paths.handed_in(each.unit), each.amount, each.unit)
        for each in rest
        if each.unit != KRW and each.amount
    ]
    won = sum(each.krw for each in rest)
    return [*gone, Part(till.hold, paths.due(till.seller), won, KRW)] if won else gone


def recalled_parts(till: Till, back: Sequence[Source]) -> list[Part]:
    """The movements that bring back into the order's account what had gone on to the seller."""
    came = [
        Part(wallet_paths.handed_in(each.unit), till.hold, each.amount, each.unit)
        for each in back
        if each.unit != KRW and each.amount
    ]
    won = sum(each.krw for each in back)
    return [*came, Part(paths.due(till.seller), till.hold, won, KRW)] if won else came


def _part_of(each: Source, krw: int) -> int:
    """How many of a unit go back with so many won: all with all, else as many as stand for them."""
    if krw == each.krw:
        return each.amount
    return min(each.amount, -(-each.amount * krw // each.krw))


def _lent(till: Till) -> dict[str, int]:
    """What each fund still has in the order's account."""
    found: dict[str, int] = {}
    for row in ledgers.statement(till.place, path=till.hold, unit=KRW, limit=1000):
        if row.debit.startswith(FUNDS):
            found[row.debit] = found.get(row.debit, 0) + row.amount
        elif row.credit.startswith(FUNDS):
            found[row.credit] -= row.amount
    return found
