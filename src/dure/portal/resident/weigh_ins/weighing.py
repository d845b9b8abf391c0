"""A weigh-in: the collector states it, the resident confirms it by a code that is used up, the till pays.

The act, the kilograms and the payment are recorded together or not at all. Whoever comes second with the same
code, at another exchange or at the same one, is told that it was used.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from statistics import median
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from dure.engines.residents.prices import price_jump
from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as people
from dure.portal.officer.acts.acting import Act, ActRefused, key_of
from dure.portal.resident.acts import events
from dure.portal.resident.acts.recording import Asked, record
from dure.portal.resident.wallets import paths
from dure.portal.resident.weigh_ins import tills

PROGRAMME, ACTION, EVIDENCE = "village_recycling", "weighed", "weigh_in"
COLLECTED, HANDED_IN, BY_HAND = "collected", "outside/handed_in", "outside/paid_in_hand"
WEIGHT_UNIT = "collected_kg"
CASH, POINTS = "cash", "points"
SAYS = Text("재활용품을 달아 팔기", "Recyclables weighed")
# A household rarely brings more at once; a scale that shows grams gives a thousand times as much.
ASKS_FROM_KG, MOST_KG = Decimal(100), Decimal(500)
ASKS_BELOW_KG, SMALLEST_KG = Decimal("0.05"), Decimal("0.001")
JUMP_TIMES = 10.0
REMEMBERED = 30


@dataclass(frozen=True)
class Weighed:
    """What a collector states: where, what, how heavy, at which price, paid in what, under which key.

    `points_unit` and `points` say what is paid where it is paid in points.
    """

    place: str
    store: str
    article: str
    kg: Decimal
    price_krw: int
    pays: str
    key: UUID
    at: datetime
    points_unit: str = ""
    points: int = 0

    @property
    def won(self) -> int:
        """What it is worth, in whole won, rounded down."""
        return int((self.kg * self.price_krw).to_integral_value(ROUND_DOWN))

    @property
    def grams(self) -> int:
        """The same weight in grams."""
        return int(self.kg * 1000)

    @property
    def bin(self) -> str:
        """The account that counts what the exchange collected of the article."""
        return f"{COLLECTED}/{self.store}/{self.article}"


def hear_weight(kg: Decimal) -> None:
    """Refuse what no scale of an exchange shows."""
    if not kg.is_finite() or kg < SMALLEST_KG or kg != kg.quantize(SMALLEST_KG):
        raise ActRefused(
            "무게를 kg으로 적으십시오. 소수점 아래 세 자리까지입니다.",
            "Give the weight in kg, with three decimals at most.",
        )
    if kg > MOST_KG:
        raise ActRefused(
            f"한 번에 {MOST_KG}kg까지 기록합니다. 저울이 g을 보이는지 확인하고 1,000으로 나누십시오.",
            f"At most {MOST_KG} kg are recorded at once. If the scale shows grams, divide by 1,000.",
        )


def weight_doubts(said: Weighed) -> tuple[Text, ...]:
    """Why a weight looks like a slip; none for most."""
    found = []
    if said.kg >= ASKS_FROM_KG:
        found.append(
            Text(
                f"{said.kg}kg은 한 사람이 가져오기에 많습니다. 저울이 g을 보이지 않습니까?",
                f"{said.kg} kg is much for one person. Does the scale show grams?",
            )
        )
    if said.kg < ASKS_BELOW_KG:
        found.append(
            Text(
                f"{said.grams}g밖에 되지 않습니다. 저울이 kg을 보이는데 g으로 적지 않았습니까?",
                f"That is {said.grams} g only. Does the scale show kilograms?",
            )
        )
    usual = usual_kg(said)
    if usual is not None:
        jump = price_jump(before_krw=float(usual), after_krw=float(said.kg), times=JUMP_TIMES)
        if jump.asks:
            found.append(
                Text(
                    f"이 교환소에서 이 품목은 보통 {usual}kg입니다. 소수점을 확인하십시오.",
                    f"At this exchange it is usually {usual} kg of this. Look at the decimal point.",
                )
            )
    return tuple(found)


def usual_kg(said: Weighed) -> Decimal | None:
    """What is usually brought of the article: the middle of the last weigh-ins; None before the first."""
    rows = ledgers.last_rows(said.place, path=said.bin, unit=WEIGHT_UNIT, limit=REMEMBERED)
    grams = [row.amount for row in rows if row.amount > 0]
    return Decimal(int(median(grams))) / 1000 if grams else None


def confirm(said: Weighed, *, digits: str, collector: str) -> bool:
    """Record a weigh-in that its resident confirms by a code. False where it was recorded before.

    `collector` is who states it: nobody confirms their own.
    """
    hear_weight(said.kg)
    if ledgers.group(said.place, key=said.key):
        return False
    if tills.closing_on(said.place, store=said.store, day=timezone.localdate(said.at)) is not None:
        raise ActRefused(
            "오늘은 돈통을 마감했습니다. 내일 다시 다십시오.",
            "The till was closed for today. Weigh in tomorrow.",
        )
    if not said.won:
        raise ActRefused("줄 돈이 1원이 되지 않습니다.", "It is worth less than one won.")
    party = _confirmed_by(said, digits=digits, collector=collector)
    with transaction.atomic():
        record(_act(said, party=party, digits=digits))
        posting.post(_movements(said, party=party), place=said.place, at=said.at)
        people.tell(_notice(said, party=party), at=said.at)
        people.use_up_code(party, digits="".join(digits.split()), at=said.at)
    return True


def _confirmed_by(said: Weighed, *, digits: str, collector: str) -> str:
    """Whose code it is; refused where it is nobody's now, the collector's own, or used."""
    clean = "".join(digits.split())
    party = parties.spoken_by(clean, at=said.at, slack=said.at - said.at) if clean.isdigit() else None
    if party is None:
        raise ActRefused("이 서버가 만든 코드가 아닙니다.", "This is not a code of this server.")
    if not party:
        raise ActRefused(
            "시간이 지난 코드입니다. 주민이 ‘내 코드’를 다시 열어야 합니다.",
            "This code is too old. The resident opens “My code” again.",
        )
    if party == collector:
        raise ActRefused(
            "본인이 가져온 것은 다른 사람이 달아야 합니다.", "Nobody weighs in what is their own."
        )
    event = events.event_name(
        group="recyclables", event=_number(said, party=party, digits=clean), party=party,
        day=timezone.localdate(said.at), number=0,
    )  # fmt: skip
    if ledgers.find_transfer(events.right_key(event), place=events.rights_book(said.place)) is not None:
        raise ActRefused(
            "이 코드로 이미 달았습니다. 단 것은 한 번만 값을 치릅니다. 더 있으면 새 코드를 받으십시오.",
            "This code was used for a weigh-in already, which is paid once. For more, ask for a new code.",
        )
    return party


def _number(said: Weighed, *, party: str, digits: str) -> str:
    """The number of the event: the code that confirms it, for its person and day."""
    return f"weigh-in {''.join(digits.split())} {party} {timezone.localdate(said.at)}"


def _act(said: Weighed, *, party: str, digits: str) -> Asked:
    return Asked(
        place=said.place, party=party, programme=PROGRAMME, action=ACTION, quantity=said.kg, key=said.key,
        happened_at=said.at, at=said.at, evidence=EVIDENCE, event=_number(said, party=party, digits=digits),
    )  # fmt: skip


def _movements(said: Weighed, *, party: str) -> list[posting.Movement]:
    """The payment and the kilograms, as one group."""
    till = tills.till_of(said.store)
    legs = [(HANDED_IN, said.bin, said.grams, WEIGHT_UNIT)]
    if said.pays == POINTS:
        legs.append((till, paths.wallet(party), said.points, said.points_unit))
    else:
        legs.append((till, BY_HAND, said.won, tills.KRW))
    act = Act(said.place, said.key, said.at, said.at, SAYS)
    reason = posting.Reason(
        SAYS, origin=f"weigh-in {said.article} {said.kg.normalize():f} {said.pays} {said.won}"
    )
    return [
        # The act itself has the first numbers of the key.
        posting.Movement(key_of(act, 100 + number), *leg, said.at, reason, key_of(act, 100))
        for number, leg in enumerate(legs)
    ]


def _notice(said: Weighed, *, party: str) -> people.NewNotice:
    """What the resident reads of it: who finds it wrong can say so at once."""
    kg = f"{said.kg.normalize():f}"
    paid = (
        (f"{said.points:,}점", f"{said.points:,} points")
        if said.pays == POINTS
        else (f"{said.won:,}원", f"{said.won:,} won")
    )
    return people.NewNotice(
        party, f"weigh-in {said.key}", "weigh_in",
        Text("교환소에서 달았습니다", "Weighed in at an exchange"),
        Text(
            f"{kg}kg, {paid[0]}. 사실과 다르면 오늘 안에 교환소나 담당 부서에 알리십시오.",
            f"{kg} kg, {paid[1]}. If that is not so, tell the exchange or the office today.",
        ),
        href="/my/wallet/", urgent=True,
    )  # fmt: skip
