"""Answers about runs: the trail from a figure down to its sources, and up to what depends on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from dure.grammar.shapes import Text
from dure.kernel.cases.models import Letter, Reason, Step
from dure.kernel.ledgers.models import Account, Block, Transfer
from dure.kernel.observations.models import Figure, Series, Source
from dure.kernel.parties.models import Role, RoleEnd, SeatCount, Standing
from dure.kernel.plans.models import BudgetEdition, BudgetTag, Edition, Plan
from dure.kernel.runs import models

# The digest of a row that says that a run no longer applies: it has no inputs and no answers.
LAPSED = ""
# The answer of a statement for one activity row, in grams of CO2 equivalent; its label is the row.
ROW = "row_co2e_g"
# The tables that grow with everything that is recorded: whatever changes, one of them gets a row.
NUMBERED = (
    Figure, Series, Step, Letter, Reason, Standing, Role, RoleEnd, SeatCount, Plan, Edition, Account,
    Transfer, Block, BudgetEdition, BudgetTag, models.Input, models.Load,
)  # fmt: skip
# What has no number of its own, but is never taken away.
COUNTED = (Source,)


@dataclass(frozen=True)
class Input:
    """One value that an argument was fed with; `reference` is a figure's full address or another door's."""

    argument: str
    kind: str
    reference: str
    figure: int | None
    value: str
    unit: str


@dataclass(frozen=True)
class Answer:
    """One value that a run answered."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class Run:
    """One reckoning, with all that went in and came out."""

    id: str
    place: str
    system: str
    name: str
    engine: str
    title: Text
    says: Text
    is_check: bool
    holds: bool | None
    at: datetime
    engine_digest: str
    inputs: tuple[Input, ...]
    answers: tuple[Answer, ...]


def _run(row: models.Run) -> Run:
    return Run(
        id=row.id,
        place=row.place,
        system=row.system,
        name=row.name,
        engine=row.engine,
        title=Text(row.title_ko, row.title_en),
        says=Text(row.says_ko, row.says_en),
        is_check=row.is_check,
        holds=row.holds,
        at=row.at,
        engine_digest=row.engine_digest,
        inputs=tuple(
            Input(i.argument, i.kind, i.reference, i.figure, i.value, i.unit)
            for i in sorted(row.inputs.all(), key=lambda i: (i.argument, i.position))
        ),
        answers=tuple(
            Answer(a.name, a.label, a.value)
            for a in sorted(row.answers.all(), key=lambda a: (a.name, a.position))
        ),
    )


def find_run(run: str) -> Run | None:
    """The run of that id."""
    row = models.Run.objects.prefetch_related("inputs", "answers").filter(id=run).first()
    return _run(row) if row else None


def by_id(wanted: Iterable[str]) -> tuple[Run, ...]:
    """The runs of these ids, in the order of their ids."""
    rows = models.Run.objects.prefetch_related("inputs", "answers").filter(id__in=list(wanted))
    return tuple(_run(row) for row in rows.order_by("id"))


def latest(place: str, *, checks: bool | None = None) -> tuple[Run, ...]:
    """The newest run of each name that applies to a place; only checks, or only others, when asked."""
    rows = models.Run.objects.filter(place=place).prefetch_related("inputs", "answers").order_by("at", "id")
    if checks is not None:
        rows = rows.filter(is_check=checks)
    newest = {(row.system, row.name): row for row in rows}
    return tuple(_run(row) for row in newest.values() if row.digest != LAPSED)


def runs_using(figure: int, *, limit: int = 100) -> tuple[Run, ...]:
    """The runs that took this statement as an input: what must be reckoned again if it changes."""
    ids = models.Input.objects.filter(figure=figure).values_list("run_id", flat=True).distinct()[:limit]
    rows = models.Run.objects.filter(id__in=list(ids)).prefetch_related("inputs", "answers").order_by("-at")
    return tuple(_run(row) for row in rows)


@dataclass(frozen=True)
class Load:
    """Which packs were loaded last, by which code, and when."""

    pack_digest: str
    code_version: str
    at: datetime


def state() -> tuple[int, ...]:
    """A tuple that changes whenever anything is recorded: what was read under the same state is still true.

    Every kept answer asks this first, so it is one question to the database.
    """
    quoted = connection.ops.quote_name
    newest = [f"(SELECT MAX({quoted('id')}) FROM {quoted(model._meta.db_table)})" for model in NUMBERED]  # noqa: S608  our own names
    newest += [f"(SELECT COUNT(*) FROM {quoted(model._meta.db_table)})" for model in COUNTED]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(newest))
        return tuple(number or 0 for number in cursor.fetchone())


def is_settled() -> bool:
    """Whether nobody else is in the midst of recording.

    On PostgreSQL whoever took a lower number may be done later than whoever took a higher one: what is read
    meanwhile lacks rows that `state` counts as there. SQLite lets one record at a time.
    """
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() "
            "AND backend_type = 'client backend' AND backend_xid IS NOT NULL AND pid <> pg_backend_pid())"
        )
        return bool(cursor.fetchone()[0])


def last_load() -> Load | None:
    """The last loading of packs, or None on an empty database."""
    row = models.Load.objects.order_by("-at", "-id").first()
    return Load(row.pack_digest, row.code_version, row.at) if row else None
