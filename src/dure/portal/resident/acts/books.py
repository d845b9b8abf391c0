"""Where a resident's acts lie in the ledger: the addresses of wallets, budgets, acts and grams, and what of
them is personal.
"""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import BEGIN

BUDGET = "budget"
FUNDS = "outside/programme_funds"
WALLET = "wallet"
ACTS = "acts_of"
ACTS_OUTSIDE = "outside/resident_acts"
# Rewards of missions are numbered with the acts of whoever is paid, and are no acts.
MISSIONS_OUTSIDE = "outside/resident_missions"
AVOIDED = "avoided_by"
AVOIDED_OUTSIDE = "outside/avoided_by_acts"
AVOIDED_WAITING = "outside/avoided_waiting"
RIGHTS_OUTSIDE = "outside/rights"
GRAMS_UNIT = "avoided_tco2e"
ACT_UNIT = "act"
RIGHT_UNIT = "claim_right"
# Budgets are drawn on by many at once.
LANES = 8
# What begins so carries somebody's id, is one person's alone, or tells what few people got, and stands on no
# public page; what a sponsor's fund has paid is told on its own page, from ten people on.
PERSONAL = (
    *(f"{WALLET}/", f"{ACTS}/", f"{AVOIDED}/", "owed/", "sponsor_fund/", "handed_in/", "cash/", "booked/"),
    *("market/kept/", "market/paid/", "library/kept/", "library/lent/"),
)
# The kilograms of acts are stated without saying by which set of warming potentials.
GWP_SET = "set-unstated"


def budget_of(programme: str) -> str:
    """The account a programme is paid from."""
    return f"{BUDGET}/{programme}"


def funds_of(programme: str) -> str:
    """Where the money of a programme comes from."""
    return f"{FUNDS}/{programme}"


def wallet_of(party: str) -> str:
    """Somebody's wallet; it holds as many units as programmes pay in."""
    return f"{WALLET}/{party}"


def acts_of(party: str) -> str:
    """The account that counts somebody's acts."""
    return f"{ACTS}/{party}"


def turn_key(place: str, holder: str, *, number: int) -> UUID:
    """The key of what is the next thing somebody earns: whoever counted as many makes the same one."""
    digest = hashlib.blake2b(f"{place} act of {holder} {number}".encode(), digest_size=10).digest()
    return posting.make_key(at=BEGIN + timedelta(milliseconds=number), random_bytes=digest)


def avoided_by(party: str, *, programme: str, month: str) -> str:
    """What somebody avoided in a programme in a month, in grams, by estimate: a leaf of that month's tree."""
    return f"{AVOIDED}/{GWP_SET}/{programme}/{month}/{party}"


def avoided_in(programme: str, *, month: str) -> str:
    """Where the grams of a programme's month come from: its balance below zero is the published total."""
    return f"{AVOIDED_OUTSIDE}/{GWP_SET}/{programme}/{month}"


def waiting_of(programme: str) -> str:
    """Where the grams of acts come from that wait for a decision: they are in no month's sum yet."""
    return f"{AVOIDED_WAITING}/{programme}"


def month_of(moment: datetime) -> str:
    """The month of a moment, in the place's own time as it is given."""
    return f"{moment:%Y-%m}"


def is_personal(path: str) -> bool:
    """Whether an account is somebody's own."""
    return path.startswith(PERSONAL)


def public_path(path: str) -> str:
    """A path as everybody may read it: of somebody's own account only what sort it is.

    >>> public_path("wallet/r-1"), public_path("budget/cans")
    ('wallet', 'budget/cans')
    """
    return path.partition("/")[0] if is_personal(path) else path


def avoided_total(place: str, programme: str) -> dict[str, int]:
    """What a programme's acts avoided by estimate, in grams by month."""
    prefix = f"{AVOIDED_OUTSIDE}/{GWP_SET}/{programme}/"
    found = ledgers.accounts(place, prefix=prefix, limit=1000)
    return {account.path.removeprefix(prefix): -account.balance for account in found}
