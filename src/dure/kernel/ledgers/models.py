"""The tables of the ledgers. Rows are added and never changed: no balance is kept, it is a sum.

A balance is the last closing of the account plus the short tail of rows after it. What leaves an account is
debited from it, what arrives is credited to it, so that the balances of a unit add up to zero.
Times are whole microseconds since 1970: half the bytes of a text, the same on both databases.
"""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q

LARGEST_AMOUNT = 10**15

if TYPE_CHECKING:
    UuidField = models.Field[uuid.UUID, uuid.UUID]
else:
    UuidField = models.Field


class KeyField(UuidField):
    """A UUID, in 16 bytes also where the database has no type for it."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "uuid" if connection.vendor == "postgresql" else "blob"

    def get_db_prep_value(
        self,
        value: uuid.UUID | None,
        connection: BaseDatabaseWrapper,
        prepared: bool = False,  # noqa: ARG002  Django asks for it
    ) -> uuid.UUID | bytes | None:
        return value if value is None or connection.vendor == "postgresql" else value.bytes

    def from_db_value(
        self, value: uuid.UUID | bytes | None, _expression: object, _connection: BaseDatabaseWrapper
    ) -> uuid.UUID | None:
        return uuid.UUID(bytes=value) if isinstance(value, bytes) else value


class Kind(models.IntegerChoices):
    """What a row is."""

    MOVED = 1, "moved"
    PENDING = 2, "pending"
    POSTED = 3, "posted"
    VOIDED = 4, "voided"
    TIMED_OUT = 5, "timed_out"
    REVERSAL = 6, "reversal"
    POOLED = 7, "pooled"


class Book(models.Model):
    """The ledger of one place. Its number leads every key."""

    id = models.SmallAutoField(primary_key=True)
    place = models.CharField(max_length=80, unique=True)


class Account(models.Model):
    """Where amounts of one unit lie. Opened on first use, never changed.

    Lane 0 is the account itself. An account that many draw on has `lanes` more rows, with the same path and
    lanes 1, 2, …: each has the floor for itself, and they lend to one another when one runs dry.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, db_index=False)
    path = models.CharField(max_length=120)
    unit = models.CharField(max_length=20)
    lane = models.PositiveSmallIntegerField(default=0)
    lanes = models.PositiveSmallIntegerField(default=0)
    floor = models.BigIntegerField(null=True)
    opened_at_us = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "path", "unit", "lane"], name="an_address_is_one_account"
            ),
            models.CheckConstraint(
                condition=Q(lanes=0) | Q(floor=0, floor__isnull=False), name="lanes_have_floor_zero"
            ),
        ]


class Unit(models.Model):
    """What is counted, as packs name it. Rows hold whole numbers of it; pages show it with `decimals`."""

    name = models.CharField(primary_key=True, max_length=20)
    title_ko = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    decimals = models.PositiveSmallIntegerField(default=0)


class AccountKind(models.Model):
    """What packs say of accounts with this path, in every place, and of those below it."""

    path = models.CharField(primary_key=True, max_length=120)
    title_ko = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    floor = models.BigIntegerField(null=True)


class Reason(models.Model):
    """Why something moved and who says so, kept once for all rows that share it."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, db_index=False)
    digest = models.BinaryField(max_length=16)
    says_ko = models.CharField(max_length=400)
    says_en = models.CharField(max_length=400)
    source = models.CharField(max_length=120)
    locator = models.CharField(max_length=120)
    origin = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "digest"], name="a_reason_is_kept_once")]


class Transfer(models.Model):
    """Something moved: out of `debit`, into `credit`. `follows` is the row that this one ends or takes back.

    A pending row moves the amount to the account `held`; its end moves it on to `meant_for`, or back.
    The database does not check that the accounts are there (`db_constraint`): every row is written by one
    statement that has just found them, they cannot be deleted, and on PostgreSQL the check would lock the row
    of a busy account once for every transfer.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    key = KeyField()
    debit = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    credit = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    amount = models.BigIntegerField()
    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    happened_at_us = models.BigIntegerField()
    recorded_at_us = models.BigIntegerField()
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    # A nullable field of our own
    linked = KeyField(null=True)  # type: ignore[misc]
    follows = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    meant_for = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    until_us = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "key"], name="a_key_is_used_once"),
            models.UniqueConstraint(
                fields=["follows"], condition=Q(follows__isnull=False), name="a_row_ends_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="amount_above_zero"),
            models.CheckConstraint(condition=Q(amount__lte=LARGEST_AMOUNT), name="amount_within_reach"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="debit_is_not_credit"),
            models.CheckConstraint(condition=Q(kind__gte=1, kind__lte=7), name="kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind=Kind.PENDING, meant_for__isnull=False)
                | (~Q(kind=Kind.PENDING) & Q(meant_for__isnull=True, until_us__isnull=True)),
                name="only_pending_is_meant_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(kind__gte=Kind.POSTED, kind__lte=Kind.REVERSAL, follows__isnull=False)
                | (~Q(kind__gte=Kind.POSTED, kind__lte=Kind.REVERSAL) & Q(follows__isnull=True)),
                name="an_end_follows_a_row",
            ),
        ]
        indexes = [
            models.Index(fields=["debit", "id"], name="transfer_out_of"),
            models.Index(fields=["credit", "id"], name="transfer_into"),
            models.Index(fields=["linked"], condition=Q(linked__isnull=False), name="transfer_linked"),
            models.Index(
                fields=["book", "until_us"], condition=Q(kind=Kind.PENDING), name="transfer_pending"
            ),
        ]


