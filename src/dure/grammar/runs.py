"""Reads runs.toml: engines with their arguments bound, and the checks that doubt figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from dure.grammar.addresses import Registry, read_reference
from dure.grammar.bindings import (
    GROUP,
    Bench,
    bound_to,
    find_answer,
    hear_argument,
    plain_unit,
    read_binding,
)
from dure.grammar.contracts import Contract, Contracts
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import systems as says
from dure.grammar.shapes import Binding, Publish, RunKind, Stated
from dure.grammar.tables import Table
from dure.grammar.words import MARKS, NAME, nearest

KEYS = ("name", "engine", "title", "says", "inputs")


@dataclass(frozen=True)
class RunWords:
    """What runs may name: figures, what is stated of them, and engines."""

    registry: Registry
    stated: Mapping[str, tuple[Stated, ...]]
    contracts: Contracts


def read_runs(table: Table, *, system: str, words: RunWords) -> tuple[RunKind, ...]:
    """The runs and checks of a system."""
    table.only("run", "check")
    entries = [(entry, False) for entry in table.tables("run")]
    entries += [(entry, True) for entry in table.tables("check")]
    lines: dict[str, int] = {}
    engines: dict[str, Contract | None] = {}
    for entry, _ in entries:
        name = entry.word("name")
        if name and not NAME.fullmatch(name):
            entry.hear(cell_says.odd_name(name), "name")
        if name in lines:
            entry.hear(cell_says.named_twice("run", name, lines[name]), "name")
        lines.setdefault(name, entry.first)
        engines[name] = _contract(entry, words.contracts)
    kinds = tuple(
        _run(entry, system, is_check=is_check, words=words, engines=engines) for entry, is_check in entries
    )
    _hear_circles(table, kinds, lines)
    return kinds


def _contract(entry: Table, contracts: Contracts) -> Contract | None:
    """The contract of the engine an entry names."""
    engine = entry.word("engine")
    if not engine or engine in contracts:
        return contracts.get(engine)
    known = tuple(contracts)
    last = engine.rpartition(".")[2]
    near = nearest(engine, known) or next((name for name in known if name.endswith("." + last)), "")
    entry.hear(says.unknown_engine(engine, near), "engine")
    return None


def _run(
    entry: Table, system: str, *, is_check: bool, words: RunWords, engines: Mapping[str, Contract | None]
) -> RunKind:
    """One run or check; what is wrong with it is noted."""
    entry.only(*KEYS, "each", "doubts" if is_check else "publishes")
    name, engine = str(entry.values.get("name", "")), str(entry.values.get("engine", ""))
    bench = Bench(words.registry, words.stated, engines)
    contract = engines.get(name)
    inputs = entry.table("inputs", needed=True)
    bindings = _bindings(inputs, contract, bench) if inputs is not None else ()
    publishes = entry.table("publishes")
    return RunKind(
        system=system,
        name=name,
        engine=engine,
        title=entry.text("title"),
        says=entry.text("says", needed=False),
        inputs=bindings,
        publishes=_publishes(publishes, contract, bench) if publishes is not None and not is_check else (),
        doubts=_doubts(entry, words.registry) if is_check else (),
        file=entry.sheet.file,
        line=entry.first,
        each=_each(entry, words.registry),
    )


def _each(entry: Table, registry: Registry) -> str:
    """The figure for whose every period a run is done, if it names one."""
    each = entry.word("each", needed=False)
    wrong = registry.wrong_reference(read_reference(each)) if each else None
    if wrong is not None:
        entry.hear(wrong, "each")
    return each


def _bindings(inputs: Table, contract: Contract | None, bench: Bench) -> tuple[Binding, ...]:
    """The bound arguments, each compared with what the engine takes."""
    takes = {entry.name: entry for entry in contract.arguments} if contract else {}
    bindings = []
    for argument in inputs.values:
        binding = read_binding(inputs, argument)
        bound = bound_to(inputs, binding, bench) if binding else None
        if binding is not None:
            bindings.append(binding)
        if contract is not None and argument not in takes:
            near = nearest(argument, tuple(takes))
            inputs.hear(says.unknown_argument(contract.name, argument, near, tuple(takes)), argument)
        elif bound is not None and argument in takes:
            hear_argument(inputs, takes[argument], bound, bench)
    if contract is not None:
        for entry in contract.arguments:
            if entry.name not in inputs.values and entry.name not in contract.optional:
                inputs.hear(says.missing_argument(contract.name, entry.name, entry.dimensions, entry.unit))
    return tuple(bindings)


def _publishes(table: Table, contract: Contract | None, bench: Bench) -> tuple[Publish, ...]:
    """Where answers are published as figures."""
    published = []
    for address in table.values:
        entry = table.table(address)
        wrong = bench.registry.wrong(address)
        if wrong is not None:
            table.hear(wrong, address)
        if entry is None:
            continue
        entry.only("answer", "period", "mark", "per")
        answer, mark = entry.word("answer"), entry.word("mark", among=MARKS)
        period, per = entry.word("period", needed=False), entry.word("per", needed=False)
        wrong = bench.registry.wrong_period(period) if period else None
        if wrong is not None:
            entry.hear(wrong, "period")
        if contract is not None and answer:
            _hear_answer(entry, contract, bench, address=address)
        published.append(Publish(address, answer, period, mark, per))
    return tuple(published)


def _hear_answer(entry: Table, contract: Contract, bench: Bench, *, address: str) -> None:
    """Note an answer the engine does not give, in another shape or unit than the figure it becomes."""
    answer = str(entry.values.get("answer"))
    found = find_answer(entry, contract, answer, key="answer", where=address)
    kind = bench.registry.find(address)
    if found is None or kind is None:
        return
    if found.dimensions == 1 and "per" not in entry.values:
        entry.hear(cell_says.missing_key(address, "per"))
    if found.dimensions == 0 and "period" not in entry.values:
        entry.hear(cell_says.missing_key(address, "period"))
    arrays = tuple(row.name for row in (*contract.answers, *contract.arguments) if row.dimensions == 1)
    per = entry.values.get("per")
    if isinstance(per, str) and per not in arrays:
        entry.hear(says.unknown_answer(address, per, arrays, nearest(per, arrays)), "per")
    unit = found.unit
    if GROUP.fullmatch(unit):
        unit = bench.units.get(unit, ("", "any"))[1]
    if "any" not in unit and unit != plain_unit(kind.unit):
        entry.hear(says.bound_units_differ(address, kind.unit, answer, unit), "answer")


def _doubts(entry: Table, registry: Registry) -> tuple[str, ...]:
    """The figures a check's finding is about."""
    doubts = entry.words("doubts", needed=False)
    if not doubts:
        entry.hear(says.check_without_doubts(entry.called))
    for doubt in doubts:
        wrong = registry.wrong_reference(read_reference(doubt))
        if wrong is not None:
            entry.hear(wrong, "doubts")
    return doubts


def _hear_circles(table: Table, kinds: tuple[RunKind, ...], lines: Mapping[str, int]) -> None:
    """Note runs that wait for each other's answers."""
    waits = {
        kind.name: {str(dict(binding.words)["run"]) for binding in kind.inputs if binding.kind == "run"}
        for kind in kinds
    }
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        circle = tuple(str(name) for name in reversed(error.args[1]))
        table.sheet.hear(says.runs_go_round(circle), line=lines.get(circle[0]))
