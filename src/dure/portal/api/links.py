"""Facts as plain JSON, each with the address of one level further."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse

from dure.portal.pages import plain

Facts = dict[str, Any]


def facts(data: object) -> Any:
    """Data of a page as its `.json` gives it: exact decimals as text, days in ISO 8601."""
    return json.loads(json.dumps(data, default=plain))


def href(operation: str, /, *, query: Mapping[str, str] | None = None, **words: str) -> str:
    """The address of an operation of this API."""
    path = reverse(f"api:{operation}", kwargs=words)
    return f"{path}?{urlencode(query, quote_via=quote)}" if query else path


def figure(data: object) -> Facts:
    """A figure with the way to its derivation."""
    plainly: Facts = facts(data)
    return {**plainly, "href": href("figure", address=plainly["address"])}


def source(data: object) -> Facts:
    """A document with the way to its figures, which stand there and are counted in the list."""
    plainly: Facts = facts(data)
    return {**plainly, "href": href("source", source=plainly["id"])}


def run(data: object) -> Facts:
    """A run with the way to itself and to each of its inputs."""
    plainly: Facts = facts(data)
    inputs = [{**fed, "href": _input_href(fed)} for fed in plainly["inputs"]]
    return {**plainly, "inputs": inputs, "href": href("run", run=plainly["id"])}


def _input_href(fed: Facts) -> str | None:
    """What an argument was fed with: a figure or another run; nothing to lead to otherwise."""
    if fed["kind"] == "figure" and "@" in fed["reference"]:
        return href("figure", address=fed["reference"])
    if fed["kind"] == "run":
        return href("run", run=fed["reference"])
    return None


def indicator(data: object, *, place: str) -> Facts:
    """An indicator of a place with the way to itself and to each figure."""
    plainly: Facts = facts(data)
    return {
        **plainly,
        "place": place,
        "figures": [figure(one) for one in plainly["figures"]],
        "href": href("indicator", place=place, name=plainly["name"]),
    }


def finding(data: object) -> Facts:
    """A finding with the way to itself, to the figure as published and to the run behind each reason."""
    plainly: Facts = facts(data)
    return {
        **plainly,
        "published": figure(plainly["published"]) if plainly["published"] else None,
        "reasons": [{**reason, "href": href("run", run=reason["run"])} for reason in plainly["reasons"]],
        "href": href("finding", number=plainly["id"]),
    }


def derivation(data: object) -> Facts:
    """A figure with one level down and one level up, each with the way on."""
    plainly: Facts = facts(data)
    document, reckoned = plainly.pop("source_document"), plainly.pop("from_run")
    used_by, statements = plainly.pop("used_by"), plainly.pop("statements")
    correction = plainly.pop("correction")
    return {
        "figure": figure(plainly),
        "source_document": source(document) if document else None,
        "from_run": run(reckoned) if reckoned else None,
        "correction": correction,
        "used_by": [{**used, "href": href("run", run=used["run"])} for used in used_by],
        "statements": [figure(said) for said in statements],
    }