class Closing(models.Model):
    """The balance of an account up to and with a row, so that the sum after it stays short."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, db_index=False)
    up_to = models.BigIntegerField()
    balance = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "up_to"], name="an_account_is_closed_once_at_a_row")
        ]


class Block(models.Model):
    """Rows sealed after commit. `digest` covers `previous` and every row.

    `marks` has four bytes for each row, which tell the row that was changed.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, db_index=False)
    number = models.PositiveIntegerField()
    last_row = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    marks = models.BinaryField()
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    sealed_at_us = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "number"], name="a_block_has_one_number")]


class Total(models.Model):
    """The sum of all accounts below a path up to a row, as it was begun; of one name there are editions.

    `counter` is the account that all of it came out of: its balance below zero must be the same. `sealed` is
    the secret of the salts, which only the place's own program can open.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, db_index=False)
    name = models.CharField(max_length=120)
    edition = models.PositiveSmallIntegerField()
    below = models.CharField(max_length=120)
    counter = models.CharField(max_length=120)
    unit = models.CharField(max_length=20)
    up_to = models.BigIntegerField()
    accounts = models.PositiveIntegerField()
    sealed = models.BinaryField(max_length=80)
    begun_at_us = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "name", "edition"], name="a_total_has_one_edition")
        ]


class TotalPiece(models.Model):
    """Leaves gathered so far, in the order of paths; gone once the root is made. Work, no record."""

    total = models.ForeignKey(Total, on_delete=models.PROTECT, db_index=False)
    number = models.PositiveIntegerField()
    last_path = models.CharField(max_length=120)
    is_last = models.BooleanField()
    packed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["total", "number"], name="a_piece_is_gathered_once")]


class TotalLeaves(models.Model):
    """A piece of the finished tree: its leaves in the order of their commitments, and the node over them."""

    total = models.ForeignKey(Total, on_delete=models.PROTECT, db_index=False)
    number = models.PositiveIntegerField()
    first = models.BinaryField(max_length=32)
    packed = models.BinaryField()
    digest = models.BinaryField(max_length=32)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["total", "number"], name="leaves_are_kept_once")]


class TotalRoot(models.Model):
    """What fixes a total: its amount, how many accounts are in it, and the digest over all of them."""

    total = models.OneToOneField(Total, on_delete=models.PROTECT, related_name="root", primary_key=True)
    amount = models.BigIntegerField()
    leaves = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32)
    fixed_at_us = models.BigIntegerField()


class TotalPublished(models.Model):
    """That a total was published, and the case in which another person looked at it."""

    total = models.OneToOneField(Total, on_delete=models.PROTECT, related_name="published", primary_key=True)
    case = models.CharField(max_length=120)
    published_at_us = models.BigIntegerField()


class Tally(models.Model):
    """What left an account in a month, of the rows up to one: columns that can be made again from the rows.

    `number` is that of the step; a step makes one for each month it finds, and the next begins after `up_to`.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, db_index=False)
    month = models.CharField(max_length=7)
    number = models.PositiveIntegerField()
    up_to = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    packed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "month", "number"], name="a_tally_is_gathered_once")
        ]
        indexes = [models.Index(fields=["account", "up_to", "number"], name="tally_up_to")]
