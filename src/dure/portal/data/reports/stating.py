"""The facts of a report: everything it shows as plain data, and their digest.

Nothing here depends on the reader's language, on today's date or on when the packs were loaded:
the same packs and the same decisions give the same facts on every machine.
"""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.observations.read import Figure, Source
from dure.kernel.plans import read as plans
from dure.kernel.things import read as things
from dure.portal import showing
from dure.portal.data.reports.gathering import Body, Doubt, Gathered, gathered
from dure.portal.pages import plain
from dure.portal.resident.measures import Measure

# The form of the facts. It changes when the same records would be told as other data.
FORM = "dure-report-3"
# What a figure's data say about this machine rather than about the figure.
OF_THE_MACHINE = ("recorded_at", "place", "run")


class NoSuchPlace(LookupError):
    """No place has this id."""


def facts(place: str, *, recorded_by: datetime | None) -> dict[str, Any]:
    """Everything a report of a place shows, as recorded by a moment; as known now when there is none."""
    found = things.find_place(place)
    if found is None:
        raise NoSuchPlace(place)
    return facts_of(gathered(found, recorded_by=recorded_by))


def facts_digest(said: dict[str, Any]) -> str:
    """The SHA-256 of facts as canonical JSON: keys in order, no spaces, UTF-8."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def facts_of(known: Gathered) -> dict[str, Any]:
    """What was gathered, as plain data."""
    path = known.path
    said = {
        "form": FORM,
        "place": {
            "id": known.place.id,
            "title": known.place.title,
            "kind": known.place.kind,
            "part_of": known.place.part_of,
            "says": known.place.says,
        },
        "path": {
            "base": _address(path.base),
            "goal": _address(path.goal),
            "cut_percent": _address(path.cut_percent),
            "net_zero": _address(path.net_zero),
            "last_published": _address(path.last),
        },
        "figures": [_figure(figure, known) for figure in known.standing],
        "plans": [_plan(plan) for plan in known.plans],
        "indicators": [_indicator(measure) for measure in known.measures],
        "findings": [_finding(doubt, known) for doubt in known.doubts],
        "council": {
            "bodies": [_body(body) for body in known.bodies],
            "cases": [_case(case, known) for case in known.cases],
        },
        "reckonings": [
            {"engine": run.engine, "engine_digest": run.engine_digest, "title": run.title}
            for run in known.runs
        ],
        "sources": [_source(source) for source in known.sources],
    }
    plainly: dict[str, Any] = json.loads(json.dumps(said, ensure_ascii=False, default=plain))
    return plainly


def _address(figure: Figure | None) -> str | None:
    return figure.full_address if figure else None


def _figure(figure: Figure, known: Gathered) -> dict[str, object]:
    """A figure's data. Of a reckoned one the day is left out: it is when this machine reckoned."""
    said = {
        key: value for key, value in showing.data(figure, known.kinds).items() if key not in OF_THE_MACHINE
    }
    kind = showing.kind_of(figure, known.kinds)
    engine = next((run.engine for run in known.runs if run.id == figure.by), "")
    return {
        **said,
        "published_on": None if figure.origin == "run" else figure.published or None,
        "engine": engine,
        "shows": kind.shows,
        "decimals": kind.decimals,
        "corrects": figure.corrects is not None,
    }


def _plan(plan: plans.Plan) -> dict[str, object]:
    return {
        "system": plan.system,
        "counts": [{"level": level, "count": count, "empty": empty} for level, count, empty in plan.counts()],
        "tree": _node(plan.root),
    }


def _node(node: plans.Node) -> dict[str, object]:
    return {
        "code": node.code,
        "level": node.level,
        "title": node.title,
        "empty": node.empty,
        "from": node.from_year,
        "to": node.to_year,
        "owner": node.owner,
        "note": node.note,
        "figures": node.figures,
        "source": node.source,
        "locator": node.locator,
        "children": [_node(child) for child in node.children],
    }


def _indicator(measure: Measure) -> dict[str, object]:
    own = measure.indicator
    return {
        "name": own.name,
        "title": own.title,
        "system": own.system,
        "kind": own.kind,
        "of": own.figures,
        "better": own.better,
        "actual": _address(measure.actual),
        "target": _address(measure.target),
        "by_year": [figure.full_address for figure in measure.figures],
    }


def _finding(doubt: Doubt, known: Gathered) -> dict[str, object]:
    case = doubt.case
    return {
        "figure": case.subject,
        "title": case.title,
        "state": case.state,
        "published": _figure(doubt.published, known) if doubt.published else None,
        "reasons": sorted(
            (
                {
                    "check": reason.check,
                    "engine": reason.engine,
                    "says": reason.says,
                    "expected": reason.expected,
                    "gap": reason.gap,
                    "proposals": [
                        {"figure": p.address, "value": p.value, "low": p.low, "high": p.high}
                        for p in reason.proposals
                    ],
                }
                for reason in case.reasons
            ),
            key=lambda reason: str(reason["check"]),
        ),
        "decisions": [_step(step, known) for step in case.steps[1:]],
    }


def _step(step: cases.Step, known: Gathered) -> dict[str, object]:
    return {
        "to": step.to_state,
        "on": step.told or timezone.localdate(step.at),
        "by": Text(step.by_name, step.by_name) if step.by_name else known.names.get(step.by, Text("", "")),
        "says": step.says,
        "source": step.source,
        "locator": step.locator,
    }


def _case(case: cases.Case, known: Gathered) -> dict[str, object]:
    return {
        "kind": case.kind,
        "title": case.title,
        "state": case.state,
        "steps": [{**_step(step, known), "on": step.told or None} for step in case.steps],
    }


def _body(body: Body) -> dict[str, object]:
    return {
        "name": body.party.name,
        "since": body.party.begun or None,
        "seats": len(body.seats),
        "named": body.named,
        "source": body.party.source,
    }


def _source(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published_on": source.published or None,
        "to_confirm": source.to_confirm,
        "kind": source.kind,
        "url": source.url,
        "licence": source.licence,
    }
