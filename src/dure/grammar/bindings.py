"""Compares what is bound with what an engine takes: shape, unit and range of every argument."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from dure.grammar.addresses import Reference, Registry, read_reference
from dure.grammar.contracts import Contract, Entry
from dure.grammar.periods import period_days
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import systems as says
from dure.grammar.shapes import Binding, Stated
from dure.grammar.tables import Table
from dure.grammar.units import find_unit
from dure.grammar.words import BINDING_WORDS, CASE_TAKES, RUN_TAKES, TAKES, THING_COLUMNS, WHERES, nearest

KINDS = tuple(BINDING_WORDS)
TAKEN_UNITS = {"known": "1", "year": "year", "first_day": "day", "last_day": "day", "published_on": "day"}
GROUP = re.compile(r"any:\w+")
BETWEEN = re.compile(r"between (-?[\d.]+) and (-?[\d.]+)")


@dataclass(frozen=True)
class Bench:
    """What bindings are compared with: figures, what is stated of them, and the runs of the system."""

    registry: Registry
    stated: Mapping[str, tuple[Stated, ...]]
    runs: Mapping[str, Contract | None]
    units: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Bound:
    """What an argument is bound to: shape, unit (empty where it cannot be known), and how it reads."""

    dimensions: int
    unit: str
    reads: str
    references: tuple[Reference, ...] = ()


def read_binding(table: Table, argument: str) -> Binding | None:
    """The binding of one argument, its words checked; None when it is not one."""
    value = table.values[argument]
    called = f"{table.called.partition(':')[0]}: {argument}"
    kinds = [word for word in KINDS if isinstance(value, dict) and word in value]
    if not isinstance(value, dict) or len(kinds) != 1:
        # `run` and `figure` are told apart by their first word, so exactly one may stand here.
        table.hear(says.not_a_binding(called, KINDS), argument)
        return None
    kind = kinds[0]
    for word in value:
        if word != kind and word not in BINDING_WORDS[kind]:
            near = nearest(word, BINDING_WORDS[kind])
            table.hear(cell_says.unknown_key(called, word, near), argument)
    take = value.get("take", "")
    takes = {"case": CASE_TAKES, "run": RUN_TAKES}.get(kind, TAKES)
    if take and take not in takes:
        table.hear(
            cell_says.not_in_list(f"{called}: take", str(take), takes, nearest(str(take), takes)), argument
        )
    return Binding(argument, kind, tuple(value.items()))


def bound_to(table: Table, binding: Binding, bench: Bench) -> Bound | None:
    """What `binding` gives; None when that is wrong, which is noted."""
    words = dict(binding.words)
    if binding.kind in ("figure", "figures", "series", "parts"):
        return _figures(table, binding, bench)
    if binding.kind == "run":
        return _answer(table, binding, bench)
    for key in (binding.kind, "column", "unit", "answer"):
        if key in words and not isinstance(words[key], str):
            _hear_form(table, binding.argument, key)
            return None
    return _rows(binding) if _filters(table, binding, words) else None


def _rows(binding: Binding) -> Bound:
    """The shape and unit of things, a balance, or a count of cases."""
    words = dict(binding.words)
    if binding.kind == "thing":
        return Bound(2 if "columns" in words else 1, "", str(words["thing"]))
    if binding.kind == "ledger":
        unit = str(words.get("unit", ""))
        return Bound(0, unit if find_unit(unit) else "", str(words["ledger"]))
    return Bound(0, "1", str(words["case"]))


def _filters(table: Table, binding: Binding, words: Mapping[str, object]) -> bool:
    """Whether the columns and equalities of a binding are words that it knows; noted when not."""
    columns, where = words.get("columns", [words.get("column", "")]), words.get("where", {})
    if not isinstance(columns, list) or not isinstance(where, dict):
        _hear_form(table, binding.argument, "where" if isinstance(columns, list) else "columns")
        return False
    checked: list[tuple[str, str, tuple[str, ...]]]
    checked = [("column", str(column), THING_COLUMNS) for column in columns if binding.kind == "thing"]
    checked += [("where", str(key), WHERES.get(binding.kind, ())) for key in where]
    for key, word, known in checked:
        if word not in known:
            called = f"{binding.argument}: {key}"
            table.hear(cell_says.not_in_list(called, word, known, nearest(word, known)), binding.argument)
            return False
    return True


def _figures(table: Table, binding: Binding, bench: Bench) -> Bound | None:
    """The shape and unit of figures; every one must be declared, and all of one unit."""
    words = dict(binding.words)
    written = words[binding.kind]
    period, mark, take = (words.get(key, "") for key in ("period", "mark", "take"))
    entries = written if isinstance(written, list) and binding.kind == "figures" else [written]
    if not entries or not all(isinstance(word, str) for word in (*entries, period, mark, take)):
        _hear_form(table, binding.argument, binding.kind)
        return None
    if isinstance(written, str) and binding.kind == "figures":
        _hear_form(table, binding.argument, binding.kind)
        return None
    references = tuple(read_reference(str(entry), period=str(period), mark=str(mark)) for entry in entries)
    units: dict[str, str] = {}
    for reference in references:
        wrong = bench.registry.wrong_reference(reference)
        if wrong is not None:
            table.hear(wrong, binding.argument)
            return None
        kind = bench.registry.find(reference.address)
        unit = TAKEN_UNITS.get(str(take), plain_unit(kind.unit) if kind else "")
        units.setdefault(unit, reference.address)
    if len(units) > 1:
        (first_unit, first), (second_unit, second) = list(units.items())[:2]
        table.hear(says.group_units_differ(first, first_unit, second, second_unit), binding.argument)
        return None
    unit = next(iter(units))
    kept = references if take in ("", "value") else ()
    return Bound(0 if binding.kind == "figure" else 1, unit, str(entries[0]), kept)


def plain_unit(symbol: str) -> str:
    """The unit as engines name it: people, vehicles and other counts are plain numbers."""
    unit = find_unit(symbol)
    return "1" if unit is not None and unit.dimension == "1" and unit.factor == 1 else symbol


def _answer(table: Table, binding: Binding, bench: Bench) -> Bound | None:
    """The shape and unit of another run's answer."""
    words = dict(binding.words)
    run, answer = words["run"], words.get("answer", "")
    if not isinstance(run, str) or not isinstance(answer, str):
        _hear_form(table, binding.argument, "run")
        return None
    if run not in bench.runs:
        near = nearest(run, tuple(bench.runs))
        table.hear(says.unknown_run(binding.argument, run, near), binding.argument)
        return None
    contract = bench.runs[run]
    if contract is None:
        return None
    entry = find_answer(table, contract, answer, key=binding.argument, where=binding.argument)
    if entry is None:
        return None
    return Bound(entry.dimensions, "" if "any" in entry.unit else entry.unit, f"{run}: {answer}")


