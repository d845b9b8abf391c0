"""What a place holds of allowances: its lots, and what of a year was surrendered, sold or carried over."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from dure.grammar.lots import Lot, find_lot
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers.read import Account, Total, Transfer
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.things import read as things

HOLDING = "allowance/holding"
CARRIED = "allowance/carried"
CANCELLED = "allowance/cancelled"
MARKET = "outside/market"
SURRENDERED = "outside/surrendered"
BORROWED = "outside/borrowed"
GOVERNMENT = "outside/government"
SALES = "treasury/allowance_sales"
PURCHASES = "outside/treasury"
RULES = (
    "allowances_tco2e/verified",
    "small_allowance_holder",
    "carry_over_times_of_net_sales",
    "borrowing_limit_percent",
)
# Below these lies all that the pages and acts of allowances, credits and claims ask about.
ROOTS = ("allowance/", "claim/", "credit/", "outside/", "overlap/", "treasury/")
AT_ONCE = 500
# How the names of sums begin that add up what residents' acts avoided.
ACTS = "avoided"


@dataclass(frozen=True)
class Held:
    """Tonnes of one lot, and the account they lie in."""

    lot: Lot
    tonnes: int
    account: str


@dataclass(frozen=True)
class Year:
    """What happened in the account of one year, in tonnes; `borrowed` is what was taken from the next."""

    year: int
    surrendered: int
    net_sales: int
    carried_out: int
    borrowed: int


@dataclass(frozen=True)
class Rules:
    """What figures say about a year. None is unknown: nothing is assumed in its place."""

    verified: int | None
    carry_over_times: Decimal | None
    small_holder: bool | None
    borrowing_percent: Decimal | None


@dataclass(frozen=True)
class Book:
    """A place's accounts of allowances, credits and claims with their balances, all read at one time.

    `published` are the sums of what residents' acts avoided that were published, the newest edition first.
    """

    place: str
    accounts: tuple[Account, ...]
    published: tuple[Total, ...] = ()

    @cached_property
    def put_into_carried(self) -> Counter[str]:
        """What was ever put into each carried lot and not taken back."""
        paths = [account.path for account in self.below(CARRIED, unit="kau")]
        return _moved_into(self.place, paths=paths, unit="kau") if paths else Counter()

    def below(self, path: str, *, unit: str) -> tuple[Account, ...]:
        """Every account below a path in one unit, by its path."""
        return tuple(a for a in self.accounts if a.unit == unit and a.path.startswith(f"{path}/"))

    def tonnes_below(self, path: str, *, unit: str = "kau") -> int:
        """The balance of all accounts below a path."""
        return sum(account.balance for account in self.below(path, unit=unit))

    def balance(self, path: str, *, unit: str) -> int:
        """The balance of one account; zero where it was never opened."""
        return sum(a.balance for a in self.accounts if (a.path, a.unit) == (path, unit))


def book_of(place: str) -> Book:
    """What a place's book holds now of allowances, credits and claims."""
    return Book(place, tuple(_accounts(place)), ledgers.totals(place, below=ACTS))


def _accounts(place: str) -> Iterator[Account]:
    """Every account below the roots, so many at a time."""
    found = ledgers.accounts(place, prefix=ROOTS, limit=AT_ONCE)
    yield from found
    while len(found) == AT_ONCE:
        last = found[-1]
        found = ledgers.accounts(place, prefix=ROOTS, after=last.path, after_unit=last.unit, limit=AT_ONCE)
        yield from found


def lots(book: Book, *, path: str = HOLDING) -> tuple[Held, ...]:
    """The lots below a path that are not empty, in the order of use: the oldest vintage first."""
    found = []
    for account in book.below(path, unit="kau"):
        lot = find_lot(account.path.removeprefix(f"{path}/"))
        if lot is not None and account.balance > 0:
            found.append(Held(lot, account.balance, account.path))
    return tuple(sorted(found, key=lambda held: (held.lot.vintage, held.lot.name, held.account)))


