"""What a city claims to have avoided, read from the ledger of claims: the one place every page asks.

A claim lies in `claim/<stage>/<set of warming potentials>/<project>/<vintage>`, with the serials below where
credits were issued for it. It is never added to an inventory or to allowances, nor across sets.

What residents' acts avoided in a month is claimed as it was published: the newest published edition, whatever
has come or gone since. Only a month without one is claimed by its running total, and is told to be so.
"""

from dataclasses import dataclass

from dure.kernel.ledgers.read import Total
from dure.portal.resident.holdings import Book

CLAIM = "claim"
OUTSIDE = "outside/avoided"
OVERLAP = "overlap"
# Where the grams of residents' acts come from, by set of warming potentials, programme and month.
ACTS_OUTSIDE = "outside/avoided_by_acts"
UNIT = "avoided_tco2e"
# Rows of claims hold whole grams; pages show tonnes.
GRAMS = 1_000_000
STAGES = ("planned", "estimated", "monitored", "verified", "retired", "transferred", "unsettled")
# What the city may call its own: what was verified and is neither sold nor in doubt.
OWN = ("verified", "retired")


@dataclass(frozen=True)
class Claim:
    """What one account of claims is about. `tail` is project, vintage and serials as they stand.

    `edition` is the published edition that the grams are of; 0 where they are a running total or no acts'.
    """

    stage: str
    gwp_set: str
    project: str
    tail: str
    grams: int = 0
    edition: int = 0


@dataclass(frozen=True)
class ActsClaim:
    """What acts of a programme avoided in a month as it is claimed; `edition` None: not published yet."""

    programme: str
    month: str
    grams: int
    edition: int | None


@dataclass(frozen=True)
class CityClaim:
    """A city's claim in one set of warming potentials, in grams: its own, and what is not its own."""

    gwp_set: str
    stages: tuple[tuple[str, int], ...]

    @property
    def own(self) -> int:
        """What the city may call its own."""
        return sum(grams for stage, grams in self.stages if stage in OWN)

    def at(self, stage: str) -> int:
        """What lies at one stage."""
        return dict(self.stages).get(stage, 0)


def find_claim(path: str, *, grams: int = 0) -> Claim | None:
    """What an account is about; None where it is no claim.

    >>> find_claim("claim/verified/sar/landfill-gas/2009/1-10")
    Claim(stage='verified', gwp_set='sar', project='landfill-gas', tail='landfill-gas/2009/1-10', grams=0)
    """
    parts = path.split("/")
    if len(parts) < 5 or parts[0] != CLAIM or parts[1] not in STAGES:
        return None
    return Claim(parts[1], parts[2], parts[3], "/".join(parts[3:]), grams)


def claims(book: Book) -> tuple[Claim, ...]:
    """Every claim of a place that is not empty, by its account; then what residents' acts avoided."""
    stated = tuple(
        claim
        for account in book.below(CLAIM, unit=UNIT)
        if account.balance and (claim := find_claim(account.path, grams=account.balance))
    )
    return (*stated, *_of_acts(book))


def _of_acts(book: Book) -> tuple[Claim, ...]:
    """What acts of residents avoided by estimate, by programme and month.

    Each resident's grams lie in an account of their own. They come out of one account a month, whose balance
    below zero is their sum: so this asks for months, not for residents.
    """
    newest: dict[str, Total] = {}
    for total in book.published:
        newest.setdefault(total.name.partition("/")[2], total)
    found = []
    for account in book.below(ACTS_OUTSIDE, unit=UNIT):
        gwp_set, _slash, tail = account.path.removeprefix(f"{ACTS_OUTSIDE}/").partition("/")
        known = newest.get(tail)
        grams = -account.balance if known is None else known.amount or 0
        if grams:
            edition = known.edition if known else 0
            found.append(Claim("estimated", gwp_set, tail.partition("/")[0], tail, grams, edition))
    return tuple(found)


def acts_claimed(book: Book) -> tuple[ActsClaim, ...]:
    """The months of residents' acts that a city claims, and by which edition, the latest first."""
    months = [
        ActsClaim(claim.project, claim.tail.rpartition("/")[2], claim.grams, claim.edition or None)
        for claim in _of_acts(book)
    ]
    return tuple(sorted(months, key=lambda each: (each.month, each.programme), reverse=True))


def city_claims(book: Book) -> tuple[CityClaim, ...]:
    """The city's claim, one for each set of warming potentials: sets are never added together."""
    standing = claims(book)
    return tuple(
        CityClaim(
            gwp_set,
            tuple(
                (stage, sum(c.grams for c in standing if (c.gwp_set, c.stage) == (gwp_set, stage)))
                for stage in STAGES
            ),
        )
        for gwp_set in sorted({claim.gwp_set for claim in standing})
    )
