"""Acts with credits: issued with serials, transferred, retired, cancelled; the claim goes with them.

A credit is one tonne that a verified claim stands behind. The claim lies in an account of the same serials,
so what is sold leaves the claim in the same group of movements: whoever reads the claim sees it gone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dure.engines import allowances as rules_of_lots
from dure.grammar.lots import SerialLot, find_serial_lot
from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.portal.officer.acts.acting import ActRefused, Deed, Leg
from dure.portal.resident import claims
from dure.portal.resident.holdings import book_of, moved_in
from dure.portal.resident.lot_words import credit_words

HELD = "credit/held"
RETIRED = "credit/retired"
CANCELLED = "credit/cancelled"
BUYERS = "outside/credit_buyers"
REGISTRY = "outside/credit_registry"
SALES = "treasury/credit_sales"


@dataclass(frozen=True)
class Part:
    """Some credits of a lot: the next serials that nobody has taken, and where their claim lies."""

    lot: SerialLot
    serials: SerialLot
    gwp_set: str


def issue(place: str, *, lot: SerialLot, gwp_set: str) -> Deed:
    """Credits are issued for a verified claim of the same project and vintage, one a tonne."""
    claim = f"{claims.CLAIM}/verified/{gwp_set}/{lot.project}/{lot.vintage}"

    def legs() -> tuple[Leg, ...]:
        if lot.first < 1 or lot.tonnes < 1:
            raise ActRefused(
                "일련번호의 처음과 끝을 1 이상의 정수로 차례대로 적으십시오.",
                "Give the first and the last serial in order, as whole numbers of 1 or more.",
            )
        for other in issued_lots(place, lot.project):
            if other.first <= lot.last and lot.first <= other.last:
                said = credit_words(other.path)
                raise ActRefused(
                    f"일련번호 {lot.first:,}~{lot.last:,}는 이미 발급된 {said.ko}와 겹칩니다. "
                    "발급 문서의 번호를 확인하십시오.",
                    f"The serials {lot.first:,} to {lot.last:,} overlap {said.en}, which is issued. "
                    "Check the document of issuance.",
                )
        verified = ledgers.balance(place, path=claim, unit=claims.UNIT) // claims.GRAMS
        if verified < lot.tonnes:
            raise ActRefused(
                f"이 사업에서 검증되어 아직 발급하지 않은 감축량은 {verified:,}톤입니다. {lot.tonnes:,}톤을 "
                "발급하려면 먼저 감축량을 기록하고 검증 단계까지 올리십시오.",
                f"{verified:,} t of this project are verified and not issued yet. To issue {lot.tonnes:,} t, "
                "record the claim first and bring it to the stage of verification.",
            )
        return (
            Leg(f"{REGISTRY}/{lot.project}", f"{HELD}/{lot.path}", lot.tonnes, "credit"),
            Leg(claim, f"{claim}/{lot.first}-{lot.last}", lot.tonnes * claims.GRAMS, claims.UNIT),
        )

    says = Text(
        f"감축실적 발급(일련번호 {lot.first}~{lot.last})",
        f"Credits issued, serials {lot.first} to {lot.last}",
    )
    return Deed(f"issue {place} {gwp_set} {lot.path}", says, legs)


def transfer_credits(place: str, *, lot: SerialLot, tonnes: int, price_krw: int) -> Deed:
    """Credits are sold: they go to the buyer, the claim leaves the city, the won come in; one group."""

    def legs() -> tuple[Leg, ...]:
        if price_krw < 1:
            raise ActRefused(
                "톤당 가격이 없습니다. 1원 이상의 정수로 적으십시오.",
                "There is no price of a tonne. Give a whole number of won, 1 or more.",
            )
        part = _part(place, lot, tonnes)
        won = f"{BUYERS}/{lot.project}/{lot.vintage}/at-{price_krw}"
        return (
            Leg(f"{HELD}/{lot.path}", f"{BUYERS}/{part.serials.path}", tonnes, "credit"),
            _claim_leg(part, stage="transferred"),
            Leg(won, f"{SALES}/{lot.project}/{lot.vintage}/at-{price_krw}", tonnes * price_krw, "krw"),
        )

    says = Text(
        f"감축실적 판매(톤당 {price_krw:,}원). 판매한 감축량은 이 도시의 실적에서 빠집니다",
        f"Credits sold at KRW {price_krw:,} a tonne; the city no longer claims them",
    )
    return Deed(f"transfer {place} {lot.path} {tonnes} at {price_krw}", says, legs)


def retire(place: str, *, lot: SerialLot, tonnes: int) -> Deed:
    """Credits are used for the city's own claim: the claim stays, and they can be sold no more."""

    def legs() -> tuple[Leg, ...]:
        part = _part(place, lot, tonnes)
        return (
            Leg(f"{HELD}/{lot.path}", f"{RETIRED}/{part.serials.path}", tonnes, "credit"),
            _claim_leg(part, stage="retired"),
        )

    says = Text("감축실적 자체 사용(폐기)", "Credits retired for the city's own claim")
    return Deed(f"retire {place} {lot.path} {tonnes}", says, legs)


