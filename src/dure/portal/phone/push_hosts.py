"""Push services: which this server may ask, and the key it is known to them by."""

from base64 import urlsafe_b64encode
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from dure.portal.kept_keys import kept_key

HTTPS_PORT = 443


def is_push_service(endpoint: str) -> bool:
    """Whether an address is of a push service that the settings name: nothing else is ever asked."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    known = any(host == one or host.endswith(f".{one}") for one in settings.PUSH_HOSTS if one)
    return parts.scheme == "https" and known and port in {None, HTTPS_PORT} and not parts.username


def server_key() -> bytes:
    """The private key as PEM."""
    return kept_key(settings.HOME / "push-key.pem", _made)


def public_key() -> str:
    """The public half, as browsers ask for it."""
    key = serialization.load_pem_private_key(server_key(), password=None).public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    point = key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).decode().rstrip("=")


def _made() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