def usable(book: Book, *, year: int) -> tuple[Held, ...]:
    """The lots that serve a year: granted, bought or borrowed for it, or carried over into it and taken in.

    A lot of a later year serves an earlier one only where it was borrowed, so that no limit is passed by; one
    of an earlier year only once it was carried over. What a year has used is used.
    """
    found = []
    for held in lots(book):
        tonnes = min(held.tonnes, _left_of(book.place, held.account, year=year))
        if tonnes > 0:
            found.append(replace(held, tonnes=tonnes))
    return tuple(found)


def _left_of(place: str, account: str, *, year: int) -> int:
    """What came into a lot for one year, less what of it went out for that year."""
    came = (f"{GOVERNMENT}/{year}", f"{MARKET}/{year}", f"{CARRIED}/{year}", f"{BORROWED}/{year + 1}")
    went = (f"{SURRENDERED}/{year}", f"{MARKET}/{year}", f"{CARRIED}/{year + 1}", f"{BORROWED}/{year}")
    total = 0
    for row in ledgers.statement(place, path=account, unit="kau", limit=1000):
        inward = row.credit == account
        other = row.debit if inward else row.credit
        # What takes an act back runs the other way.
        ways = came if inward != _is_taken_back(row) else went
        if any(f"{other}/".startswith(f"{way}/") for way in ways):
            total += row.amount if inward else -row.amount
    return total


def year_of(book: Book, *, year: int) -> Year:
    """What happened in the account of a year.

    What was carried over counts from the lots that left, whether the next year has taken them in or not.
    """
    return Year(
        year=year,
        surrendered=book.tonnes_below(f"{SURRENDERED}/{year}"),
        net_sales=max(0, book.tonnes_below(f"{MARKET}/{year}")),
        carried_out=carried_out(book, year),
        borrowed=-book.balance(f"{BORROWED}/{year + 1}", unit="kau"),
    )


def carried_out(book: Book, year: int) -> int:
    """All that was put into the carried lots of the next year and not taken back."""
    into = book.below(f"{CARRIED}/{year + 1}", unit="kau")
    return sum(book.put_into_carried[account.path] for account in into)


def moved_in(place: str, *, account: Account) -> int:
    """All that was ever put into an account and not taken back, whatever became of it afterwards."""
    return _moved_into(place, paths=[account.path], unit=account.unit)[account.path]


def _moved_into(place: str, *, paths: Sequence[str], unit: str) -> Counter[str]:
    """The same of many accounts, in a few questions."""
    put: Counter[str] = Counter()
    after = 0
    while rows := ledgers.statements(place, paths=paths, unit=unit, after=after, limit=AT_ONCE):
        for row in rows:
            if _is_taken_back(row):
                put[row.debit] -= row.amount
            else:
                put[row.credit] += row.amount
        after = rows[-1].row
        if len(rows) < AT_ONCE:
            break
    return put


def _is_taken_back(row: Transfer) -> bool:
    """Whether a movement takes an act back."""
    return row.reason.origin.startswith("act take-back ")


def rules_of(place: str, *, years: Iterable[int]) -> dict[int, Rules]:
    """What the nearest place states of each year: its verified emissions, and the limits that bind it."""
    stated = stated_rules(place)
    return {year: rules_in(stated, year=year) for year in years}


def stated_rules(place: str) -> list[Figure]:
    """Every figure that binds allowances, of the place and of those above it, the nearest first."""
    return [f for above in things.chain(place) for f in observations.figures(above, addresses=RULES)]


def rules_in(stated: Sequence[Figure], *, year: int) -> Rules:
    """What the nearest place states of one year."""

    def value(address: str, *, mark: str) -> Decimal | None:
        wanted = (address, str(year), mark)
        # The chain begins with the place: the first that fits is the nearest.
        return next((f.value for f in stated if (f.address, f.period, f.mark) == wanted), None)

    verified = value("allowances_tco2e/verified", mark="observed")
    small = value("small_allowance_holder", mark="parameter")
    return Rules(
        verified=None if verified is None else int(verified),
        carry_over_times=value("carry_over_times_of_net_sales", mark="parameter"),
        small_holder=None if small is None else bool(small),
        borrowing_percent=value("borrowing_limit_percent", mark="parameter"),
    )
