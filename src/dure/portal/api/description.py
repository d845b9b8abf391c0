"""The API described: as OpenAPI for machines, and as a page for people. The examples stand in the data."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.runs import read as runs
from dure.kernel.things import read as things
from dure.portal import keeping
from dure.portal.api import words
from dure.portal.api.routes import api
from dure.portal.pages import Page
from dure.portal.resident import measures

JSON = "application/json"
MODULE = "dure_portal_api_routes"
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


def described(language: str = "en") -> dict[str, Any]:
    """The whole description in a language, with examples that can be asked for here."""
    schema: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    known = _examples()
    with override(language):
        schema["info"]["description"] = str(words.WHOLE)
        schema["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
        schema["tags"] = [{"name": tag, "description": str(said)} for tag, said in words.GROUPS.items()]
        for methods in schema["paths"].values():
            _describe(methods["get"], known)
    return schema


def _describe(operation: dict[str, Any], known: Mapping[str, str]) -> None:
    """Give an operation its words, its examples and all its responses."""
    name = operation["operationId"].removeprefix(f"{MODULE}_")
    said = words.OPERATIONS[name]
    operation |= {"operationId": name, "summary": str(said.title), "description": str(said.says)}
    for parameter in operation["parameters"]:
        parameter["description"] = str(words.parameter(parameter["in"], parameter["name"]))
        if parameter["in"] == "path" and known.get(parameter["name"]):
            parameter["example"] = known[parameter["name"]]
    stated = operation["responses"]
    operation["responses"] = {status: _response(status, stated.get(status, {})) for status in RESPONSES}


def _response(status: str, stated: dict[str, Any]) -> dict[str, Any]:
    """A response in words; refusals have the media type of problems."""
    content = stated.get("content", {})
    if status not in {"200", "304"}:
        content = {PROBLEM: content[JSON]} if content else {}
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
    schema = described(get_language() or "ko")
    return Page(
        template="api/docs.html",
        shows={
            "says": schema["info"]["description"],
            "groups": [
                {"title": tag["description"], "operations": list(_shown(schema, tag["name"]))}
                for tag in schema["tags"]
            ],
        },
        data=schema,
        section="data",
    )


def _shown(schema: dict[str, Any], tag: str) -> Iterator[dict[str, object]]:
    """The operations of a group, as the page shows them."""
    for path, methods in schema["paths"].items():
        operation = methods["get"]
        if tag in operation["tags"]:
            yield {
                "path": path,
                "title": operation["summary"],
                "says": operation["description"],
                "parameters": [_parameter(one) for one in operation["parameters"]],
                "example": _filled(path, operation["parameters"]),
            }


def _parameter(stated: dict[str, Any]) -> dict[str, str]:
    """A parameter in words: its name, what it is, and what it may be."""
    schema = stated["schema"]
    listed: list[str] = next((one["enum"] for one in (schema, *schema.get("anyOf", [])) if "enum" in one), [])
    limits = f"{schema['minimum']}–{schema['maximum']}" if "minimum" in schema else ""
    return {"name": stated["name"], "says": stated["description"], "values": " · ".join(listed) or limits}


def _filled(path: str, parameters: list[dict[str, Any]]) -> str:
    """The path with its examples in place; nothing where one is missing."""
    for parameter in parameters:
        if parameter["in"] == "path":
            if "example" not in parameter:
                return ""
            path = path.replace("{" + parameter["name"] + "}", parameter["example"])
    return path
