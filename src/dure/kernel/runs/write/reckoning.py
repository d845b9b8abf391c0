"""Runs engines over what binds to them, keeps inputs and answers as rows, and lets the answers down."""

import hashlib
import inspect
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from dure.engines.catalogue import ENGINES
from dure.engines.checks import Repair, Verdict
from dure.engines.refusals import ShapeError
from dure.grammar import shapes
from dure.grammar.periods import period_days
from dure.grammar.shapes import Text
from dure.kernel.cases import write as cases
from dure.kernel.observations import read as observations
from dure.kernel.observations import write as observing
from dure.kernel.runs import models, read
from dure.kernel.runs.write.binding import Argument, Fed, NotApplicable, bind, knowing_units, split, unit_of
from dure.kernel.runs.write.dating import dated, for_each

# Significant digits that an answer is kept with: more than any input has, fewer than float noise.
DIGITS = 12
MADE_UP = "synthetic"
# Marks of what was promised or expected, and of what was seen or reckoned from it.
MEANT = frozenset({"target", "forecast", "scenario"})
SEEN = frozenset({"observed", "estimated"})


@dataclass(frozen=True)
class Reckoned:
    """What came of one run: its id, whether it is new, and the verdict if it was a check."""

    id: str
    fresh: bool
    verdict: Verdict | None
    arguments: tuple[Argument, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Reckonings:
    """What came of all runs of a place: how many are new, how many findings changed, which were refused."""

    runs: int
    findings: int
    refused: tuple[str, ...]


@knowing_units()
def reckon_all(kinds: Iterable[shapes.RunKind], *, place: str, by: cases.Actor, at: datetime) -> Reckonings:
    """Run everything that applies to a place, in order. A run whose input is missing here does not apply.

    What an engine refuses, or fails at, is named; the others go on.
    """
    fresh = 0
    refused: list[str] = []
    doubted: dict[str, list[cases.Doubt]] = {}
    kinds = tuple(kinds)
    every = [one for kind in kinds for one in for_each(kind, place=place)]
    _lapse_periods(kinds, {one.name for one in every}, place=place, at=at)
    for kind in every:
        try:
            done = reckon(kind, place=place, at=at)
        except NotApplicable:
            _lapse(kind, place=place, at=at)
            continue
        except (ShapeError, ValueError, ArithmeticError, AssertionError) as error:
            _lapse(kind, place=place, at=at)
            refused.append(f"{place}: {kind.system}/{kind.name}: {error}")
            continue
        fresh += done.fresh
        if done.verdict is not None and not done.verdict.holds:
            for address in done.doubts:
                doubted.setdefault(address, []).append(_doubt(kind, done))
    findings = sum(
        _finding(place, address=address, doubts=doubts, by=by, at=at) for address, doubts in doubted.items()
    )
    return Reckonings(fresh, findings, tuple(refused))


def _lapse_periods(
    kinds: Iterable[shapes.RunKind], standing: Collection[str], *, place: str, at: datetime
) -> None:
    """Runs of periods that nothing is stated for any more lapse."""
    for kind in kinds:
        if kind.each:
            rows = models.Run.objects.filter(
                place=place, system=kind.system, name__startswith=f"{kind.name}@"
            )
            for name in set(rows.values_list("name", flat=True)) - set(standing):
                _lapse(replace(kind, name=name), place=place, at=at)


def reckon(kind: shapes.RunKind, *, place: str, at: datetime) -> Reckoned:
    """Run one engine for a place. The same inputs to the same engine are not recorded twice.

    What the run before published and this one does not is withdrawn. Raises NotApplicable where an input is
    missing.
    """
    engine = ENGINES[kind.engine]
    on = dated(kind, place=place)
    kind, years = on.kind, on.years
    arguments = tuple(bind(binding, place=place, system=kind.system) for binding in kind.inputs)
    engine_digest = hashlib.sha256(inspect.getsource(engine).encode()).hexdigest()
    said = [kind.engine, engine_digest, kind.title, kind.says, kind.publishes, kind.doubts]
    said += [(a.name, f.kind, f.reference, f.figure, f.value) for a in (*arguments, *years) for f in a.fed]
    answer = engine(**{argument.name: argument.value for argument in arguments})
    verdict = answer if isinstance(answer, Verdict) else None
    said += _withheld(verdict, arguments)
    digest = hashlib.sha256(repr(said).encode()).hexdigest()
    last = _last(kind, place)
    if last and last.digest == digest:
        return Reckoned(last.id, False, verdict, arguments, kind.doubts)
    with transaction.atomic():
        run = _new_run(kind, place, is_check=verdict is not None, holds=verdict.holds if verdict else None,
                       digest=digest, engine_digest=engine_digest, at=at)  # fmt: skip
        _keep_inputs(run, arguments, years)
        answers = _flat(answer)
        _keep_answers(run, answers)
        published = _publish(run, kind, answers, arguments, at=at)
        if last:
            observing.withdraw_of_run(last.id, but=published, at=at)
    return Reckoned(run.id, True, verdict, arguments, kind.doubts)


def _last(kind: shapes.RunKind, place: str) -> models.Run | None:
    rows = models.Run.objects.filter(place=place, system=kind.system, name=kind.name)
    return rows.order_by("-at", "-id").first()


def _new_run(kind: shapes.RunKind, place: str, **more: Any) -> models.Run:
    number = models.Run.objects.filter(place=place, system=kind.system, name=kind.name).count() + 1
    return models.Run.objects.create(
        id=hashlib.sha256(f"{place}/{kind.system}/{kind.name}/{number}".encode()).hexdigest()[:16],
        place=place, system=kind.system, name=kind.name, engine=kind.engine,
        title_ko=kind.title.ko, title_en=kind.title.en, says_ko=kind.says.ko, says_en=kind.says.en, **more,
    )  # fmt: skip


def _lapse(kind: shapes.RunKind, *, place: str, at: datetime) -> None:
    """A run that no longer applies: what it published is withdrawn; a row without answers says so."""
    last = _last(kind, place)
    if last and last.digest != read.LAPSED:
        with transaction.atomic():
            _new_run(
                kind, place, is_check=last.is_check, holds=None, digest=read.LAPSED, engine_digest="", at=at
            )
            observing.withdraw_of_run(last.id, but=(), at=at)


def _keep_inputs(run: models.Run, arguments: Sequence[Argument], years: Sequence[Argument]) -> None:
    """Keep every value that went in; a figure that gave a period too, unless it is an argument anyway."""
    fed = {fed.figure for argument in arguments for fed in argument.fed}
    arguments = [*arguments, *(year for year in years if year.fed[0].figure not in fed)]
    models.Input.objects.bulk_create(
        models.Input(
            run=run, argument=argument.name, position=n, kind=fed.kind, reference=fed.reference,
            figure=fed.figure, value=plain(fed.value), unit=fed.unit,
        )
        for argument in arguments
        for n, fed in enumerate(argument.fed)
    )  # fmt: skip


def plain(value: float) -> str:
    """A float as plain decimal text, without the noise of binary fractions."""
    if not np.isfinite(value):
        return "unknown"
    text = format(Decimal(f"{value:.{DIGITS}g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _flat(answer: object) -> dict[str, list[float]]:
    """An engine's answer as named lists of numbers; what is not a number is left out."""
    named: Mapping[str, object]
    if is_dataclass(answer):
        named = {field.name: getattr(answer, field.name) for field in fields(answer)}
    else:
        named = {"answer": answer}
    flat: dict[str, list[float]] = {}
    for name, value in named.items():
        if isinstance(value, int | float | np.floating | np.integer | np.bool_ | np.ndarray):
            flat[name] = [float(entry) for entry in np.atleast_1d(np.asarray(value, dtype=float))]
    return flat


def _keep_answers(run: models.Run, answers: dict[str, list[float]]) -> None:
    models.Answer.objects.bulk_create(
        models.Answer(run=run, name=name, position=n, value=plain(value))
        for name, values in answers.items()
        for n, value in enumerate(values)
    )


def _publish(
    run: models.Run, kind: shapes.RunKind, answers: dict[str, list[float]], arguments: tuple[Argument, ...],
    *, at: datetime,
) -> list[str]:  # fmt: skip
    """Record the answers as figures of the run; answers their full addresses."""
    statements = []
    made_up = _is_made_up(fed for argument in arguments for fed in argument.fed)
    for publish in kind.publishes:
        values = answers[publish.answer]
        periods = [publish.period] if not publish.per else _periods(publish.per, answers, arguments)
        unit = unit_of(publish.address)
        for period, value in zip(periods, values, strict=True):
            days = period_days(period)
            assert days is not None
            first, last = days
            text = plain(value)
            statements.append(
                observing.Statement(
                    place=run.place, address=publish.address, period=period,
                    mark=MADE_UP if made_up else publish.mark,
                    printed=text, unit=unit, value=None if text == "unknown" else Decimal(text), step=None,
                    valid_from=first, valid_to=last, published_on=timezone.localdate(at), source="",
                )
            )  # fmt: skip
    if statements:
        observing.record(statements, origin="run", by=run.id, at=at)
    return [f"{one.place}/{one.address}@{one.period}:{one.mark}" for one in statements]


def _is_made_up(fed: Iterable[Fed]) -> bool:
    """Whether a made-up figure went in, itself or through another run: then what follows is made up, too."""
    fed = tuple(fed)
    if any(_mark(each) == MADE_UP for each in fed):
        return True
    runs = {each.reference for each in fed if each.kind == "run"}
    if not runs:
        return False
    rows = models.Input.objects.filter(run__in=runs)
    return _is_made_up(Fed(row.kind, row.reference, row.figure, 0.0, row.unit) for row in rows)


def _periods(per: str, answers: dict[str, list[float]], arguments: tuple[Argument, ...]) -> list[str]:
    fed = {argument.name: [f.value for f in argument.fed] for argument in arguments}
    return [str(int(year)) for year in (answers.get(per) or fed[per])]


def _doubt(kind: shapes.RunKind, done: Reckoned) -> cases.Doubt:
    assert done.verdict is not None
    return cases.Doubt(
        check=kind.name,
        engine=kind.engine,
        run=done.id,
        says=kind.says,
        expected=plain(done.verdict.expected),
        gap=plain(done.verdict.gap),
        proposals=tuple(_proposals(done)),
    )


def _proposals(done: Reckoned) -> Iterable[cases.Proposed]:
    """The repairs of a verdict, each as a value of the figure that fed the argument.

    An argument `values[1]` is the second entry of an array.
    """
    assert done.verdict is not None
    for repair, fed in _repaired(done.verdict, done.arguments):
        if fed.kind == "figure" and not _of_another_kind(repair.value, fed, done.arguments):
            low = "" if repair.low is None else plain(repair.low)
            high = "" if repair.high is None else plain(repair.high)
            yield cases.Proposed(fed.reference, Decimal(plain(repair.value)), low, high)


def _repaired(verdict: Verdict, arguments: Sequence[Argument]) -> Iterable[tuple[Repair, Fed]]:
    """The repairs of a verdict, each with what it would repair."""
    by_name = {argument.name: argument for argument in arguments}
    for repair in verdict.repairs:
        name, _, rest = repair.argument.partition("[")
        yield repair, by_name[name].fed[int(rest.rstrip("]")) if rest else 0]


def _withheld(verdict: Verdict | None, arguments: Sequence[Argument]) -> list[str]:
    """The arguments whose repairs are not proposed."""
    repaired = _repaired(verdict, arguments) if verdict else ()
    return [repair.argument for repair, fed in repaired if _of_another_kind(repair.value, fed, arguments)]


def _of_another_kind(value: float, fed: Fed, arguments: Sequence[Argument]) -> bool:
    """Whether a proposal would put what was seen in the place of what was meant, or the other way round."""
    own, other = (MEANT, SEEN) if _mark(fed) in MEANT else (SEEN, MEANT)
    said = {_mark(each) for argument in arguments for each in argument.fed if each.value == value}
    return bool(said & other) and not said & own


def _mark(fed: Fed) -> str:
    """The mark of a figure that went in; nothing for what is no figure."""
    return fed.reference.rpartition(":")[2] if fed.kind == "figure" else ""


def _finding(place: str, *, address: str, doubts: list[cases.Doubt], by: cases.Actor, at: datetime) -> bool:
    """Propose the finding about an address, or add what is new to it."""
    named = split(address, period="", mark="")
    subject = f"{place}/{named.address}@{named.period}:{named.mark}"
    kind = observations.find_kind(named.address)
    title = kind.title_of(named.address) if kind else Text(named.address, named.address)
    opening = cases.Opening(
        id=f"finding/{hashlib.sha256(subject.encode()).hexdigest()[:10]}",
        place=place,
        kind="finding",
        subject=subject,
        title=Text(f"{title.ko} ({named.period})", f"{title.en} ({named.period})"),
    )
    return cases.doubt(opening, reasons=doubts, by=by, at=at)
