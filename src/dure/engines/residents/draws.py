"""Prize draws whose fairness anyone can check: commit first, reveal afterwards.

1. Before entries open, the organiser publishes the commitment to a secret.
2. Entries close; the list of entries is published, each under an opaque number.
3. The draw takes a public word that nobody knew before the close (a lottery result, a closing index).
4. The organiser shows the secret. Anybody computes the winners again.

The organiser cannot choose the secret after the entries, an entrant cannot know it before, and neither
knows the public word. What this does not show: that no entry was invented. That is why the list is public.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SECRET_BYTES = 32


@dataclass(frozen=True)
class Drawn:
    """The winners in the order of the prizes, and the digest of the list they were drawn from."""

    winners: tuple[str, ...]
    entries_digest: str


@dataclass(frozen=True)
class Announced:
    """What the organiser published: before, at the close, and after the draw."""

    commitment: str
    entries_digest: str
    winners: tuple[str, ...]


def commitment_to(secret: bytes) -> str:
    """What is published before entries open.

    >>> commitment_to(b"s" * 32) == commitment_to(b"t" * 32)
    False
    """
    if len(secret) < SECRET_BYTES:
        raise ValueError(f"The secret has {len(secret)} bytes: draw at least {SECRET_BYTES} at random.")
    return hashlib.sha256(b"draw secret\0" + secret).hexdigest()


def entries_digest(tickets: Mapping[str, int]) -> str:
    """What fixes the list of entries when they close: every entrant with their number of tickets."""
    lines = "".join(f"{name}\t{count}\n" for name, count in sorted(tickets.items()))
    return hashlib.sha256(b"draw entries\0" + lines.encode()).hexdigest()


def drawn(tickets: Mapping[str, int], *, secret: bytes, public_word: str, prizes: int) -> Drawn:
    """The winners of a draw: each entrant at most once, by chance in proportion to their tickets.

    Every ticket gets the number SHA-256(secret, public word, list, entrant, ticket). The lowest number wins
    the first prize; the winner's other tickets are taken out, and so on.

    Arguments
        tickets      entrants, each with a whole number of tickets above zero
        secret       the bytes that were committed to
        public_word  what nobody could know when entries closed
        prizes       number of prizes
    Returns
        the winners, first prize first; fewer than prizes where there are fewer entrants
    Raises
        ValueError  the secret is short, there is no public word, an entrant has no ticket or a name with a
                    tab or line break, or there are no prizes.
    Source
        Commit and reveal: Blum, M. (1983), Coin flipping by telephone, ACM SIGACT News 15, 23-27,
        doi:10.1145/1008908.1008911.

    >>> drawn({"a": 1, "b": 1, "c": 1}, secret=b"s" * 32, public_word="7, 12, 30", prizes=2).winners
    ('c', 'a')
    """
    commitment_to(secret)
    if not public_word.strip():
        raise ValueError("There is no public word: name one that nobody knew when entries closed.")
    if prizes < 1:
        raise ValueError(f"There are {prizes} prizes: give at least one.")
    for name, count in tickets.items():
        if count < 1 or not name or set(name) & set("\t\n\r"):
            raise ValueError(
                f"{name!r} has {count} tickets: give each entrant a plain name and at least one."
            )
    listed = entries_digest(tickets)
    seed = hashlib.sha256(secret + b"\0" + public_word.encode() + b"\0" + listed.encode()).digest()
    best = {
        name: min(hashlib.sha256(seed + f"{name}\t{n}".encode()).digest() for n in range(count))
        for name, count in tickets.items()
    }
    return Drawn(tuple(sorted(best, key=lambda name: best[name])[:prizes]), listed)


def faults_of_draw(
    announced: Announced, *, tickets: Mapping[str, int], secret: bytes, public_word: str
) -> tuple[str, ...]:
    """What anyone finds who computes the draw again; nothing where it was fair.

    `other_secret`: the secret is not the one committed to; `other_entries`: the list was changed after the
    close; `other_winners`: the winners do not follow.

    >>> told = drawn({"a": 1, "b": 1}, secret=b"s" * 32, public_word="x", prizes=1)
    >>> announced = Announced(commitment_to(b"s" * 32), told.entries_digest, told.winners)
    >>> faults_of_draw(announced, tickets={"a": 1, "b": 1}, secret=b"s" * 32, public_word="x")
    ()
    """
    again = drawn(tickets, secret=secret, public_word=public_word, prizes=max(len(announced.winners), 1))
    told: Sequence[tuple[str, bool]] = (
        ("other_secret", commitment_to(secret) != announced.commitment),
        ("other_entries", again.entries_digest != announced.entries_digest),
        ("other_winners", again.winners != announced.winners),
    )
    return tuple(name for name, wrong in told if wrong)
