"""Answers the runs and checks of a system on what the packs state of one place, without a database."""

from dataclasses import dataclass, field

import numpy as np

from dure.engines.catalogue import ENGINES
from dure.engines.checks import Verdict
from dure.grammar.addresses import Reference, read_reference
from dure.grammar.periods import period_days
from dure.grammar.shapes import Binding, Packs, Place, RunKind, Stated
from dure.kernel.runs.write.dating import of_period


class NotKnown(Exception):
    """An input is stated as unknown, or not stated: the engine is not asked."""


@dataclass
class Bench:
    """The figures of one place, its system and what is assumed above it, and what the runs have answered."""

    stated: dict[tuple[str, str, str], Stated]
    answers: dict[str, object] = field(default_factory=dict)
    published: dict[tuple[str, str, str], float] = field(default_factory=dict)

    def keep(self, run: RunKind, answer: object) -> None:
        """Keep what a run answers, and what it publishes for one period."""
        self.answers[run.name] = answer
        for publish in run.publishes:
            if not publish.per:
                key = (publish.address, self.year(publish.period), publish.mark)
                self.published[key] = float(getattr(answer, publish.answer))

    def year(self, name: str) -> str:
        """A period, which may be the year that a figure states last."""
        if period_days(name) or not name:
            return name
        years = [self.stated[at].canonical for at in sorted(self.stated) if at[0] == name]
        if not years or years[-1] is None:
            raise NotKnown(name)
        return str(years[-1])

    def value(self, binding: Binding) -> object:
        """What a binding gives: a number, or numbers in the order written."""
        words = {key: value for key, value in binding.words if isinstance(value, str)}
        if binding.kind == "run":
            if words["run"] not in self.answers:
                raise NotKnown(words["run"])
            return getattr(self.answers[words["run"]], words["answer"])
        take = words.get("take", "value")
        if binding.kind == "parts":
            # The bench holds one place: what its parts state is not on it.
            raise NotKnown(binding.argument)
        written = dict(binding.words)[binding.kind]
        period, mark = words.get("period", ""), words.get("mark", "")
        if binding.kind == "series":
            every = [at for at in sorted(self.stated) if (at[0], at[2]) == (written, mark)]
            return np.array([self._take(Reference(*at), take) for at in every])
        if isinstance(written, list):
            references = [read_reference(str(one), period=period, mark=mark) for one in written]
            return np.array([self._take(one, take) for one in references])
        return self._take(read_reference(str(written), period=period, mark=mark), take)

    def last(self, reference: Reference) -> str:
        """The last period for which a figure is stated, for what is bound without one."""
        periods = [at[1] for at in self.stated if (at[0], at[2]) == (reference.address, reference.mark)]
        return max(periods, default="")

    def _take(self, reference: Reference, take: str) -> float:
        """One number of one figure."""
        period = self.year(reference.period) or self.last(reference)
        key = (reference.address, period, reference.mark)
        if key in self.published:
            return self.published[key]
        stated = self.stated.get(key)
        days = period_days(period)
        if take == "if_known":
            return float("nan") if stated is None or stated.canonical is None else float(stated.canonical)
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

    def each(self, run: RunKind) -> tuple[RunKind, ...]:
        """A run once for every period of the figure it names in `each`, as the product does."""
        if not run.each:
            return (run,)
        named = read_reference(run.each)
        of = (named.address, named.mark)
        periods = [at[1] for at in self.stated if (at[0], at[2]) == of]
        return tuple(of_period(run, period=period) for period in sorted(periods))


def bench_of(packs: Packs, *, place: str, system: str) -> tuple[Bench, tuple[RunKind, ...]]:
    """The figures of a place with the parameters above it, the runs of all its systems, and after them the
    checks of one.
    """
    where = next(one for one in packs.places if one.id == place)
    systems = [one for one in packs.systems if one.name in where.runs]
    for_all = [figure for one in systems for figure in one.stated]
    above = [figure for one in _above(packs, where) for figure in one.stated if figure.mark == "parameter"]
    stated = {(one.address, one.period, one.mark): one for one in (*for_all, *above, *where.stated)}
    runs = [run for one in systems for run in one.runs if not run.doubts or one.name == system]
    bench = Bench(stated)
    every = [one for run in runs for one in bench.each(run)]
    return bench, tuple(sorted(every, key=lambda run: bool(run.doubts)))


def _above(packs: Packs, place: Place) -> tuple[Place, ...]:
    """The places that a place is part of, the largest first: what is assumed for all stands there."""
    above = [one for one in packs.places if one.id == place.part_of]
    return (*_above(packs, above[0]), *above) if above else ()


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
        bench.keep(run, answer)
        if isinstance(answer, Verdict):
            found[run.name] = answer
    return found
