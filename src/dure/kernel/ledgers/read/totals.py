"""Sums that were closed: how far they are gathered, what is published of them, and proofs of who is in."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Sum

from dure.kernel.ledgers.models import Account, TotalLeaves, TotalPiece, Transfer
from dure.kernel.ledgers.models import Total as TotalRow
from dure.kernel.ledgers.read import keys
from dure.protocols.sum_pieces import proof_from
from dure.protocols.sum_tree import Holding, Node, Proof, commitment_of, salt_of

MOST = 1000
# So many accounts are gathered in one step.
ACCOUNTS_AT_ONCE = 10_000


@dataclass(frozen=True)
class Total:
    """One edition of a closed sum. `amount` None: not fixed yet; `published_at` None: not published.

    `accounts` is how many there are to gather, `leaves` how many of them had something.
    """

    id: int
    place: str
    name: str
    edition: int
    unit: str
    up_to: int
    accounts: int
    begun_at: datetime
    sealed: bytes
    amount: int | None = None
    leaves: int | None = None
    root: str = ""
    published_at: datetime | None = None
    case: str = ""

    @property
    def about(self) -> str:
        """What its tree is about: place, name and edition, so that it cannot stand for another."""
        return f"{self.place} {self.name} {self.edition}"


def totals(
    place: str, *, name: str = "", below: str = "", published: bool = True, limit: int = MOST
) -> tuple[Total, ...]:
    """Closed sums of a place, of one name or of all names below one, the newest edition of each first."""
    named = Q(name=name) if name else Q(name__startswith=f"{below}/") if below else Q()
    rows = _rows().filter(named, book__place=place).order_by("-name", "-edition")
    if published:
        rows = rows.filter(published__isnull=False)
    return tuple(_seen(row) for row in rows[: min(limit, MOST)])


def find_total(number: int) -> Total | None:
    """The edition with this number."""
    row = _rows().filter(pk=number).first()
    return None if row is None else _seen(row)


def find_edition(place: str, *, name: str, edition: int) -> Total | None:
    """A published edition of a sum."""
    row = _rows().filter(book__place=place, name=name, edition=edition, published__isnull=False).first()
    return None if row is None else _seen(row)


def gathered(total: Total) -> int:
    """How many accounts of a sum have been gathered so far."""
    pieces = TotalPiece.objects.filter(total_id=total.id).count()
    return total.accounts if total.amount is not None else min(pieces * ACCOUNTS_AT_ONCE, total.accounts)


def proof_in(total: Total, *, account: str, key: bytes) -> Proof | None:
    """The proof that an account is in a fixed sum, with what lay in it then; None where nothing did."""
    holding = Holding(account, _held(total, account), salt_of(account, about=total.about, key=key))
    pieces = TotalLeaves.objects.filter(total_id=total.id)
    mine = pieces.filter(first__lte=commitment_of(holding)).order_by("-number").first()
    if mine is None or not holding.grams:
        return None
    tops = [
        Node(bytes(digest), amount)
        for digest, amount in pieces.order_by("number").values_list("digest", "amount")
    ]
    return proof_from(holding, tops=tops, number=mine.number, packed=bytes(mine.packed), about=total.about)


def _held(total: Total, account: str) -> int:
    """What lay in an account at the row of a sum."""
    own = Account.objects.filter(book__place=total.place, path=account, unit=total.unit)
    rows = Transfer.objects.filter(id__lte=total.up_to)
    came = rows.filter(credit__in=own).aggregate(amount=Sum("amount"))["amount"] or 0
    return int(came) - int(rows.filter(debit__in=own).aggregate(amount=Sum("amount"))["amount"] or 0)


def _rows() -> QuerySet[TotalRow]:
    return TotalRow.objects.select_related("book", "root", "published")


def _seen(row: TotalRow) -> Total:
    root = getattr(row, "root", None)
    published = getattr(row, "published", None)
    return Total(
        id=row.pk,
        place=row.book.place,
        name=row.name,
        edition=row.edition,
        unit=row.unit,
        up_to=row.up_to,
        accounts=row.accounts,
        begun_at=keys.from_us(row.begun_at_us),
        sealed=bytes(row.sealed),
        amount=root.amount if root else None,
        leaves=root.leaves if root else None,
        root=bytes(root.digest).hex() if root else "",
        published_at=keys.from_us(published.published_at_us) if published else None,
        case=published.case if published else "",
    )
