"""Where goods, copies of books and bookable hours lie in the ledger, and what was paid for them."""

from datetime import datetime

ITEM, COPY, SLOT = "market_item", "book_copy", "slot"
DELIVERED = "outside/market_delivered"
SOLD = "outside/market_sold"
DIFFERENCE = "outside/market_difference"
BOOKS = "outside/library_books"
SLOTS_OPEN = "outside/slots"
SLOTS_USED = "outside/slots_used"
SLOTS_MISSED = "outside/slots_missed"
STOCK = "market/stock/"
SHELF = "library/shelf/"
SLOTS = "slots/"
DUE = "market/due/"


def stock(good: str) -> str:
    """What of a good can be sold."""
    return f"{STOCK}{good}"


def kept(number: str) -> str:
    """What is kept for an order until it is fetched."""
    return f"market/kept/{number}"


def paid(number: str) -> str:
    """What was paid for an order or booking, until it is the seller's or goes back."""
    return f"market/paid/{number}"


def due(seller: str) -> str:
    """What a seller is owed, in won."""
    return f"{DUE}{seller}"


def shelf(book: str) -> str:
    """The copies of a book that are there."""
    return f"{SHELF}{book}"


def book_kept(number: str) -> str:
    """A copy that is kept for whoever is next."""
    return f"library/kept/{number}"


def book_lent(number: str) -> str:
    """A copy that somebody has."""
    return f"library/lent/{number}"


def slot(what: str, start: datetime) -> str:
    """The places of one slot, such as `slots/solar-oven/20261124t1000`.

    >>> slot("solar-oven", datetime(2026, 11, 24, 10))
    'slots/solar-oven/20261124t1000'
    """
    return f"{SLOTS}{what}/{start:%Y%m%dt%H%M}"


def booked(number: str) -> str:
    """A place that somebody has booked."""
    return f"booked/{number}"
