"""Points that were paid wrongly are taken back: with a reason, by two people, and open to an objection.

What is not in the wallet any more is owed: an account below zero, settled from what is earned next. While an
objection waits, nothing more is taken. Where it is right, everything goes back.
"""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import BEGIN
from dure.portal.resident.telling import tell_taken
from dure.portal.resident.wallets import paths
from dure.portal.resident.wallets.moving import TAKE_BACK, Ask, Part, Standing, Wallet, move
from dure.portal.resident.wallets.terms import terms_of
from dure.portal.resident.wallets.words import Units, amount_words
from dure.portal.showing import say

SAYS = Text("잘못 지급한 포인트 회수", "Points taken back that were paid wrongly")
BACK = Text("회수 취소: 돌려드림", "Given back: it was not to be taken")
TITLE = Text("포인트 회수", "Points taken back")


def propose(wallet: Wallet, *, points: int, says: Text, by: cases.Actor, token: str, at: datetime) -> str:
    """Open the case; it says why, and another person decides. Answers its id; the same token is one case."""
    opening = cases.Opening(
        id=case_id(wallet, points=points, by=by.party, token=token), place=wallet.place, kind=TAKE_BACK,
        title=TITLE, says=says,
        on=timezone.localdate(at), subject=wallet.party, source="", locator="",
    )  # fmt: skip
    try:
        letter = {"unit": wallet.unit, "points": str(points)}
        cases.open_case(opening, by=by, at=at, letters=[letter])
    except cases.AlreadyOpen:
        pass
    return opening.id


def case_id(wallet: Wallet, *, points: int, by: str, token: str) -> str:
    """The case of this asking: the same one asking the same gets the same case."""
    word = f"{wallet.place} {wallet.party} {wallet.unit} {points} {by} {token}"
    return f"{TAKE_BACK}/{hashlib.sha256(word.encode()).hexdigest()[:12]}"


def decide(case: case_read.Case, *, step: str, by: cases.Actor, at: datetime, says: Text) -> None:
    """Take a step of the case; taking and giving back also move the points, both or neither."""
    wallet, points = wallet_of(case)
    with transaction.atomic():
        taken = cases.take(case.id, move=step, by=by, at=at, says=says)
        if step == "take":
            _take(wallet, case, points=points, at=at)
        elif step == "withdraw":
            _give_back(wallet, case, at=at)
        # Why it is taken was said when it was proposed.
        tell_taken(taken, step=step, says=taken.steps[0].says if step == "take" else says, at=at)


def wallet_of(case: case_read.Case) -> tuple[Wallet, int]:
    """The wallet that a case is about, and how much."""
    letter = case_read.letters(case.id)[0]
    unit = letter["unit"]
    terms = terms_of(case.place, (unit,))
    return Wallet(case.place, case.subject, unit, terms.last_day(unit)), int(letter["points"])


def shown_to(party: str, *, place: str, units: Units) -> list[dict[str, object]]:
    """What was taken back of somebody, as they read it: how much, why, and whether they can object."""
    found = case_read.cases(place=place, kind=TAKE_BACK, subject=party)
    letters = case_read.letters_of(case.id for case in found)
    kind = case_read.find_kind(TAKE_BACK) if found else None
    return [
        {
            "number": case.id.partition("/")[2],
            "points": amount_words(
                int(letters[case.id][0]["points"]), letters[case.id][0]["unit"], units=units
            ),
            "why": say(case.steps[0].says),
            "state": say(kind.state_title(case.state)) if kind else case.state,
            "on": timezone.localdate(case.steps[-1].at),
            "may_object": case.state == "taken",
        }
        for case in found
        if case.state not in {"filed", "returned"}
    ]


def _take(wallet: Wallet, case: case_read.Case, *, points: int, at: datetime) -> None:
    """Take what is there; the rest is owed."""
    number = case.id.partition("/")[2]

    def parts(found: Standing) -> list[Part]:
        there = min(found.usable, points)
        taken, into = paths.owed(wallet.party), paths.TAKEN_BACK + f"/{wallet.unit}"
        own = [Part(wallet.path, into, there, wallet.unit)] if there else []
        rest = [Part(taken, into, points - there, wallet.unit)] if points > there else []
        return [*own, *rest]

    move(wallet, Ask(_key(wallet, number), at, SAYS, f"{TAKE_BACK} {number}"), parts)


def _give_back(wallet: Wallet, case: case_read.Case, *, at: datetime) -> None:
    """Everything goes back: what is still owed is not owed any more, the rest returns to the wallet."""
    number = case.id.partition("/")[2]
    origin = f"{TAKE_BACK} {number}"
    owed_path, source = paths.owed(wallet.party), f"{paths.TAKEN_BACK}/{wallet.unit}"
    rows = [row for row in ledgers.group(wallet.place, key=_key(wallet, number)) if row.credit == source]
    total = sum(row.amount for row in rows)
    was_owed = sum(row.amount for row in rows if row.debit == owed_path)
    debt = -ledgers.balance(wallet.place, path=owed_path, unit=wallet.unit)
    lifted = min(was_owed, max(debt, 0))
    reason = posting.Reason(BACK, origin=f"given back {number}")
    moved = [(owed_path, lifted), (wallet.path, total - lifted)]
    posting.post(
        [
            posting.Movement(
                _key(wallet, f"{origin} back {n}"), source, into, amount, wallet.unit, at, reason
            )
            for n, (into, amount) in enumerate(moved)
            if amount
        ],
        place=wallet.place,
        at=at,
    )


def _key(wallet: Wallet, word: str) -> UUID:
    digest = hashlib.blake2b(f"{wallet.place} {wallet.unit} {word}".encode(), digest_size=10).digest()
    return posting.make_key(at=BEGIN, random_bytes=digest)
