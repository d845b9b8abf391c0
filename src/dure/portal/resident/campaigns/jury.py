"""The jury of a proof-shot event: who scores what, the ranks that follow, and the prizes that are paid."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np
from django.db import transaction
from django.utils import timezone

from dure.engines.residents.judging import judged, prizes_by_rank
from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.kernel.plans import read as plans
from dure.portal.officer.acts.acting import BEGIN
from dure.portal.resident.acts import books
from dure.portal.resident.acts.conflicts import close_to
from dure.portal.resident.campaigns.events import HIGHEST, LEAST_JURORS, LOWEST, Entry, Event, entries_of

NOTHING = Text("", "")


@dataclass(frozen=True)
class Ranked:
    """An entry with its rank, its total, and the prize that its rank has; rank 0 where it has none."""

    entry: Entry
    rank: int
    total: float
    prize: int


def score(event: Event, entry: Entry, *, juror: str, scores: tuple[int, ...], at: datetime) -> case_read.Case:
    """Score an entry; a member's last score counts. MoveRefused says why somebody may not."""
    against = _against(event, entry, juror=juror, scores=scores, at=at)
    if against is not None:
        raise cases.MoveRefused(against)
    by = cases.Actor(juror, "", frozenset({"juror"}))
    letter = {"juror": juror, "scores": " ".join(str(each) for each in scores)}
    return cases.take(entry.case.id, move="score", by=by, at=at, letters=[letter])


def ranking(event: Event, entries: tuple[Entry, ...]) -> tuple[Ranked, ...]:
    """The entries in the order of their ranks, as they are scored by now; those without a rank last."""
    if not entries:
        return ()
    blank = (np.nan,) * len(event.criteria)
    told = judged(
        scores=np.array([[entry.scores.get(juror, blank) for juror in event.jury] for entry in entries]),
        weights=np.array([float(each.weight) for each in event.criteria]),
        least_jurors=LEAST_JURORS,
    )
    paid = prizes_by_rank(rank=told.rank, prizes=np.array(event.prizes, dtype=np.float64)).amounts
    rows = [
        Ranked(entry, int(rank), float(total) if rank else 0.0, int(prize))
        for entry, rank, total, prize in zip(entries, told.rank, told.total, paid, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: (row.rank or len(rows) + 1, row.entry.number)))


def shut(event: Event, *, by: cases.Actor, at: datetime) -> None:
    """Close the entries, after their last day."""
    if timezone.localdate(at) <= event.last:
        raise cases.MoveRefused(
            Text(
                f"응모 마지막 날({event.last})이 지나야 마감할 수 있습니다.",
                f"Entries can be closed after their last day, {event.last}.",
            )
        )
    cases.take(event.case.id, move="shut", by=by, at=at)


def decide(event: Event, *, by: cases.Actor, at: datetime) -> None:
    """Fix the ranks: every entry has been scored by enough members."""
    rows = ranking(event, entries_of(event))
    if not rows:
        raise cases.MoveRefused(Text("응모작이 없습니다.", "There are no entries."))
    missing = sum(not row.rank for row in rows)
    if missing:
        raise cases.MoveRefused(
            Text(
                f"심사위원 {LEAST_JURORS}명 이상의 점수가 없는 응모작이 {missing}건 있습니다. "
                "점수를 받거나, 심사할 수 없는 응모작은 사유를 적어 빼십시오.",
                f"Entries that fewer than {LEAST_JURORS} members have scored: {missing}. Have them scored, "
                "or leave out with a reason those that cannot be.",
            )
        )
    ranks = " ".join(f"{row.entry.number}={row.rank}={row.total:.6f}" for row in rows)
    cases.take(event.case.id, move="decide", by=by, at=at, letters=[{"ranks": ranks}])


def award(event: Event, *, by: cases.Actor, at: datetime) -> tuple[Ranked, ...]:
    """Pay the prizes of the ranks that were fixed, both step and money or neither; answers who was paid."""
    rows = winners(event)
    near = close_to(by.party, on=timezone.localdate(at))
    if by.party in event.jury or any(row.entry.party in near for row in rows):
        raise cases.MoveRefused(
            Text(
                "심사위원이거나, 본인이나 같은 가구·모임 사람이 상을 받는 공모는 승인할 수 없습니다. "
                "다른 사람이 승인해야 합니다.",
                "A member of the jury, and whoever is close to a winner, cannot approve. Another person "
                "has to.",
            )
        )
    programme = plans.find_programme(event.programme)
    assert programme is not None
    says = Text(f"인증샷 상금: {event.case.title.ko}", f"Prize: {event.case.title.en}")
    reason = posting.Reason(says, origin=f"prize {event.number}")
    moved = [
        posting.Movement(
            _key(f"{event.case.place} prize {row.entry.number}"), books.budget_of(event.programme),
            books.wallet_of(row.entry.party), row.prize, programme.unit, at, reason,
        )
        for row in rows if row.prize
    ]  # fmt: skip
    with transaction.atomic():
        cases.take(event.case.id, move="award", by=by, at=at)
        if moved:
            posting.post(moved, place=event.case.place, at=at)
    return rows


def winners(event: Event) -> tuple[Ranked, ...]:
    """The entries whose fixed rank has a prize, the first first; one that was left out since has none."""
    entries = {entry.number: entry for entry in entries_of(event)}
    placed = [(number, rank, total) for number, (rank, total) in event.ranks.items() if number in entries]
    placed.sort(key=lambda row: (row[1], row[0]))
    paid = prizes_by_rank(
        rank=np.array([float(rank) for _number, rank, _total in placed]),
        prizes=np.array(event.prizes, dtype=np.float64),
    ).amounts
    rows = [
        Ranked(entries[number], rank, total, int(prize))
        for (number, rank, total), prize in zip(placed, paid, strict=True)
    ]
    return tuple(row for row in rows if 0 < row.rank <= len(event.prizes))


def _against(event: Event, entry: Entry, *, juror: str, scores: tuple[int, ...], at: datetime) -> Text | None:
    """What stands against this score; None where nothing does."""
    if juror not in event.jury:
        return Text("이 공모의 심사위원이 아닙니다.", "You are not in the jury of this event.")
    if event.case.state != "judging" or entry.event != event.number:
        return Text("지금은 심사하지 않습니다.", "Nothing is judged now.")
    if entry.party in close_to(juror, on=timezone.localdate(at)):
        return Text(
            "본인이나 같은 가구·모임 사람의 응모작은 심사할 수 없습니다. 다른 심사위원이 심사합니다.",
            "Nobody scores an entry of their own, their household or their group. The others do.",
        )
    if len(scores) != len(event.criteria) or not all(LOWEST <= each <= HIGHEST for each in scores):
        return Text(
            f"기준마다 {LOWEST}~{HIGHEST}점을 매기십시오.",
            f"Give {LOWEST} to {HIGHEST} for every criterion.",
        )
    return None


def _key(word: str) -> UUID:
    digest = hashlib.blake2b(word.encode(), digest_size=10).digest()
    return posting.make_key(at=BEGIN + timedelta(milliseconds=2), random_bytes=digest)
