"""The facts of a disclosure as plain data: the same books give the same bytes on every machine."""

import json
from collections.abc import Sequence
from typing import Any

from dure.kernel.observations.read import Figure
from dure.kernel.things.read import Place
from dure.portal.data.disclosures.answering import Answer
from dure.portal.pages import plain

# The form of the facts. It changes when the same answers would be told as other data.
FORM = "dure-disclosure-2"


def disclosure_facts(place: Place, *, year: int, answers: Sequence[Answer]) -> dict[str, Any]:
    """The record of a year: every field with its answer or the reason why there is none."""
    said = {
        "form": FORM,
        "place": {"id": place.id, "title": place.title},
        "year": year,
        "fields": [_said(answer) for answer in answers],
    }
    plainly: dict[str, Any] = json.loads(json.dumps(said, ensure_ascii=False, default=plain))
    return plainly


def _said(answer: Answer) -> dict[str, object]:
    field = answer.field
    return {
        "list": field.list,
        "field": field.field,
        "count": field.count,
        "group": field.group,
        "title": field.title,
        "state": answer.state,
        "says": answer.says,
        "kind": answer.kind,
        # The code of a run would change with every reckoning; an address does not.
        "reference": answer.reference,
        "figure": _figure(answer.figure) if answer.figure else None,
        "who": field.who,
        "source": f"{field.source}:{field.locator}",
    }


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "address": figure.full_address,
        "value": figure.value,
        "printed": figure.printed,
        "unit": figure.unit,
        "period": figure.period,
        "mark": figure.mark,
        "source": f"{figure.source}:{figure.locator}" if figure.source else "",
    }


def canonical(facts: dict[str, Any]) -> bytes:
    """The facts as canonical JSON: keys in order, no spaces, UTF-8. These are the bytes that are signed."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
