"""The API described: as OpenAPI for machines, and as a page for people. The examples stand in the data."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.runs import read as runs
from dure.kernel.things import read as things
from dure.portal import keeping
from dure.portal.api.routes import DESCRIPTION, TAGS, api
from dure.portal.pages import Page
from dure.portal.resident import measures

JSON = "application/json"
PROBLEM = "application/problem+json"
RESPONSES = {
    "200": "The answer.",
    "304": "Nothing has changed since the ETag that was sent.",
    "404": "There is no such thing here.",
    "422": "A parameter cannot be used; what, where and how to put it right.",
    "429": "Too many requests from one address within a minute; Retry-After says how many seconds to wait.",
}


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description as JSON."""

    def make() -> HttpResponse:
        text = json.dumps(described(), ensure_ascii=False, indent=1)
        return HttpResponse(text + "\n", content_type=f"{JSON}; charset=utf-8")

    return keeping.answer(request, make)


def described() -> dict[str, Any]:
    """The whole description, with examples that can be asked for here."""
    schema: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    schema["tags"] = [{"name": tag, "description": words} for tag, words in TAGS.items()]
    schema["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    known = _examples()
    for path, operation in _operations(schema):
        operation["operationId"] = re.sub(r"\W+", "_", path.removeprefix("/api/v1/")).strip("_")
        for parameter in operation["parameters"]:
            parameter.pop("examples", None)
            if parameter["in"] == "path" and known.get(parameter["name"]):
                parameter["example"] = known[parameter["name"]]
        operation["responses"] = {
            status: _response(status, operation["responses"].get(status, {})) for status in RESPONSES
        }
    return schema


def _operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        yield path, methods["get"]


def _response(status: str, stated: dict[str, Any]) -> dict[str, Any]:
    """A response in words; refusals have the media type of problems."""
    content = stated.get("content", {})
    if status not in {"200", "304"}:
        content = {PROBLEM: shape for shape in content.values()}
    said: dict[str, Any] = {"description": RESPONSES[status]}
    if content:
        said["content"] = content
    headers = {"200": "ETag", "304": "ETag", "429": "Retry-After"}
    if status in headers:
        said["headers"] = {headers[status]: {"schema": {"type": "string"}}}
    return said


def _examples() -> dict[str, str]:
    """For each part of a path something that is there: of the first city that measures anything."""
    for place in things.places():
        if place.kind in {"world", "country"}:
            continue
        known = measures.measures(place)
        reckoned = runs.latest(place.id)
        found = cases.cases(place=place.id, kind="finding", limit=1)
        if not (known and reckoned and found):
            continue
        figure = known[0].actual or known[0].figures[0]
        return {
            "place": place.id,
            "name": known[0].indicator.name,
            "address": figure.full_address,
            "number": found[0].id.rpartition("/")[2],
            "source": figure.source or next((one.id for one in observations.sources()), ""),
            "run": reckoned[0].id,
        }
    return {}


def page(request: HttpRequest) -> Page:
    """The page for people: every address with its parameters, and one to try."""
    schema = described()
    return Page(
        template="api/docs.html",
        shows={
            "says": _(DESCRIPTION),
            "groups": [
                {"title": _(words), "operations": list(_shown(schema, tag))} for tag, words in TAGS.items()
            ],
        },
        data=schema,
        section="data",
    )


def _shown(schema: dict[str, Any], tag: str) -> Iterator[dict[str, object]]:
    for path, operation in _operations(schema):
        if tag in operation["tags"]:
            yield {
                "path": path,
                "title": _(operation["summary"]),
                "says": _(" ".join(operation["description"].split())),
                "parameters": [_parameter(one) for one in operation["parameters"]],
                "example": _filled(path, operation["parameters"]),
            }


def _parameter(stated: dict[str, Any]) -> dict[str, str]:
    """A parameter in words: its name, what it is, and what it may be."""
    schema = stated["schema"]
    options = [schema, *schema.get("anyOf", [])]
    words = next((" · ".join(one["enum"]) for one in options if "enum" in one), "")
    limits = _("%(least)s to %(most)s") % {"least": schema["minimum"], "most": schema["maximum"]} if "minimum" in schema else ""
    return {"name": stated["name"], "says": _(stated.get("description", "")), "values": words or limits}


def _filled(path: str, parameters: list[dict[str, Any]]) -> str:
    """The path with its examples in place; nothing where one is missing."""
    for parameter in parameters:
        if parameter["in"] == "path":
            if "example" not in parameter:
                return ""
            path = path.replace("{" + parameter["name"] + "}", parameter["example"])
    return path
