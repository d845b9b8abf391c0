"""The public keys of machines: read as people paste them, and as the language of signed events needs them."""

import base64
import binascii

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from dure.kernel.parties import read as parties
from dure.protocols.device_events import DeviceKey

RAW_BYTES = 32


def read_public(text: str) -> str | None:
    """An Ed25519 public key as PEM or base 64, in the one way it is kept; None where it is none."""
    clean = text.strip()
    try:
        if clean.startswith("-----BEGIN PUBLIC KEY-----"):
            key = load_pem_public_key(clean.encode())
            return _kept(key.public_bytes_raw()) if isinstance(key, Ed25519PublicKey) else None
        raw = base64.b64decode(
            clean.replace("-", "+").replace("_", "/") + "=" * (-len(clean) % 4), validate=True
        )
    except (ValueError, binascii.Error, UnsupportedAlgorithm):
        return None
    return _kept(raw) if len(raw) == RAW_BYTES else None


def keys_of(machine: str) -> tuple[DeviceKey, ...]:
    """The keys of a machine, those that ended too: what was signed while they held counts."""
    return tuple(
        DeviceKey(
            machine, Ed25519PublicKey.from_public_bytes(base64.b64decode(key.public)), key.since, key.until
        )
        for key in parties.signing_keys([machine])
    )


def _kept(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
