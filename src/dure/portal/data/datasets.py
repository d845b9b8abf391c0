"""The catalogue for machines: every dataset with its licence and files, in DCAT as JSON-LD."""

import json

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from dure.grammar.shapes import Text
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Source
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal import keeping
from dure.portal.pages import plain

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
COLUMNS = Text(
    "수치마다 단위, 기간, 표시, 출처와 줄을 적었습니다.",
    "Every figure with its unit, period, mark, source and line.",
)
RIGHTS = Text(
    "줄마다 적힌 출처 문서의 이용 조건을 따릅니다.",
    "The licence of the document named in each row holds.",
)
# The pages of a place that are tables: route, the system that it takes, and what it is called.
TABLES = (
    ("place", "", Text("모든 수치", "All figures")),
    ("plans", "", Text("계획", "Plans")),
    ("indicators", "", Text("지표", "Indicators")),
    ("inventory", "inventory", Text("온실가스 인벤토리", "Greenhouse gas inventory")),
    ("place_findings", "", Text("확인할 것", "Findings")),
    ("disclosure", "disclosure", Text("국제 공개", "Disclosure")),
)
FORMATS = {"csv": "text/csv", "json": "application/json"}
# Addresses of well-known licences; any other is told in words.
LICENCES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
}
UNKNOWN = "unknown"


@require_safe
def catalog(request: HttpRequest) -> HttpResponse:
    """The catalogue, kept while nothing has been recorded since."""
    root = request.build_absolute_uri("/").rstrip("/")
    content = keeping.content(f"catalog/{root}", lambda: _written(root))
    return HttpResponse(content, content_type="application/ld+json; charset=utf-8")


def _written(root: str) -> bytes:
    said = {
        "@context": CONTEXT,
        "@id": f"{root}/catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _words(Text("두레 데이터 목록", "Dure data catalogue")),
        "dct:description": _words(
            Text("도시의 장부에 적힌 모든 수치와 출처.", "Every figure of the cities’ books, with source."),
        ),
        "dct:publisher": _agent(Text("두레", "Dure")),
        "dct:language": ["ko", "en"],
        "dcat:dataset": [
            *(_table(place, table, root=root) for place in things.places() for table in TABLES
              if not table[1] or table[1] in place.systems),
            *(_document(source, root=root) for source in observations.sources() if source.figures),
        ],
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, indent=1, default=plain).encode()


def _table(place: Place, table: tuple[str, str, Text], *, root: str) -> dict[str, object]:
    """What a place states, as the tables of its pages."""
    name, _system, title = table
    at = f"{root}/data/{place.id}/{name}"
    return {
        "@id": at,
        "@type": "dcat:Dataset",
        "dct:identifier": f"{place.id}/{name}",
        "dct:title": _words(Text(f"{place.title.ko}: {title.ko}", f"{place.title.en}: {title.en}")),
        "dct:description": _words(COLUMNS),
        "dct:publisher": _agent(place.title),
        "dct:spatial": {"@type": "dct:Location", "dct:identifier": place.id},
        "dct:accessRights": "public",
        # Each row names its document; its licence stands with that document.
        "dct:rights": _words(RIGHTS),
        "dcat:distribution": [
            _file(f"{name}.{form}", {"place": place.id}, form=form, root=root, licence="") for form in FORMATS
        ],
    }  # fmt: skip


def _document(source: Source, *, root: str) -> dict[str, object]:
    """A document with the figures that stand in it."""
    licence = source.licence if source.licence != UNKNOWN else ""
    return {
        "@id": f"{root}/data/sources/{source.id}",
        "@type": "dcat:Dataset",
        "dct:identifier": source.id,
        "dct:title": _words(source.title),
        "dct:publisher": _agent(source.publisher),
        **({"dct:issued": source.published_on} if source.published_on else {}),
        **({"dcat:landingPage": {"@id": source.url}} if source.url else {}),
        "dct:accessRights": "public",
        "dct:license": _licence(source.licence),
        "dcat:distribution": [
            _file(f"source.{form}", {"source": source.id}, form=form, root=root, licence=licence)
            for form in FORMATS
        ],
    }


def _file(name: str, own: dict[str, str], *, form: str, root: str, licence: str) -> dict[str, object]:
    """A file in each language: the words differ, the figures do not."""
    with translation.override("en"):
        at = root + reverse(name, kwargs=own)
    return {
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": at},
        "dcat:downloadURL": {"@id": at},
        "dcat:mediaType": FORMATS[form],
        **({"dct:license": _licence(licence)} if licence else {}),
    }


def _licence(named: str) -> dict[str, object]:
    """A licence by its address where it has a known one, otherwise in words; unknown is said."""
    known = {"@id": LICENCES[named]} if named in LICENCES else {}
    return {**known, "@type": "dct:LicenseDocument", "dct:title": named or UNKNOWN}


def _words(text: Text) -> list[dict[str, str]]:
    return [
        {"@language": language, "@value": words}
        for language, words in (("ko", text.ko), ("en", text.en))
        if words
    ]


def _agent(name: Text) -> dict[str, object]:
    return {"@type": "foaf:Agent", "foaf:name": _words(name)}


urls = [path("catalog.jsonld", catalog, name="catalog")]
