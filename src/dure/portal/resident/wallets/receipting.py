"""A signed receipt for every row of a wallet: it names no one, and anybody can verify it without a network.

The same row always gives the same receipt, so none has to be kept. Its holder is a word that follows from the
row and the person: whoever has the receipt alone learns nobody's name and cannot join two receipts.
"""

import hashlib
import io
from pathlib import Path

import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.conf import settings

from dure.kernel.ledgers.read import Row
from dure.portal.data.disclosures import signing
from dure.protocols.receipts import Receipt, Verified, signed, verified

MOST_ABOUT = 60


def receipt_of(row: Row, *, place: str, party: str, unit: str) -> str:
    """The signed receipt of a row, as text."""
    told = Receipt(
        number=row.row,
        place=place,
        about=about(row.origin),
        holder=holder_of(party, key=str(row.key)),
        unit=unit,
        amount=row.amount,
        at=row.recorded_at,
    )
    return signed(told, key=signing.house_key(home=Path(settings.HOME)))


def holder_of(party: str, *, key: str) -> str:
    """The word a receipt has for its holder: the holder can show that it is theirs, nobody else can."""
    return hashlib.sha256(f"receipt {key} {party}".encode()).hexdigest()[:16]


def about(origin: str) -> str:
    """What a receipt is for: the first words of the row's origin."""
    return origin[:MOST_ABOUT].strip() or "moved"


def verify(text: str) -> Verified:
    """The receipt that a text or an address holds, if this house signed it."""
    return verified(text.strip().rpartition("r=")[2], keys=[public_key()])


def public_key() -> Ed25519PublicKey:
    """The public half of the house's key."""
    key = load_pem_public_key(signing.public_key(home=Path(settings.HOME)).encode())
    assert isinstance(key, Ed25519PublicKey)
    return key


def drawn(text: str) -> str:
    """A QR code as SVG that fits its box, dark on light whatever the page's colours."""
    kept = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        kept, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, svgclass="qr", omitsize=True
    )
    return kept.getvalue().decode()
