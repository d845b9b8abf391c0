"""Which acts a person looks at: drawn with a secret of each month that no resident can foresee.

The digest of a month's secret can be read while it is in use; the secret itself once the month is over. Then
anybody can draw again and see that nobody was picked on and nobody was spared.
"""

import hashlib
import hmac
from fractions import Fraction

from django.conf import settings

from dure.engines.residents.evidence import is_sampled, key_commitment

FIRST = "review"
SECOND = "second review"


def month_key(place: str, *, month: str) -> bytes:
    """The secret of a place and month, made from the house's own."""
    return hmac.digest(settings.SECRET_KEY.encode(), f"sampling {place} {month}".encode(), hashlib.sha256)


def commitment(place: str, *, month: str) -> str:
    """What may be read of a month's secret while it is in use."""
    return key_commitment(month_key(place, month=month))


def is_drawn(event: str, *, place: str, month: str, purpose: str, percent: int) -> bool:
    """Whether a person looks at an event: the same event gets the same answer however often it is told."""
    key = month_key(place, month=month)
    return is_sampled(event, key=key, purpose=purpose, share=Fraction(percent, 100))
