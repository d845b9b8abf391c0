"""The marketplace of practices, for machines: what governments offer, adopt, adapt and report back."""

import json
from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from dure.grammar.books.practice_files import FORM, said_entry
from dure.grammar.books.practice_shapes import Amount, Entry
from dure.grammar.shapes import Text
from dure.kernel.cases.read import Case
from dure.kernel.observations import read as observations
from dure.portal import keeping
from dure.portal.data.marketplace import own_entries


@require_safe
def practices(request: HttpRequest) -> HttpResponse:
    """Every practice and adoption of every place, kept while nothing has been recorded since."""
    root = root_of(request)
    content = keeping.content(f"practices/{root}", lambda: _written(root))
    return HttpResponse(content, content_type="application/json; charset=utf-8")


def root_of(request: HttpRequest) -> str:
    """The address of this server, as it was asked."""
    return request.build_absolute_uri("/").rstrip("/")


def told_entries(root: str) -> tuple[tuple[Entry, Case], ...]:
    """The practices and adoptions of this server in the very words that others are told."""
    titles = {source.id: source.title for source in observations.sources()}
    return tuple((_with_titles(entry, titles), case) for entry, case in own_entries(root))


def _written(root: str) -> bytes:
    said = {
        "form": FORM,
        "from": root,
        "practices": [said_entry(entry, place=case.place) for entry, case in told_entries(root)],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _with_titles(entry: Entry, titles: Mapping[str, Text]) -> Entry:
    """The entry with the titles of its documents: their ids mean nothing to another server."""

    def titled(source: str) -> str:
        title = titles.get(source.partition(":")[0])
        return f"{source} ({title.ko} / {title.en})" if title else source

    def of(amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
        return tuple(replace(each, source=titled(each.source)) for each in amounts)

    told = entry.details
    told = replace(told, source=titled(told.source), costs=of(told.costs), results=of(told.results))
    return replace(entry, details=told)


urls = [path("practices.json", practices, name="practices")]
