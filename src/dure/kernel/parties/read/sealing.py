"""How a person's details are sealed: each person has a key of their own, which the house's key wraps.

Destroying the person's key makes what was sealed with it unreadable for ever, also where a copy of it lies.
AES-256-GCM; what a text belongs to is bound to it, so that no row can be passed off as another's.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12


class Unreadable(Exception):
    """What was sealed cannot be opened: another key, or somebody changed it."""


def house_key(secret: str) -> bytes:
    """The key that wraps everybody's keys, from the house's secret."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"dure details").derive(secret.encode())


def seal(text: bytes, *, key: bytes, about: str, nonce: bytes) -> bytes:
    """A text nobody can read without the key, bound to what it is about. A nonce is used once."""
    return nonce + AESGCM(key).encrypt(nonce, text, about.encode())


def unseal(sealed: bytes, *, key: bytes, about: str) -> bytes:
    """The text that was sealed about this; Unreadable with another key or about something else."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable(about) from error
