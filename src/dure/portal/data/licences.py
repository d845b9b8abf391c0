"""What the product and its data are made of, and under which licences."""

import importlib.metadata
import tomllib
from functools import cache
from pathlib import Path

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.observations import read as observations
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.data.catalogue import source_data
from dure.portal.pages import Page
from dure.portal.showing import say


@cache
def _vendored() -> list[dict[str, str]]:
    lock = Path(__file__).resolve().parents[1] / "static" / "vendor" / "VENDOR.lock"
    packages = tomllib.loads(lock.read_text(encoding="utf-8"))["package"]
    return [{"name": p["name"], "version": p["version"], "licence": p["licence"]} for p in packages]


@cache
def _libraries() -> list[dict[str, str]]:
    found = {}
    for package in importlib.metadata.distributions():
        about = package.metadata
        stated = [line for key in ("License-Expression", "License") for line in about.get_all(key) or []]
        licence = stated[0] if stated else _classified(about.get_all("Classifier"))
        found[about["Name"].lower()] = {
            "name": about["Name"],
            "version": package.version,
            "licence": (licence or "").splitlines()[0][:80],
        }
    return [found[name] for name in sorted(found)]


def _classified(classifiers: list[str] | None) -> str:
    own = [line.rpartition(" :: ")[2] for line in classifiers or [] if line.startswith("License ::")]
    return ", ".join(own) or "-"


def licences(request: HttpRequest) -> Page:
    """What the product and its data are made of, and under which licences."""
    data_sources = [s for s in observations.sources() if s.licence]
    rows = [(p["name"], p["version"], p["licence"]) for p in (*_vendored(), *_libraries())]
    return Page(
        template="data/licences.html",
        shows={
            "libraries": Table(
                caption=_("Libraries and typefaces"),
                columns=(Column(_("Name")), Column(_("Version")), Column(_("Licence"))),
                rows=tuple(tuple(Cell(text=text) for text in row) for row in rows),
                csv_href=reverse("licences.csv"),
            ),
            "sources": [
                {
                    "title": say(s.title),
                    "href": reverse("source", kwargs={"source": s.id}),
                    "publisher": say(s.publisher),
                    "licence": showing.licence(s),
                    "note": say(s.note),
                    "to_confirm": s.to_confirm,
                }
                for s in data_sources
            ],
        },
        data={"libraries": rows, "sources": [source_data(s) for s in data_sources]},
        header=("name", "version", "licence"),
        rows=rows,
    )
