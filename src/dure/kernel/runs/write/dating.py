"""Periods that a figure gives: `period = "base_year"` is the year that a place states as its base year."""

from dataclasses import dataclass, replace

from dure.grammar import shapes
from dure.grammar.periods import period_days
from dure.grammar.words import EACH
from dure.kernel.observations import read as observations
from dure.kernel.runs.write.binding import PARAMETER, Argument, Fed, NotApplicable, last_of, split, stating


@dataclass(frozen=True)
class Dated:
    """A run with every period written out for a place, and the figures that gave them."""

    kind: shapes.RunKind
    years: tuple[Argument, ...]


def for_each(kind: shapes.RunKind, *, place: str) -> tuple[shapes.RunKind, ...]:
    """A run once for every period that the figure it names in `each` is stated for; others as they are."""
    if not kind.each:
        return (kind,)
    named = split(kind.each, period="", mark="")
    stated = observations.figures(place, addresses=[named.address], marks=[named.mark] if named.mark else ())
    periods = dict.fromkeys(figure.period for figure in stated)
    return tuple(of_period(kind, period=period) for period in periods)


def of_period(kind: shapes.RunKind, *, period: str) -> shapes.RunKind:
    """A run made once for each period, written out for one of them."""
    written = {EACH: period}
    return replace(
        kind,
        name=f"{kind.name}@{period}",
        title=shapes.Text(f"{kind.title.ko} ({period})", f"{kind.title.en} ({period})"),
        inputs=tuple(_binding(binding, written) for binding in kind.inputs),
        publishes=tuple(replace(p, period=written.get(p.period, p.period)) for p in kind.publishes),
        doubts=tuple(_entry(doubt, written) for doubt in kind.doubts),
    )


def dated(kind: shapes.RunKind, *, place: str) -> Dated:
    """Write out the periods of a run for a place. Raises NotApplicable where it does not state one."""
    entries = [str(entry) for binding in kind.inputs for entry in _entries(binding)]
    periods = [split(entry, period="", mark="").period for entry in (*entries, *kind.doubts)]
    periods += [str(dict(binding.words).get("period", "")) for binding in kind.inputs]
    periods += [publish.period for publish in kind.publishes]
    names = dict.fromkeys(period for period in periods if period and not period_days(period))
    years = {name: _year(name, place) for name in names}
    if not years:
        return Dated(kind, ())
    written = {name: str(int(year.fed[0].value)) for name, year in years.items()}
    out = replace(
        kind,
        inputs=tuple(_binding(binding, written) for binding in kind.inputs),
        publishes=tuple(replace(p, period=written.get(p.period, p.period)) for p in kind.publishes),
        doubts=tuple(_entry(doubt, written) for doubt in kind.doubts),
    )
    return Dated(out, tuple(years.values()))


def _entries(binding: shapes.Binding) -> list[object]:
    """The addresses that a binding of figures names."""
    named = dict(binding.words)[binding.kind]
    if binding.kind not in {"figure", "figures"}:
        return []
    return named if isinstance(named, list) else [named]


def _year(name: str, place: str) -> Argument:
    """The year that the nearest place states last; parameters come down from above, all else is its own."""
    found = last_of((place,), address=name, mark="")
    found = found or last_of(stating(place, PARAMETER)[1:], address=name, mark=PARAMETER)
    if found is None or found.value is None:
        raise NotApplicable(f"{place}/{name}")
    if period_days(str(found.value)) is None:
        raise ValueError(f"{found.full_address} is {found.value}, which is not a year that a period can be.")
    year = float(found.value)
    return Argument(name, year, (Fed("figure", found.full_address, found.id, year, "year"),))


def _binding(binding: shapes.Binding, written: dict[str, str]) -> shapes.Binding:
    """A binding with its periods written out."""
    words: list[tuple[str, object]] = []
    for key, value in binding.words:
        if key == "period":
            words.append((key, written.get(str(value), value)))
        elif key in {"figure", "figures"}:
            entries = [_entry(str(entry), written) for entry in _entries(binding)]
            words.append((key, entries if isinstance(value, list) else entries[0]))
        else:
            words.append((key, value))
    return replace(binding, words=tuple(words))


def _entry(entry: str, written: dict[str, str]) -> str:
    """An address with its own period written out."""
    address, at, _ = entry.partition("@")
    named = split(entry, period="", mark="")
    mark = f":{named.mark}" if named.mark else ""
    return f"{address}@{written.get(named.period, named.period)}{mark}" if at else entry
