"""The reckoning of a half-year: opened, gathered piece by piece, looked at by another person, paid, once.

Who takes part, and which readings count, is what was recorded by the moment it was opened: whoever goes on,
and whenever, gets the same. First the participants' mean use is gathered, then each household's line, which
is sealed with its own key. Paying goes household by household under a key that follows from place, half-year
and household, so that going on after a break pays nobody twice. A later reckoning of the same half-year
reaches those who have not been paid for it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as people
from dure.kernel.parties.read import METERS
from dure.kernel.parties.write import Chance
from dure.portal.officer.acts.acting import BEGIN, ActRefused
from dure.portal.resident.acts import books
from dure.portal.resident.energy.importing import ROLE
from dure.portal.resident.energy.lines import HomeLine, kept_as, line_of, names_of, read_line, used_in
from dure.portal.resident.energy.periods import HalfYear, find_half_year
from dure.portal.resident.energy.rules import PROGRAMME, UNIT, EnergyRules, rules_of

KIND = "energy_reckoning"
OPEN = ("gathering", "filed", "paying")
# So many households are taken in one step.
HOMES_AT_ONCE = 200
MEANS, LINES, PAID = "means", "lines", "paid"
SAYS = Text("탄소중립포인트 에너지", "Energy points")


@dataclass(frozen=True)
class Standing:
    """How far a reckoning has come."""

    period: HalfYear
    place: str
    opened_at: datetime
    homes: int
    looked_at: int
    reckoned: int
    points: int
    due: int
    earning: int
    paid_homes: int
    paid: int
    means: dict[str, float]
    after: dict[str, str]
    done: frozenset[str]


def find_reckoning(number: str) -> case_read.Case | None:
    """The case of a reckoning."""
    return case_read.find_case(f"{KIND}/{number}")


def begin(place: str, *, period: HalfYear, by: cases.Actor, at: datetime) -> case_read.Case:
    """Open the reckoning of a half-year that is over; refused where a rule is missing or another is open."""
    today = timezone.localdate(at)
    if period.last >= today:
        raise ActRefused(
            "아직 끝나지 않은 반기입니다. 끝난 뒤에 정산하십시오.",
            "That half-year is not over. Reckon it when it is.",
        )
    missing = rules_of(place, on=period.last).missing
    if missing:
        raise ActRefused(
            f"정해지지 않은 기준이 있어 정산할 수 없습니다: {', '.join(missing)}. 수치 입력에서 채우십시오.",
            f"Rules are missing, so nothing can be reckoned: {', '.join(missing)}. Enter them as figures.",
        )
    earlier = case_read.cases(place=place, kind=KIND, limit=1000)
    if any(case.state in OPEN for case in earlier):
        raise ActRefused(
            "끝나지 않은 정산이 있습니다. 그것을 먼저 마치거나 돌려보내십시오.",
            "Another reckoning is not finished. Finish it or send it back first.",
        )
    homes = sum(1 for _each in _participants(place, period, recorded_by=at))
    if not homes:
        raise ActRefused("그 반기에 참여한 가구가 없습니다.", "No household took part in that half-year.")
    digest = hashlib.sha256(f"{place} {period.name} {len(earlier)}".encode()).hexdigest()[:12]
    opening = cases.Opening(
        id=f"{KIND}/{digest}", place=place, kind=KIND, on=today,
        title=Text(f"에너지 포인트 정산: {period.title.ko}", f"Energy points: {period.title.en}"),
    )  # fmt: skip
    return cases.open_case(opening, by=by, at=at, letters=[{"period": period.name, "homes": str(homes)}])


def standing(case: case_read.Case) -> Standing:
    """How far a reckoning has come, from what its steps kept."""
    first, *pieces = case_read.letters(case.id)
    period = find_half_year(first["period"])
    assert period is not None
    by_phase = {phase: [p for p in pieces if p.get("phase") == phase] for phase in (MEANS, LINES, PAID)}

    def total(phase: str, name: str) -> int:
        return sum(int(piece[name]) for piece in by_phase[phase])

    means = {}
    for meter in METERS:
        count = total(MEANS, f"count_{meter}")
        if count:
            means[meter] = sum(float(p[f"sum_{meter}"]) for p in by_phase[MEANS]) / count
    return Standing(
        period, case.place, case.opened_at, int(first["homes"]), total(MEANS, "homes"),
        total(LINES, "homes"), total(LINES, "points"), total(LINES, "due"), total(LINES, "earning"),
        total(PAID, "homes"), total(PAID, "paid"), means,
        {phase: rows[-1]["after"] for phase, rows in by_phase.items() if rows},
        frozenset(phase for phase, rows in by_phase.items() if rows and rows[-1]["last"] == "yes"),
    )  # fmt: skip


def advance(case_id: str, *, by: cases.Actor, at: datetime, chance: Chance) -> case_read.Case:
    """Take the next piece of a reckoning that is gathered or paid; whoever is second changes nothing."""
    with transaction.atomic():
        case = case_read.find_case(case_id)
        assert case is not None
        found = standing(case)
        if case.state == "gathering":
            phase = LINES if MEANS in found.done else MEANS
            letter = _gather(found, phase=phase, at=at, chance=chance)
            move = "gathered" if phase == LINES and letter["last"] == "yes" else "go_on"
        else:
            letter = _pay(found, case, at=at)
            move = "paid" if letter["last"] == "yes" else "go_on"
        return cases.take(case.id, move=move, by=by, at=at, letters=[letter])


def decide(case: case_read.Case, *, move: str, by: cases.Actor, at: datetime, says: Text) -> case_read.Case:
    """Approve or send back; nobody approves what they opened, and not more than the budget holds."""
    if move not in {"approve", "return"}:
        raise ActRefused("할 수 없는 처리입니다.", "That cannot be done here.")
    if move == "approve":
        if case.steps[0].by == by.party:
            raise ActRefused(
                "정산을 시작한 사람은 승인할 수 없습니다. 다른 사람이 승인해야 합니다.",
                "Whoever began the reckoning cannot approve it. Another person has to.",
            )
        due, left = standing(case).due, _left(case.place)
        if due > left:
            raise ActRefused(
                f"예산이 {due - left:,}포인트 모자랍니다. 예산을 먼저 배정하십시오.",
                f"The budget is {due - left:,} points short. Put money in first.",
            )
    return cases.take(case.id, move=move, by=by, at=at, says=says)


def paid_key(place: str, period: HalfYear, household: str) -> UUID:
    """The key under which a household is paid for a half-year, whichever reckoning pays it."""
    word = f"{place} {PROGRAMME} {period.name} {household}"
    return posting.make_key(at=BEGIN, random_bytes=hashlib.blake2b(word.encode(), digest_size=10).digest())


def _participants(
    place: str, period: HalfYear, *, recorded_by: datetime, after: str = "", limit: int = 10**6
) -> tuple[tuple[str, str], ...]:
    """Person and household of those who took part on the last day, in the order of households."""
    return parties.holders_in(
        place, role=ROLE, on=period.last, recorded_by=recorded_by, after=after, limit=limit
    )


def _piece(found: Standing, phase: str) -> tuple[tuple[tuple[str, str], ...], dict[str, str]]:
    """The next households of a phase, and the beginning of the letter that tells of them."""
    homes = _participants(
        found.place, found.period, recorded_by=found.opened_at, after=found.after.get(phase, ""),
        limit=HOMES_AT_ONCE,
    )  # fmt: skip
    last = "yes" if len(homes) < HOMES_AT_ONCE else "no"
    after = homes[-1][1] if homes else found.after.get(phase, "")
    return homes, {"phase": phase, "after": after, "last": last, "homes": str(len(homes))}


def _gather(found: Standing, *, phase: str, at: datetime, chance: Chance) -> dict[str, str]:
    homes, letter = _piece(found, phase)
    rules = rules_of(found.place, on=found.period.last).rules
    if rules is None:
        raise ActRefused(
            "정산하는 동안 기준이 없어졌습니다. 돌려보내고 다시 시작하십시오.",
            "A rule has gone missing meanwhile. Send it back and begin anew.",
        )
    names = names_of(found.period, keep_after=rules.keep_after)
    kept = parties.kept_of([home for _who, home in homes], names=names, recorded_by=found.opened_at)
    if phase == MEANS:
        return {**letter, **_sums(kept, found.period)}
    return {**letter, **_lines(homes, kept, found, rules=rules, at=at, chance=chance)}


def _sums(kept: Mapping[str, Mapping[str, str]], period: HalfYear) -> dict[str, str]:
    """What a piece adds to the participants' mean uses."""
    told: dict[str, str] = {}
    for meter in METERS:
        used = [each for home in kept.values() if (each := used_in(home, meter, period)) is not None]
        told |= {f"sum_{meter}": repr(sum(used)), f"count_{meter}": str(len(used))}
    return told


