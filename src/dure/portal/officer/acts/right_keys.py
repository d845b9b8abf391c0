"""The key of a right: it follows from the words of the right, so that the same right is there once."""

import hashlib
from datetime import UTC, datetime
from uuid import UUID

from dure.kernel.ledgers import write as posting

RIGHTS_BEGIN = datetime(2000, 1, 1, tzinfo=UTC)
UNIT = "claim_right"


def key_of_right(right: str) -> UUID:
    """The key of the movement that takes a right."""
    digest = hashlib.blake2b(right.encode(), digest_size=10).digest()
    return posting.make_key(at=RIGHTS_BEGIN, random_bytes=digest)
