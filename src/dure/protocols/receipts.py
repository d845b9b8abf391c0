"""Receipts that anybody can verify offline: for points, won, a weigh-in, a consent, a booking.

A receipt is short enough for a printed QR code. It names its holder only by an opaque word, so a receipt
that is lost tells nobody who lost it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from dure.protocols.envelope import opened, sealed

KIND = "DURE-R1"
# The thirteen digits of a resident registration number, however they are written.
REGISTRATION_NUMBER = re.compile(r"(?<!\d)\d{6}[-\s]?[0-9]\d{6}(?!\d)")
# Short in the QR code, whole in the code.
SHORT = {
    "number": "n", "place": "p", "about": "a", "holder": "h", "unit": "u", "amount": "v", "at_s": "t",
}  # fmt: skip


@dataclass(frozen=True)
class Receipt:
    """What a receipt says: so much of a unit, for what, to whom (opaque), where, and when.

    The amount is whole, of the smallest unit (won, points, grams); below zero for what was taken back.
    `number` follows its predecessor without a gap. `at` has its time zone.
    """

    number: int
    place: str
    about: str
    holder: str
    unit: str
    amount: int
    at: datetime


@dataclass(frozen=True)
class Verified:
    """A receipt that is genuine, or why it is not.

    Faults: `unreadable`, `other_kind`, `unknown_signer`, `forged`, `incomplete`.
    """

    receipt: Receipt | None
    fault: str | None
    signer: str = field(default="")


def signed(receipt: Receipt, *, key: Ed25519PrivateKey) -> str:
    """The text of a receipt, to print, to send and to put into a QR code.

    >>> key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    >>> when = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    >>> text = signed(Receipt(7, "a-city", "act/tumbler", "019a", "point", 300, when), key=key)
    >>> verified(text, keys=[key.public_key()]).receipt.amount
    300
    """
    if receipt.at.tzinfo is None:
        raise ValueError(f"The time {receipt.at} has no zone: give it one.")
    if receipt.number < 1:
        raise ValueError(f"The number is {receipt.number}: receipts are numbered from 1.")
    for text in (receipt.about, receipt.holder):
        if REGISTRATION_NUMBER.search(text):
            raise ValueError(
                "A receipt would show thirteen digits like a resident registration number: name it opaquely."
            )
    facts: dict[str, str | int] = {
        "number": receipt.number, "place": receipt.place, "about": receipt.about, "holder": receipt.holder,
        "unit": receipt.unit, "amount": receipt.amount, "at_s": int(receipt.at.timestamp()),
    }  # fmt: skip
    return sealed({SHORT[name]: value for name, value in facts.items()}, kind=KIND, key=key)


def verified(text: str, *, keys: Iterable[Ed25519PublicKey]) -> Verified:
    """The receipt that a text holds, if one of the keys signed it."""
    answer = opened(text.strip(), kind=KIND, keys=keys)
    if answer.fault:
        return Verified(None, answer.fault, answer.signer)
    texts = {name: answer.facts.get(SHORT[name]) for name in ("place", "about", "holder", "unit")}
    wholes = {name: answer.facts.get(SHORT[name]) for name in ("number", "amount", "at_s")}
    known = all(isinstance(each, str) for each in texts.values())
    if not known or not all(isinstance(each, int) for each in wholes.values()):
        return Verified(None, "incomplete", answer.signer)
    try:
        at = datetime.fromtimestamp(int(wholes["at_s"] or 0), UTC)
    except (ValueError, OverflowError, OSError):
        return Verified(None, "incomplete", answer.signer)
    receipt = Receipt(
        number=int(wholes["number"] or 0), place=str(texts["place"]), about=str(texts["about"]),
        holder=str(texts["holder"]), unit=str(texts["unit"]), amount=int(wholes["amount"] or 0), at=at,
    )  # fmt: skip
    return Verified(receipt, None, answer.signer)