def _lines(
    homes: tuple[tuple[str, str], ...], kept: Mapping[str, Mapping[str, str]], found: Standing, *,
    rules: EnergyRules, at: datetime, chance: Chance,
) -> dict[str, str]:  # fmt: skip
    """Reckon and seal the lines of a piece; those who were paid for the half-year before keep theirs."""
    points = due = earning = 0
    for _who, home in homes:
        if home not in kept or paid_amount(found.place, found.period, home) is not None:
            continue
        earned = paid_amount(found.place, found.period.other_of_year, home) or 0
        line = line_of(kept[home], period=found.period, rules=rules, means=found.means, earned_before=earned)
        name = kept_as(found.period)
        people.record_details(home, details={name: line.written()}, at=at, chance=chance)
        points, due, earning = points + line.points, due + line.paid, earning + bool(line.paid)
    return {"points": str(points), "due": str(due), "earning": str(earning)}


def paid_amount(place: str, period: HalfYear, household: str) -> int | None:
    """What a household was paid for a half-year; None where it was not."""
    row = ledgers.find_transfer(paid_key(place, period, household), place=place)
    return None if row is None else row.amount


def _pay(found: Standing, case: case_read.Case, *, at: datetime) -> dict[str, str]:
    """Pay the next households what their sealed lines say."""
    homes, letter = _piece(found, PAID)
    name = kept_as(found.period)
    kept = parties.kept_of([home for _who, home in homes], names=[name])
    reason = posting.Reason(
        Text(f"{SAYS.ko} {found.period.title.ko}", f"{SAYS.en} {found.period.title.en}"),
        origin=f"{PROGRAMME} {found.period.name} {case.id}",
    )
    moved = []
    for who, home in homes:
        amount = _due(kept.get(home, {}).get(name))
        if amount and paid_amount(found.place, found.period, home) is None:
            key, wallet = paid_key(found.place, found.period, home), books.wallet_of(who)
            moved.append(posting.Movement(key, books.budget_of(PROGRAMME), wallet, amount, UNIT, at, reason))
    if moved:
        posting.post(moved, place=found.place, at=at)
    return {**letter, "paid": str(sum(each.amount for each in moved))}


def _due(text: str | None) -> int:
    line: HomeLine | None = read_line(text) if text else None
    return line.paid if line else 0


def _left(place: str) -> int:
    return ledgers.balance(place, path=books.budget_of(PROGRAMME), unit=UNIT)
