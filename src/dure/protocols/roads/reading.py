"""Finds out which layout a file of roads has, and reads it."""

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

from dure.protocols.roads.geojson import read_geojson
from dure.protocols.roads.jemss import read_jemss
from dure.protocols.roads.network import Roads
from dure.protocols.roads.osm import read_osm

LIMIT_BYTES = 1 << 30
LAYOUTS: dict[str, Callable[[bytes], Roads]] = {
    "geojson": read_geojson,
    "jemss": read_jemss,
    "osm": lambda content: read_osm(content, suffix=".osm"),
    "osm_pbf": lambda content: read_osm(content, suffix=".osm.pbf"),
}
SUFFIXES = {".geojson": "geojson", ".json": "geojson", ".zip": "jemss", ".osm": "osm", ".xml": "osm", ".pbf": "osm_pbf"}  # fmt: skip  # noqa: E501


class UnreadableRoads(ValueError):
    """The file holds no roads in the layout that it is said to have."""


def layout_of(path: Path) -> str:
    """The layout of a file by the end of its name, without .gz; nothing where none has that end."""
    return SUFFIXES.get(Path(path.name.removesuffix(".gz")).suffix.lower(), "")


def read_roads(content: bytes, *, layout: str) -> Roads:
    """The roads of a file, which may be packed by gzip. Raises UnreadableRoads."""
    try:
        if content[:2] == b"\x1f\x8b":
            content = _unpacked(content)
        roads = LAYOUTS[layout](content)
    except (OSError, EOFError, zlib.error, ValueError, RecursionError) as error:
        raise UnreadableRoads(str(error)) from None
    if not len(roads.link_id):
        raise UnreadableRoads("there is no road in it")
    return roads


def _unpacked(content: bytes) -> bytes:
    """What gzip packed, unless it is larger than any city's roads."""
    unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
    found = unpacking.decompress(content, LIMIT_BYTES)
    if unpacking.unconsumed_tail:
        raise UnreadableRoads(f"it is larger than {LIMIT_BYTES >> 20} MB when unpacked")
    if not unpacking.eof:
        raise gzip.BadGzipFile("it breaks off")
    return found
