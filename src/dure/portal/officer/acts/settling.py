"""What became of credits that no document had settled: they were sold, are still held, or were used.

A document often tells that credits were issued, but not what became of them. They lie apart, and
nobody counts them. When a later document says it, this act moves the credits and the claim behind them to
where they belong, in one group of movements; the set of warming potentials stays the one that was stated.
"""

from dataclasses import dataclass

from dure.grammar.lots import NAME, SerialLot, vintage_years
from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.portal.officer.acts.acting import ActRefused, Deed, Leg
from dure.portal.officer.acts.crediting import BUYERS, HELD, RETIRED, SALES, issued_lots
from dure.portal.resident import claims
from dure.portal.resident.holdings import book_of

UNSETTLED = "credit/unsettled"
# What can have become of credits, and the stage that the claim behind them then stands at.
STAGES = {"sold": "transferred", "held": "verified", "retired": "retired"}
WORDS = {
    "sold": Text("감축실적이 판매된 것으로 확인됨", "Credits found to have been sold"),
    "held": Text("감축실적을 보유 중인 것으로 확인됨", "Credits found to be still held"),
    "retired": Text("감축실적을 자체 사용한 것으로 확인됨", "Credits found to have been retired"),
}


@dataclass(frozen=True)
class Outcome:
    """What became of `tonnes` of an unsettled lot.

    `price_krw` belongs to a sale, 0 where the document does not tell it: then no won move.
    `vintage` and `first` (serial) belong to what is still held, for only numbered credits can be moved on.
    """

    became: str
    tonnes: int
    price_krw: int = 0
    vintage: str = ""
    first: int = 0


def settle(place: str, *, lot: str, outcome: Outcome) -> Deed:
    """Say what became of an unsettled lot, whole or in part; `lot` is its path below the unsettled ones."""

    def legs() -> tuple[Leg, ...]:
        _check(place, lot, outcome)
        gwp_set = _set_of(place, lot, tonnes=outcome.tonnes)
        into = _into(place, lot, outcome)
        state = {"sold": BUYERS, "held": HELD, "retired": RETIRED}[outcome.became]
        claim = f"{claims.CLAIM}/unsettled/{gwp_set}/{lot}"
        stands = f"{claims.CLAIM}/{STAGES[outcome.became]}/{gwp_set}/{into}"
        found = [
            Leg(f"{UNSETTLED}/{lot}", f"{state}/{into}", outcome.tonnes, "credit"),
            Leg(claim, stands, outcome.tonnes * claims.GRAMS, claims.UNIT),
        ]
        if outcome.price_krw:
            won = f"{into}/at-{outcome.price_krw}"
            amount = outcome.tonnes * outcome.price_krw
            found.append(Leg(f"{BUYERS}/{won}", f"{SALES}/{won}", amount, "krw"))
        return tuple(found)

    o = outcome
    what = f"settle {place} {lot} {o.became} {o.tonnes} at {o.price_krw} {o.vintage} from {o.first}"
    return Deed(what, WORDS.get(o.became, Text("", "")), legs)


def unsettled_lots(place: str) -> tuple[tuple[str, int], ...]:
    """The lots of credits of which nobody has said what became, with what is left in each."""
    return tuple(
        (account.path.removeprefix(f"{UNSETTLED}/"), account.balance)
        for account in book_of(place).below(UNSETTLED, unit="credit")
        if account.balance > 0
    )


def _check(place: str, lot: str, outcome: Outcome) -> None:
    if outcome.became not in STAGES:
        raise ActRefused(
            "판매, 보유, 자체 사용 가운데 어떻게 되었는지 고르십시오.",
            "Choose what became of them: sold, still held, or retired.",
        )
    left = ledgers.balance(place, path=f"{UNSETTLED}/{lot}", unit="credit")
    if not 1 <= outcome.tonnes <= left:
        raise ActRefused(
            f"처리가 확인되지 않은 감축실적은 {left:,}톤입니다. 1톤 단위로 {left:,}톤까지 적으십시오.",
            f"{left:,} t of this lot are not settled. Give whole tonnes, at most {left:,}.",
        )


def _set_of(place: str, lot: str, *, tonnes: int) -> str:
    """The set of warming potentials of the claim that lies unsettled behind a lot."""
    for account in book_of(place).below(f"{claims.CLAIM}/unsettled", unit=claims.UNIT):
        found = claims.find_claim(account.path)
        if found and found.tail == lot and account.balance >= tonnes * claims.GRAMS:
            return found.gwp_set
    raise ActRefused(
        f"{lot} 뒤에 같은 양의 감축량이 없습니다. 먼저 감축량이 장부에 어떻게 기록되었는지 확인하십시오.",
        f"No claim of that many tonnes lies behind {lot}. See first how the ledger holds the claim.",
    )


def _into(place: str, lot: str, outcome: Outcome) -> str:
    """What stands in the account they go to: the lot as it is, or numbered where it is still held."""
    if outcome.became != "held":
        return lot
    project = lot.partition("/")[0]
    if outcome.first < 1 or vintage_years(outcome.vintage) is None or not NAME.fullmatch(project):
        raise ActRefused(
            "보유 중인 감축실적은 연도분과 첫 일련번호가 있어야 판매하거나 사용할 수 있습니다. 발급 문서에 "
            "적힌 연도와 번호를 적으십시오.",
            "What is still held can be sold or used only with its vintage and first serial. Give those of "
            "the document of issuance.",
        )
    numbered = SerialLot(project, outcome.vintage, outcome.first, outcome.first + outcome.tonnes - 1)
    for other in issued_lots(place, project):
        if other.first <= numbered.last and numbered.first <= other.last:
            raise ActRefused(
                f"일련번호 {numbered.first:,}~{numbered.last:,}는 이미 발급된 {other.path}와 겹칩니다. "
                "발급 문서의 번호를 확인하십시오.",
                f"The serials {numbered.first:,} to {numbered.last:,} overlap {other.path}, which is issued. "
                "Check the document of issuance.",
            )
    return numbered.path
