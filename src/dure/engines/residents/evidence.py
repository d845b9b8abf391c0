"""How much of an act counts by its evidence, and which acts a person looks at, unforeseeably."""

import hashlib
import hmac
from dataclasses import dataclass
from fractions import Fraction

from dure.engines.refusals import not_negative
from dure.engines.residents.decimals import exact

KEY_BYTES = 32
SCALE = 2**256


@dataclass(frozen=True)
class Counted:
    """How much of what was said counts, and what does not, for its evidence and for its cap."""

    counted: float
    discounted: float
    above_cap: float


def counted_by_evidence(*, amount: float, share_percent: float, cap: float, counted_before: float) -> Counted:
    """How much of a stated amount counts, by the kind of evidence that there is for it.

    Arguments
        amount          scalar  any:a    what was stated, not negative
        share_percent   scalar  percent  the share that this kind of evidence lets count, 0 to 100
        cap             scalar  any:a    the most that this kind lets count in the period, not negative
        counted_before  scalar  any:a    what has counted in the period already, not negative
    Returns
        counted         scalar  any:a    what counts
        discounted      scalar  any:a    what the share leaves out
        above_cap       scalar  any:a    what the cap leaves out
    Raises
        ValueError  a number is out of its range.
    Source
        The share and the cap are the programme's; the cap hit on the way counts the rest up to it.

    >>> counted_by_evidence(amount=10.0, share_percent=50.0, cap=12.0, counted_before=8.0)
    Counted(counted=4.0, discounted=5.0, above_cap=1.0)
    """
    if not_negative("share_percent", share_percent) > 100:
        raise ValueError(f"share_percent is {share_percent}: give 0 to 100.")
    said = exact(not_negative("amount", amount))
    believed = said * exact(share_percent) / 100
    room = exact(not_negative("cap", cap)) - exact(not_negative("counted_before", counted_before))
    counts = min(believed, max(room, Fraction(0)))
    return Counted(float(counts), float(said - believed), float(believed - counts))


def is_sampled(event: str, *, key: bytes, purpose: str, share: Fraction) -> bool:
    """Whether a person looks at an act: a draw that nobody outside can foresee and everybody can repeat.

    The key is secret while it is in use and may be shown afterwards, when its digest was published before:
    then anyone can see that nobody was picked on or spared. Who changes nothing about an event cannot ask
    again: the same event always gets the same answer. A second look draws with another purpose.

    Arguments
        event    the event's own key, which follows from what happened
        key      at least 32 secret bytes
        purpose  what is drawn for, like `review` or `second review`
        share    the share of events to be looked at, 0 to 1
    Returns
        whether this one is
    Raises
        ValueError  the key is short, or the share is outside 0 to 1.
    Source
        HMAC-SHA-256 (RFC 2104) of purpose and event, as a number, below share times 2^256.

    >>> is_sampled("an act", key=b"k" * 32, purpose="review", share=Fraction(1))
    True
    >>> is_sampled("an act", key=b"k" * 32, purpose="review", share=Fraction(0))
    False
    """
    if len(key) < KEY_BYTES:
        raise ValueError(f"The key has {len(key)} bytes: give at least {KEY_BYTES}, or it can be guessed.")
    if not 0 <= share <= 1:
        raise ValueError(f"The share is {share}: give 0 to 1.")
    drawn = hmac.digest(key, f"{purpose}\0{event}".encode(), "sha256")
    return int.from_bytes(drawn, "big") < share * SCALE


def key_commitment(key: bytes) -> str:
    """What is published before a sampling key is used, so that it cannot be chosen afterwards.

    >>> key_commitment(b"k" * 32)[:8]
    'bc5f06ae'
    """
    return hashlib.sha256(b"sampling key\0" + key).hexdigest()
