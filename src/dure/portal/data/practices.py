"""The marketplace of practices, for machines: what governments offer, adopt, adapt and report back."""

import json

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from dure.kernel.cases import read as cases
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal import keeping
from dure.portal.pages import plain

FORM = "dure-practices-1"
KINDS = ("practice", "adoption")
MOST = 1000


@require_safe
def practices(request: HttpRequest) -> HttpResponse:
    """Every practice of every place, kept while nothing has been recorded since."""
    root = request.build_absolute_uri("/").rstrip("/")
    content = keeping.content(f"practices/{root}", lambda: _written(root))
    return HttpResponse(content, content_type="application/json; charset=utf-8")


def _written(root: str) -> bytes:
    places = {place.id: place for place in things.places()}
    known = [case for kind in KINDS for case in cases.cases(kind=kind, limit=MOST)]
    said = {
        "form": FORM,
        "from": root,
        "practices": [
            _said(case, places[case.place], root=root)
            for case in sorted(known, key=lambda case: case.id)
            if case.place in places
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1, default=plain).encode()


def _said(case: cases.Case, place: Place, *, root: str) -> dict[str, object]:
    return {
        # The same name wherever it is read: an adoption names it as its subject.
        "id": f"{root}/practices.json#{case.id}",
        "kind": case.kind,
        "of": case.subject,
        "place": {"id": place.id, "title": place.title},
        "title": case.title,
        "state": case.state,
        "steps": [
            {
                "to": step.to_state,
                "on": step.told,
                "says": step.says,
                "source": f"{step.source}:{step.locator}" if step.source else "",
            }
            for step in case.standing
        ],
    }


urls = [path("practices.json", practices, name="practices")]
