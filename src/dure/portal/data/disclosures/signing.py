"""Signs editions with the server's own key (Ed25519). Anybody can verify them with the public key alone."""

import base64
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

KEY_FILE = "signing-key"


def signature(content: bytes, *, home: Path) -> str:
    """The signature of some bytes, in base 64. The same bytes and key always give the same one."""
    return base64.b64encode(_key(home).sign(content)).decode()


def public_key(*, home: Path) -> str:
    """The public half of the key, as PEM: what anybody needs to verify."""
    return _key(home).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def house_key(*, home: Path) -> Ed25519PrivateKey:
    """The key itself, for what is signed in a form of its own, such as receipts."""
    return _key(home)


def verifies(content: bytes, *, signed: str, public: str) -> bool:
    """Whether a signature is of these bytes, made with the private half of this key."""
    key = load_pem_public_key(public.encode())
    assert isinstance(key, Ed25519PublicKey)
    try:
        key.verify(base64.b64decode(signed), content)
    except InvalidSignature:
        return False
    return True


def _key(home: Path) -> Ed25519PrivateKey:
    """The key kept in the home beside the secret key; made on first use, readable by its owner alone."""
    path = home / KEY_FILE
    if not path.exists():
        _make(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, Ed25519PrivateKey)
    return key


def _make(path: Path) -> None:
    """Write a new key whole or not at all; where another process was first, its key stands."""
    fresh = Ed25519PrivateKey.generate()
    content = fresh.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    part = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()
