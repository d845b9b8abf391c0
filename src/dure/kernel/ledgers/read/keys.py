"""Keys ordered by time. The client makes one before it asks; asking again with it does no harm.

Keys of clients are UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, then chance. Keys that follow
from another key (the end of a hold, the move between two lanes) are version 8: the same time, then a digest,
so that two processes that do the same work make the same key.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
RANDOM_BYTES = 10


def make_key(*, at: datetime, random_bytes: bytes) -> UUID:
    """A key of version 7 from the time and ten bytes of chance.

    >>> make_key(at=EPOCH, random_bytes=bytes(10))
    UUID('00000000-0000-7000-8000-000000000000')
    """
    if len(random_bytes) != RANDOM_BYTES:
        raise ValueError(f"A key needs {RANDOM_BYTES} random bytes, got {len(random_bytes)}.")
    return _stamped(to_us(at) // 1000, random_bytes, version=7)


def derive_key(word: str, *, at: datetime) -> UUID:
    """The key that follows from `word`, always the same one, with the time of `at`."""
    digest = hashlib.blake2b(word.encode(), digest_size=RANDOM_BYTES).digest()
    return _stamped(to_us(at) // 1000, digest, version=8)


def _stamped(milliseconds: int, rest: bytes, *, version: int) -> UUID:
    number = milliseconds << 80 | int.from_bytes(rest)
    number = number & ~(0xF << 76) | version << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)


def to_us(moment: datetime) -> int:
    """Microseconds since 1970, exactly. The moment must know its time zone."""
    return (moment - EPOCH) // MICROSECOND


def from_us(count: int) -> datetime:
    """The moment that many microseconds after 1970."""
    return EPOCH + count * MICROSECOND