def cancel_credits(place: str, *, lot: SerialLot, tonnes: int) -> Deed:
    """Credits are void: nobody has them, and the claim behind them is withdrawn."""

    def legs() -> tuple[Leg, ...]:
        part = _part(place, lot, tonnes)
        claim = _claim_leg(part, stage="verified")
        return (
            Leg(f"{HELD}/{lot.path}", f"{CANCELLED}/{part.serials.path}", tonnes, "credit"),
            Leg(claim.debit, f"{claims.OUTSIDE}/{lot.project}", claim.amount, claims.UNIT),
        )

    says = Text("감축실적 취소", "Credits cancelled, and the claim behind them withdrawn")
    return Deed(f"cancel-credits {place} {lot.path} {tonnes}", says, legs)


def held_lots(place: str) -> tuple[tuple[SerialLot, int], ...]:
    """The lots of credits that are not empty, with what is left in each."""
    found = []
    for account in book_of(place).below(HELD, unit="credit"):
        lot = find_serial_lot(account.path.removeprefix(f"{HELD}/"))
        if lot is not None and account.balance > 0:
            found.append((lot, account.balance))
    return tuple(found)


def issued_lots(place: str, project: str) -> Iterator[SerialLot]:
    """Every lot of a project that was ever issued, whatever became of it; none that was refused or undone."""
    for account in book_of(place).below(f"{HELD}/{project}", unit="credit"):
        lot = find_serial_lot(account.path.removeprefix(f"{HELD}/"))
        if lot is not None and moved_in(place, account=account) > 0:
            yield lot


def _part(place: str, lot: SerialLot, tonnes: int) -> Part:
    """The next serials of a lot; refused where there are not as many, or where part of a tonne is asked."""
    left = ledgers.balance(place, path=f"{HELD}/{lot.path}", unit="credit")
    if not 1 <= tonnes <= left:
        said = credit_words(lot.path)
        raise ActRefused(
            f"{lot.project} {said.ko}에 남은 감축실적은 {left:,}톤입니다. 1톤 단위로 {left:,}톤까지 "
            "적으십시오. 1톤보다 작게 나누지 않습니다.",
            f"{lot.project}, {said.en}: {left:,} t are left. Give whole tonnes, at most {left:,}; none is "
            "split.",
        )
    first = lot.rest(left).first
    ranges = rules_of_lots.serial_ranges(first=first, amounts=np.array([tonnes], dtype=np.float64))
    serials = SerialLot(lot.project, lot.vintage, int(ranges.firsts[0]), int(ranges.lasts[0]))
    return Part(lot, serials, _set_of(place, lot))


def _set_of(place: str, lot: SerialLot) -> str:
    """The set of warming potentials in which the claim behind a lot was made."""
    for account in book_of(place).below(f"{claims.CLAIM}/verified", unit=claims.UNIT):
        found = claims.find_claim(account.path)
        if found and found.tail == f"{lot.project}/{lot.vintage}/{lot.first}-{lot.last}":
            return found.gwp_set
    raise ActRefused(
        f"{lot.project} {credit_words(lot.path).ko} 뒤에 있는 검증된 감축량을 찾지 못했습니다. "
        "발급부터 다시 기록하십시오.",
        f"No verified claim stands behind {lot.project}, {credit_words(lot.path).en}. "
        "Record its issuance first.",
    )


def _claim_leg(part: Part, *, stage: str) -> Leg:
    claim = f"{claims.CLAIM}/verified/{part.gwp_set}/{part.lot.path}"
    into = f"{claims.CLAIM}/{stage}/{part.gwp_set}/{part.serials.path}"
    return Leg(claim, into, part.serials.tonnes * claims.GRAMS, claims.UNIT)
