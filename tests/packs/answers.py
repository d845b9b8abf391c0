"""Answers the runs and checks of a system on what the packs state of one place, without a database."""

from dataclasses import dataclass, field

import numpy as np

from dure.engines.catalogue import ENGINES
from dure.engines.checks import Verdict
from dure.grammar.addresses import Reference, read_reference
from dure.grammar.periods import period_days
from dure.grammar.shapes import Binding, Packs, RunKind, Stated


class NotKnown(Exception):
    """An input is stated as unknown, or not stated: the engine is not asked."""


@dataclass
class Bench:
    """The figures of one place and its system, and what the runs have answered."""

    stated: dict[tuple[str, str, str], Stated]
    answers: dict[str, object] = field(default_factory=dict)

    def value(self, binding: Binding) -> object:
        """What a binding gives: a number, or numbers in the order written."""
        words = {key: value for key, value in binding.words if isinstance(value, str)}
        if binding.kind == "run":
            return getattr(self.answers[words["run"]], words["answer"])
        take = words.get("take", "value")
        written = dict(binding.words)[binding.kind]
        period, mark = words.get("period", ""), words.get("mark", "")
        if isinstance(written, list):
            references = [read_reference(str(one), period=period, mark=mark) for one in written]
            return np.array([self._take(one, take) for one in references])
        return self._take(read_reference(str(written), period=period, mark=mark), take)

    def _take(self, reference: Reference, take: str) -> float:
        """One number of one figure."""
        stated = self.stated.get((reference.address, reference.period, reference.mark))
        days = period_days(reference.period)
        if stated is None or days is None:
            raise NotKnown(reference)
        if take == "known":
            return float(stated.canonical is not None)
        taken = {
            "value": stated.canonical,
            "step": stated.step,
            "year": days[0].year,
            "first_day": days[0].toordinal(),
            "last_day": days[1].toordinal(),
        }[take]
        if taken is None:
            raise NotKnown(reference)
        return float(taken)


def bench_of(packs: Packs, *, place: str, system: str) -> tuple[Bench, tuple[RunKind, ...]]:
    """The figures of a place and the runs and checks of a system, runs first."""
    kind = next(one for one in packs.systems if one.name == system)
    where = next(one for one in packs.places if one.id == place)
    stated = {(one.address, one.period, one.mark): one for one in (*where.stated, *kind.stated)}
    return Bench(stated), tuple(sorted(kind.runs, key=lambda run: bool(run.doubts)))


def verdicts(packs: Packs, *, place: str, system: str) -> dict[str, Verdict]:
    """The verdict of every check that applies, by its name."""
    bench, runs = bench_of(packs, place=place, system=system)
    found = {}
    for run in runs:
        try:
            inputs = {one.argument: bench.value(one) for one in run.inputs}
        except NotKnown:
            continue
        answer = ENGINES[run.engine](**inputs)
        bench.answers[run.name] = answer
        if isinstance(answer, Verdict):
            found[run.name] = answer
    return found
