"""Prize draws that anybody can compute again: the secret is committed to before entries, shown afterwards.

The secret is the house's own signature of the draw's name. It follows from the key, so the organiser cannot
choose it, nobody can know it before it is shown, and nothing has to be kept secret meanwhile. Entries end
with a day; the draw takes a public word of a later day. Who enters stands in the list under a word that names
nobody, and finds themselves by it on their own page.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from dure.engines.residents.draws import (
    Announced,
    Drawn,
    commitment_to,
    drawn,
    entries_digest,
    faults_of_draw,
)
from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.portal.data.disclosures import signing
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.wallets import paths
from dure.portal.resident.wallets.moving import Ask, Part, Standing, Wallet, hear_enough, move

KIND = "prize_draw"
ENTERED = Text("경품 추첨 응모", "Tickets for a prize draw")
OPEN_STATES = ("open", "shut", "drawn")


@dataclass(frozen=True)
class Draw:
    """A draw as it was announced, and what became of it."""

    case: case_read.Case
    unit: str
    points_each: int
    prizes: int
    last_day: date
    word: Text
    commitment: str
    entries_digest: str
    public_word: str
    secret: str
    winners: tuple[str, ...]

    @property
    def number(self) -> str:
        """Its number in addresses."""
        return self.case.id.partition("/")[2]

    @property
    def place(self) -> str:
        """Where it is held."""
        return self.case.place


def announced(
    *, place: str, unit: str, points_each: int, prizes: int, last_day: date, word: str, number: str
) -> dict[str, str]:
    """What is published before anybody enters, the commitment to the secret with it."""
    return {
        "unit": unit, "points_each": str(points_each), "prizes": str(prizes),
        "last_day": last_day.isoformat(), "word": word,
        "commitment": commitment_to(secret_of(place, number)),
    }  # fmt: skip


def secret_of(place: str, number: str) -> bytes:
    """The secret of a draw: the house's signature of its name, and nothing that anybody can choose."""
    named = f"dure draw secret {place} {number}".encode()
    return base64.b64decode(signing.signature(named, home=Path(settings.HOME)))


def draw_of(case: case_read.Case, letters: tuple[dict[str, str], ...]) -> Draw:
    """A draw from its case and what was published with its steps."""
    told: dict[str, str] = {}
    for letter in letters:
        told |= letter
    return Draw(
        case=case, unit=told["unit"], points_each=int(told["points_each"]), prizes=int(told["prizes"]),
        last_day=date.fromisoformat(told["last_day"]), word=Text(told["word"], told["word"]),
        commitment=told["commitment"], entries_digest=told.get("entries_digest", ""),
        public_word=told.get("public_word", ""), secret=told.get("secret", ""),
        winners=tuple(told.get("winners", "").split()),
    )  # fmt: skip


def find_draw(number: str) -> Draw | None:
    """The draw of that number."""
    case = case_read.find_case(f"{KIND}/{number}")
    return None if case is None else draw_of(case, case_read.letters(case.id))


def draws(place: str) -> tuple[Draw, ...]:
    """The draws of a place that were announced, the newest first."""
    found = case_read.cases(place=place, kind=KIND, states=OPEN_STATES)
    letters = case_read.letters_of(case.id for case in found)
    return tuple(draw_of(case, letters[case.id]) for case in found)


def entry_of(draw: str, party: str) -> str:
    """The word under which somebody stands in the list of a draw: only they and this house can tell whose."""
    secret = signing.signature(f"dure draw entry {draw} {party}".encode(), home=Path(settings.HOME))
    return hashlib.sha256(secret.encode()).hexdigest()[:16]


def enter(wallet: Wallet, ask: Ask, *, draw: Draw, tickets: int) -> bool:
    """Take tickets for points. Refused once the last day has passed."""
    if draw.case.state != "open" or ask.day > draw.last_day or wallet.unit != draw.unit:
        raise ActRefused("응모가 끝난 추첨입니다.", "Entries to this draw have ended.")
    if tickets < 1:
        raise ActRefused("1장 이상을 적으십시오.", "Take at least one ticket.")
    into = paths.ticket(draw.number, entry_of(draw.number, wallet.party))

    def parts(found: Standing) -> list[Part]:
        hear_enough(found, tickets * draw.points_each)
        return [Part(wallet.path, into, tickets * draw.points_each, wallet.unit)]

    return move(wallet, ask, parts)


def tickets_of(draw: Draw) -> dict[str, int]:
    """The list of entries: every entrant's word with their number of tickets."""
    prefix, after = f"{paths.DRAW}/{draw.number}/", ""
    found: dict[str, int] = {}
    while accounts := ledgers.accounts(draw.place, prefix=prefix, after=after, limit=1000):
        after = accounts[-1].path
        found |= {each.path.removeprefix(prefix): each.balance // draw.points_each for each in accounts}
    return {name: count for name, count in found.items() if count}


def shut(draw: Draw, *, by: cases.Actor, at: datetime) -> None:
    """Fix the list of entries, after their last day."""
    if timezone.localdate(at) <= draw.last_day:
        raise cases.MoveRefused(
            Text(
                f"응모 마지막 날({draw.last_day})이 지나야 마감할 수 있습니다.",
                f"Entries can be closed after their last day, {draw.last_day}.",
            )
        )
    tickets = tickets_of(draw)
    if not tickets:
        raise cases.MoveRefused(Text("응모한 사람이 없습니다.", "Nobody has entered."))
    letter = {"entries_digest": entries_digest(tickets), "entries": str(len(tickets))}
    cases.take(draw.case.id, move="shut", by=by, at=at, letters=[letter])


def hold(draw: Draw, *, public_word: str, by: cases.Actor, at: datetime) -> Drawn:
    """Draw: the secret is shown, the public word is taken, the winners follow."""
    if not public_word.strip():
        raise cases.MoveRefused(Text("공개된 낱말을 적어야 합니다.", "Give the public word."))
    secret = secret_of(draw.place, draw.number)
    found = drawn(tickets_of(draw), secret=secret, public_word=public_word.strip(), prizes=draw.prizes)
    letter = {
        "public_word": public_word.strip(), "secret": secret.hex(), "winners": " ".join(found.winners),
    }  # fmt: skip
    with transaction.atomic():
        cases.take(draw.case.id, move="draw", by=by, at=at, letters=[letter])
    return found


def faults(draw: Draw, tickets: Mapping[str, int]) -> tuple[str, ...]:
    """What is wrong when the draw is computed again from what is published; nothing where it was fair."""
    said = Announced(draw.commitment, draw.entries_digest, draw.winners)
    return faults_of_draw(
        said, tickets=tickets, secret=bytes.fromhex(draw.secret), public_word=draw.public_word
    )
