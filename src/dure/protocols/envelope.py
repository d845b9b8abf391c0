"""A signed text: facts that anybody can read and, with the signer's public key, verify without a network.

    KIND.facts.signer.signature

The facts are JSON with sorted keys, no spaces, texts and whole numbers only, in base 64 for addresses (no
padding). The signer is the first eight bytes of the SHA-256 of the public key. The signature is Ed25519
(RFC 8032) over everything before its dot. One fact has one text: what can be written two ways is refused.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNER_BYTES = 8
MOST_CHARACTERS = 4_000

Facts = Mapping[str, str | int]


@dataclass(frozen=True)
class Opened:
    """What a signed text says, who is said to have signed it, and what is wrong with it.

    Faults: `unreadable`, `other_kind`, `unknown_signer`, `forged`. With a fault there are no facts.
    """

    facts: Facts
    signer: str
    fault: str | None


def signer_of(public: Ed25519PublicKey) -> str:
    """The short name of a public key."""
    return _base64(hashlib.sha256(public.public_bytes_raw()).digest()[:SIGNER_BYTES])


def sealed(facts: Facts, *, kind: str, key: Ed25519PrivateKey) -> str:
    """The signed text of some facts. The same facts and key always give the same text.

    >>> key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    >>> text = sealed({"points": 300}, kind="TEST1", key=key)
    >>> opened(text, kind="TEST1", keys=[key.public_key()]).facts
    {'points': 300}
    """
    for name, value in facts.items():
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise TypeError(f"{name} is {value!r}: a signed text takes texts and whole numbers only.")
    body = f"{kind}.{_base64(_canonical(facts))}.{signer_of(key.public_key())}"
    text = f"{body}.{_base64(key.sign(body.encode()))}"
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"The signed text has {len(text)} characters: keep it below {MOST_CHARACTERS}.")
    return text


def opened(text: str, *, kind: str, keys: Iterable[Ed25519PublicKey]) -> Opened:
    """What a text says, checked against the keys that are trusted. Nothing is raised, whatever comes in."""
    parts = text.split(".")
    if len(text) > MOST_CHARACTERS or len(parts) != 4 or not text.isascii():
        return Opened({}, "", "unreadable")
    if parts[0] != kind:
        return Opened({}, "", "other_kind")
    facts, trusted = _facts(parts[1]), {signer_of(key): key for key in keys}
    if facts is None:
        return Opened({}, "", "unreadable")
    if parts[2] not in trusted:
        return Opened({}, parts[2], "unknown_signer")
    try:
        trusted[parts[2]].verify(_bytes(parts[3]), text.rpartition(".")[0].encode())
    except (ValueError, InvalidSignature):
        return Opened({}, parts[2], "forged")
    return Opened(facts, parts[2], None)


def digest_of(text: str) -> str:
    """What a signed text is remembered by."""
    return hashlib.sha256(text.encode()).hexdigest()


def _facts(text: str) -> dict[str, str | int] | None:
    """The facts of a text; None where it cannot be read or is not written the one way."""
    try:
        raw = _bytes(text)
        facts = json.loads(raw)
        same = isinstance(facts, dict) and _canonical(facts) == raw
    except (ValueError, RecursionError):
        return None
    if not same or any(not isinstance(each, str | int) or isinstance(each, bool) for each in facts.values()):
        return None
    return dict(facts)


def _canonical(facts: Facts) -> bytes:
    """The one way to write facts."""
    return json.dumps(dict(facts), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _base64(content: bytes) -> str:
    """Base 64 for addresses, without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    """The content of such a text, written the one way it can be."""
    try:
        content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as wrong:
        raise ValueError(str(wrong)) from wrong
    if _base64(content) != text:
        raise ValueError("not written the one way")
    return content