def find_answer(table: Table, contract: Contract, answer: str, *, key: str, where: str) -> Entry | None:
    """The answer of that name; noted when the engine has none."""
    for entry in contract.answers:
        if entry.name == answer:
            return entry
    known = tuple(entry.name for entry in contract.answers)
    table.hear(says.unknown_answer(where, answer, known, nearest(answer, known)), key)
    return None


def _hear_form(table: Table, argument: str, key: str) -> None:
    """Note a value of another form than its word takes."""
    form = {"figures": '["…", "…"]', "columns": '["…", "…"]', "where": '{ … = "…" }'}.get(key, '"…"')
    table.hear(cell_says.wrong_kind(argument, key, form, form), argument)


def hear_argument(table: Table, entry: Entry, bound: Bound, bench: Bench) -> None:
    """Note where what is bound is not what the engine takes. Units of `any:a` are kept in the bench."""
    if entry.dimensions != bound.dimensions:
        table.hear(says.shapes_differ(entry.name, entry.dimensions, bound.dimensions), entry.name)
        return
    if not bound.unit:
        return
    if GROUP.fullmatch(entry.unit):
        first, unit = bench.units.setdefault(entry.unit, (entry.name, bound.unit))
        if unit != bound.unit:
            table.hear(says.group_units_differ(first, unit, entry.name, bound.unit), entry.name)
            return
    elif "any" not in entry.unit and entry.unit != bound.unit:
        table.hear(says.bound_units_differ(entry.name, entry.unit, bound.reads, bound.unit), entry.name)
        return
    for stated in _values(bound.references, bench.stated):
        if stated.canonical is not None and not in_range(stated.canonical, entry.range):
            value = f"{stated.canonical:f} {stated.canonical_unit}"
            sentence = says.out_of_range(entry.name, value, entry.range, file=stated.file, line=stated.line)
            table.hear(sentence, entry.name)
            return


def _values(references: Iterable[Reference], stated: Mapping[str, tuple[Stated, ...]]) -> Iterable[Stated]:
    """What any place states of these figures."""
    for reference in references:
        for row in stated.get(reference.address, ()):
            # Where a figure gives the period, each place has its own: any may be meant.
            any_period = period_days(reference.period) is None
            if (any_period or reference.period == row.period) and reference.mark in ("", row.mark):
                yield row


def in_range(value: Decimal, words: str) -> bool:
    """Whether a value keeps to a range in words: `above zero`, `not negative`, `between 0 and 100`."""
    between = BETWEEN.search(words)
    if between:
        return Decimal(between.group(1).rstrip(".")) <= value <= Decimal(between.group(2).rstrip("."))
    if "above zero" in words:
        return value > 0
    return value >= 0 or "not negative" not in words
