"""The accounts around wallets: where points go when they are exchanged, end, are given or taken back.

`cash/<request>` holds the points and the won of one request until the bank has answered.
"""

from dure.portal.resident.acts import books

HANDED_IN = "handed_in"
ENDED = "ended"
FUND = "exchange_fund"
FUND_SOURCE = "outside/exchange_funds"
SPONSORED = "sponsor_fund"
SPONSOR_SOURCE = "outside/sponsors"
CASH = "cash"
BANK = "outside/paid_by_bank"
CAUSE = "cause"
DRAW = "draw"
TAKEN_BACK = "taken_back"
OWED = "owed"


def handed_in(unit: str) -> str:
    """Where points of a unit lie that were exchanged or paid out: nobody has them any more."""
    return f"{HANDED_IN}/{unit}"


def ended(unit: str) -> str:
    """Where points lie whose last day has passed."""
    return f"{ENDED}/{unit}"


def fund(to: str) -> str:
    """The place's own money for exchanges into a unit."""
    return f"{FUND}/{to}"


def sponsored(number: str) -> str:
    """A sponsor's money: for exchanges, and for nothing else."""
    return f"{SPONSORED}/{number}"


def cash(number: str) -> str:
    """What one request for cash holds."""
    return f"{CASH}/{number}"


def cause(number: str) -> str:
    """What was given for a cause."""
    return f"{CAUSE}/{number}"


def ticket(draw: str, entry: str) -> str:
    """The tickets of one entrant of a draw, under a word that names nobody."""
    return f"{DRAW}/{draw}/{entry}"


def owed(party: str) -> str:
    """What somebody still owes of what was taken back: below zero until it is settled."""
    return f"{OWED}/{party}"


def wallet(party: str) -> str:
    """Somebody's wallet."""
    return books.wallet_of(party)
