"""A programme's month, closed: its published total, the tree that fixes it, and proofs for whoever is in it.

A month is closed once it is over. Acts told late, or taken back, make the next edition; every edition stays.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as closing
from dure.kernel.ledgers.read import Total
from dure.kernel.parties.read import sealing
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.acts import books
from dure.protocols.sum_tree import SALT_BYTES, Proof

NAME = "avoided"
# A request works on so many pieces, and leaves the rest to the next one.
STEPS_AT_ONCE = 5
# Fewer people than this are told as fewer than this.
SMALLEST_CELL = 10


@dataclass(frozen=True)
class Month:
    """A programme's month: what its acts avoided by now, and its editions, the newest first."""

    programme: str
    month: str
    grams: int
    editions: tuple[Total, ...]

    @property
    def published(self) -> Total | None:
        """The newest edition that is published."""
        return next((each for each in self.editions if each.published_at), None)

    @property
    def open(self) -> Total | None:
        """The edition that was begun and is not published yet."""
        return self.editions[0] if self.editions and not self.editions[0].published_at else None

    @property
    def changed(self) -> int:
        """How many grams have come or gone since it was published; all of them where it was not."""
        return self.grams - (self.published.amount or 0 if self.published else 0)


def name_of(programme: str, month: str) -> str:
    """What the sum of a programme's month is called.

    >>> name_of("cans", "2026-10")
    'avoided/cans/2026-10'
    """
    return f"{NAME}/{programme}/{month}"


def programme_and_month(total: Total) -> tuple[str, str]:
    """Which programme's month an edition is of."""
    _name, programme, month = total.name.split("/")
    return programme, month


def months_of(place: str, programme: str, *, published: bool = True) -> tuple[Month, ...]:
    """The months of a programme in which something was avoided, the latest first."""
    grams = books.avoided_total(place, programme)
    known = ledgers.totals(place, below=f"{NAME}/{programme}", published=published)
    names = sorted({*grams, *(each.name.rpartition("/")[2] for each in known)}, reverse=True)
    return tuple(
        Month(
            programme, month, grams.get(month, 0),
            tuple(each for each in known if each.name == name_of(programme, month)),
        )
        for month in names
    )  # fmt: skip


def begin(place: str, programme: str, *, month: str, at: datetime, today: date, secret: bytes) -> Total:
    """Begin to close a month. `secret` is 32 random bytes for the salts, and 12 for sealing them.

    Raises ActRefused where the month is not over, and the ledger's refusals where there is nothing to close.
    """
    if month >= f"{today:%Y-%m}":
        raise ActRefused(
            "아직 끝나지 않은 달입니다. 다음 달에 마감하십시오.",
            "That month is not over. Close it when the next one has begun.",
        )
    name = name_of(programme, month)
    salt, nonce = secret[:SALT_BYTES], secret[SALT_BYTES:]
    about = f"{place} {name}"
    sealed = sealing.seal(salt, key=sealing.house_key(settings.SECRET_KEY), about=about, nonce=nonce)
    wanted = closing.Wanted(
        name, below=f"{books.AVOIDED}/{books.GWP_SET}/{programme}/{month}/",
        counter=books.avoided_in(programme, month=month), unit=books.GRAMS_UNIT,
    )  # fmt: skip
    return closing.begin_total(place, wanted=wanted, sealed=sealed, at=at)


def advance(total: Total, *, at: datetime, steps: int = STEPS_AT_ONCE) -> Total:
    """Gather some more of a month; answers how it stands then."""
    key = _key(total)
    for _step in range(steps):
        if total.amount is not None:
            break
        total = closing.gather_total(total.id, key=key, at=at)
    return total


def proof(total: Total, *, party: str) -> Proof | None:
    """That somebody's grams are in an edition; None where they had none by then."""
    programme, month = programme_and_month(total)
    account = books.avoided_by(party, programme=programme, month=month)
    return ledgers.proof_in(total, account=account, key=_key(total))


def people_words(leaves: int) -> Text:
    """How many people an edition has, never fewer than the smallest cell.

    >>> people_words(3).en, people_words(1200).en
    ('fewer than 10', '1,200')
    """
    if leaves < SMALLEST_CELL:
        return Text(f"{SMALLEST_CELL}명 미만", f"fewer than {SMALLEST_CELL}")
    return Text(f"{leaves:,}명", f"{leaves:,}")


def kilograms(grams: int) -> Decimal:
    """Grams as kilograms."""
    return Decimal(grams) / 1000


def _key(total: Total) -> bytes:
    """The secret of an edition's salts."""
    about = f"{total.place} {total.name}"
    return sealing.unseal(total.sealed, key=sealing.house_key(settings.SECRET_KEY), about=about)
