"""Answers about networks: which edition is in force, and its arrays, opened without reading them."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from django.conf import settings

from dure.grammar.shapes import Text
from dure.kernel.networks import models

Array = npt.NDArray[Any]
FOLDER = "networks"


class NetworkLost(RuntimeError):
    """The folder of an edition is not there."""


@dataclass(frozen=True)
class Flaw:
    """How many links had something wrong; mended says whether a stated rule put it right."""

    kind: str
    links: int
    mended: bool


@dataclass(frozen=True)
class Edition:
    """One published edition of a network."""

    id: int
    place: str
    name: str
    title: Text
    digest: str
    layout: str
    nodes: int
    links: int
    turns: int
    length_m: float
    valid_from: date | None
    source: str
    locator: str
    recorded_at: datetime
    flaws: tuple[Flaw, ...]

    @property
    def reference(self) -> str:
        """The edition as runs name it."""
        return f"{self.place}/{self.name}@{self.digest}"


@dataclass(frozen=True)
class Area:
    """A part of the place that links lie in; people where their number is known."""

    id: str
    name: Text
    people: int | None


@dataclass(frozen=True, eq=False)
class Columns:
    """The arrays of an edition, memory-mapped, and its lists of words."""

    arrays: Mapping[str, Array]
    classes: tuple[str, ...]
    modes: tuple[str, ...]
    areas: tuple[Area, ...]

    def __getitem__(self, name: str) -> Array:
        """The column of that name."""
        return self.arrays[name]


def find_edition(place: str, *, name: str, on: date | None = None) -> Edition | None:
    """The edition in force: the last that was published, or with `on` the last valid on that day."""
    rows = models.Edition.objects.filter(place=place, name=name).prefetch_related("flaws")
    if on is not None:
        rows = rows.filter(valid_from__lte=on).order_by("-valid_from", "-id")
    else:
        rows = rows.order_by("-id")
    row = rows.first()
    return _edition(row) if row else None


def edition_of(reference: str) -> Edition | None:
    """The edition that a run names as `place/name@digest`."""
    whole, _at, digest = reference.rpartition("@")
    place, _slash, name = whole.rpartition("/")
    rows = models.Edition.objects.filter(place=place, name=name, digest=digest).prefetch_related("flaws")
    row = rows.order_by("-id").first()
    return _edition(row) if row else None


def editions(place: str) -> tuple[Edition, ...]:
    """Every edition of a place's networks, the newest first."""
    rows = models.Edition.objects.filter(place=place).prefetch_related("flaws").order_by("-id")
    return tuple(_edition(row) for row in rows)


def _edition(row: models.Edition) -> Edition:
    flaws = sorted(row.flaws.all(), key=lambda flaw: (-flaw.links, flaw.kind))
    return Edition(
        id=row.id,
        place=row.place,
        name=row.name,
        title=Text(row.title_ko, row.title_en),
        digest=row.digest,
        layout=row.layout,
        nodes=row.nodes,
        links=row.links,
        turns=row.turns,
        length_m=row.length_m,
        valid_from=row.valid_from,
        source=row.source,
        locator=row.locator,
        recorded_at=row.recorded_at,
        flaws=tuple(Flaw(flaw.kind, flaw.links, flaw.mended) for flaw in flaws),
    )


def folder_of(digest: str) -> Path:
    """Where the arrays of a digest lie."""
    return Path(settings.HOME) / FOLDER / digest


@lru_cache(maxsize=8)
def columns(digest: str) -> Columns:
    """The arrays of an edition. Raises NetworkLost where they are not there."""
    folder = folder_of(digest)
    try:
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        arrays = {path.stem: np.load(path, mmap_mode="r") for path in sorted(folder.glob("*.npy"))}
    except (OSError, ValueError) as error:
        raise NetworkLost(f"{folder}: {error}") from None
    areas = tuple(Area(area["id"], Text(area["ko"], area["en"]), area["people"]) for area in about["areas"])
    return Columns(arrays, tuple(about["classes"]), tuple(about["modes"]), areas)


def area_shapes(digest: str) -> tuple[Mapping[str, Any], ...]:
    """The outlines of an edition's areas as GeoJSON geometries, in the order of its areas."""
    path = folder_of(digest) / "areas.json"
    try:
        return tuple(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise NetworkLost(f"{path}: {error}") from None


def flawed_links(digest: str, *, limit: int = 1000) -> tuple[tuple[str, ...], ...]:
    """What was wrong with which link, and what was found there; at most so many rows."""
    path = folder_of(digest) / "flaws.csv"
    try:
        with open(path, encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows, None)
            return tuple(tuple(row) for row, _number in zip(rows, range(limit), strict=False))
    except OSError as error:
        raise NetworkLost(f"{path}: {error}") from None
