"""Answers about runs: the trail from a figure down to its sources, and up to what depends on it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from dure.grammar.numbers import CONFIDENTIAL
from dure.grammar.shapes import Text
from dure.kernel.cases.models import Letter, Reason, Step, SurveyAnswer
from dure.kernel.ledgers.models import Account, Block, Transfer
from dure.kernel.networks.models import Edition as NetworkEdition
from dure.kernel.observations import read as observations
from dure.kernel.observations.models import Closing, Figure, Series, Source
from dure.kernel.parties.models import Role, RoleEnd, SeatCount, Standing
from dure.kernel.plans.models import BudgetEdition, BudgetTag, Edition, Plan
from dure.kernel.runs import models
from dure.kernel.things.models import Attribute

# The digest of a row that says that a run no longer applies: it has no inputs and no answers.
LAPSED = ""
# The ends of a 95 % range.
RANGES = ("range_low_t", "range_high_t")
# The answer of a statement for one activity row, in grams of CO2 equivalent; its label is the row.
ROW = "row_co2e_g"
ROWS = "row_"
# More figures than a statement has: every source and total of it is asked.
MOST = 100_000
# The tables that grow with everything that is recorded: whatever changes, one of them gets a row.
NUMBERED = (
    Figure, Series, Closing, Step, Letter, Reason, Standing, Role, RoleEnd, SeatCount, Plan, Edition, Account,
    NetworkEdition, Transfer, Block, BudgetEdition, BudgetTag, Attribute, SurveyAnswer,
    models.Input, models.Load,
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
    # Whether something of it is not told, because a confidential figure could be derived from it.
    closed: bool = False


def _rows() -> QuerySet[models.Run]:
    """The rows of runs with what went in and came out, and whether anything at their place is closed."""
    near = Closing.objects.filter(place=OuterRef("place")).exclude(shows=Closing.ANY)
    rows = models.Run.objects.annotate(shut=observations.closing_of_run("id"), near=Exists(near))
    return rows.prefetch_related("inputs", "answers")


def _run(row: models.Run) -> Run:
    """A run as everybody may read it. Takes rows of `_rows` only."""
    run = _unveiled(row)
    if row.shut == 0:  # type: ignore[attr-defined]
        return _shut(run)
    return _without_closed(run) if row.near else run  # type: ignore[attr-defined]


def _shut(run: Run) -> Run:
    """A run that took a confidential figure: what it took is named, but no value that went in or came out."""
    inputs = tuple(replace(fed, value=CONFIDENTIAL, unit="") for fed in run.inputs)
    return replace(run, inputs=inputs, answers=(), holds=None, closed=True)


def _without_closed(run: Run) -> Run:
    """A statement without the rows and answers of its closed sources."""
    if not any(answer.label for answer in run.answers):
        return run
    published = observations.figures_by(run.id, limit=MOST)
    shut = {figure.address.partition("/")[2] for figure in published if figure.closed}
    rows = {_row_of(fed) for fed in run.inputs if _facet(fed.argument) in shut}
    return replace(
        run,
        inputs=tuple(
            replace(fed, value=CONFIDENTIAL, unit="") if _facet(fed.argument) in shut else fed
            for fed in run.inputs
        ),
        answers=tuple(
            answer
            for answer in run.answers
            if not shut
            or (answer.label not in rows if answer.name.startswith(ROWS) else _is_told(answer, shut))
        ),
        closed=bool(shut),
    )


def row_answer(gas: str) -> str:
    """The name of the answer that tells one gas of an activity row: `row_ch4_g`."""
    return f"{ROWS}{gas.lower().replace(' ', '_').replace('-', '')}_g"


def _is_told(answer: Answer, shut: Collection[str]) -> bool:
    """Whether an answer of a source is open. Those of a sector are not: a range tells how large a part is."""
    return "." in answer.label and _facet(answer.label) not in shut


def _row_of(fed: Input) -> str:
    """The row of a series that an input was: `digest#row|factor`."""
    return fed.reference.partition("#")[2].partition("|")[0]


def _is_of_several(answer: Answer) -> bool:
    """Whether an answer is the range of a sector: it would tell how large a closed source of it is."""
    return answer.name in RANGES and "." not in answer.label


def _facet(reference: str) -> str:
    """A reference as addresses write it: I.1.1 is i-1-1."""
    return reference.lower().replace(".", "-")


def _unveiled(row: models.Run) -> Run:
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
    row = _rows().filter(id=run).first()
    return _run(row) if row else None


def find_run_of_row(digest: str, *, row: str) -> Run | None:
    """The newest run that took this row of a series."""
    fed = models.Input.objects.filter(kind="series", reference__startswith=f"{digest}#{row}|")
    found = fed.order_by("-run__at", "-run_id").values_list("run_id", flat=True).first()
    return find_run(found) if found else None


def by_id(wanted: Iterable[str]) -> tuple[Run, ...]:
    """The runs of these ids, in the order of their ids."""
    rows = _rows().filter(id__in=list(wanted))
    return tuple(_run(row) for row in rows.order_by("id"))


def latest(place: str, *, checks: bool | None = None) -> tuple[Run, ...]:
    """The newest run of each name that applies to a place; only checks, or only others, when asked."""
    rows = _rows().filter(place=place).order_by("at", "id")
    if checks is not None:
        rows = rows.filter(is_check=checks)
    newest = {(row.system, row.name): row for row in rows}
    return tuple(_run(row) for row in newest.values() if row.digest != LAPSED)


def find_latest(place: str, *, system: str, name: str) -> Run | None:
    """The newest run of that name at a place, where it applies."""
    row = _rows().filter(place=place, system=system, name=name).order_by("-at", "-id").first()
    return _run(row) if row and row.digest != LAPSED else None


def folder_of(digest: str) -> Path:
    """Where the arrays of a digest lie."""
    return Path(settings.HOME) / "arrays" / digest


@lru_cache(maxsize=8)
def arrays(digest: str) -> Mapping[str, npt.NDArray[Any]]:
    """The arrays that a run answered, by the digest in its answer `arrays`, opened without reading them."""
    return {path.stem: np.load(path, mmap_mode="r") for path in sorted(folder_of(digest).glob("*.npy"))}


def runs_using(figure: int, *, limit: int = 100) -> tuple[Run, ...]:
    """The runs that took this statement as an input: what must be reckoned again if it changes."""
    ids = models.Input.objects.filter(figure=figure).values_list("run_id", flat=True).distinct()[:limit]
    rows = _rows().filter(id__in=list(ids)).order_by("-at")
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
