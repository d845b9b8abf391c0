"""What changed between two editions of an annual report: figures, plans, findings, council and sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dure.grammar.shapes import Text

NOTHING = Text("", "")
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """A line that two editions say differently: before and after, empty where it did not stand.

    `part` is figure, plan, finding, council or source. `period` and `mark` are those of a figure, `state`
    those of a case or finding.
    """

    name: str
    part: str
    title: Text
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def report_changes(before: Facts, after: Facts) -> tuple[Change, ...]:
    """The lines that two editions say differently, in the order of the later one."""
    old, new = (dict(_lines(facts)) for facts in (before, after))
    names = [*new, *(name for name in old if name not in new)]
    return tuple(
        Change(
            "/".join(name), name[0], Text(**(new.get(name) or old[name])["title"]),
            old.get(name, {}), new.get(name, {}),
        )
        for name in names
        if old.get(name) != new.get(name)
    )  # fmt: skip


def _lines(facts: Facts) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    """What an edition says, line by line: what each is of, and what counts as what it says."""
    for figure in facts["figures"]:
        told = {name: figure[name] for name in ("printed", "printed_unit", "period", "mark", "value", "unit")}
        title = figure["title"] or {"ko": figure["address"], "en": figure["address"]}
        yield ("figure", f"{figure['address']}/{figure['label']}"), {"title": title, **told}
    for plan in facts["plans"]:
        for node in _nodes(plan["tree"]):
            told = {name: node[name] for name in ("empty", "from", "to", "note")}
            yield ("plan", f"{plan['system']}/{node['code']}"), {"title": node["title"], **told}
    for finding in facts["findings"]:
        told = {"kind": "finding", "state": finding["state"], "steps": len(finding["decisions"])}
        yield ("finding", finding["figure"]), {"title": finding["title"], **told}
    for case in facts["council"]["cases"]:
        told = {"kind": case["kind"], "state": case["state"], "steps": len(case["steps"])}
        yield ("council", f"{case['kind']}/{case['title']['ko']}"), {"title": case["title"], **told}
    for source in facts["sources"]:
        told = {"publisher": source["publisher"], "published_on": source["published_on"]}
        yield ("source", source["id"]), {"title": source["title"], **told}


def _nodes(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield node
    for child in node["children"]:
        yield from _nodes(child)
