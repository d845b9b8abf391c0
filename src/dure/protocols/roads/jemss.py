"""The layout of JEMSS, an ambulance simulator: nodes.csv and arcs.csv, with a travel time for each mode.

Distances are kilometres and times days; arcs have one direction and straight lines between their nodes.
"""

import csv
import io
import math
import zipfile
from collections.abc import Iterator, Mapping

from dure.protocols.roads.network import Gathering, Link, Roads

HOURS_A_DAY = 24
FILES = ("nodes.csv", "arcs.csv")


def read_jemss(content: bytes) -> Roads:
    """The roads of a zip of both files. Raises ValueError where one is missing or has no such table."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise ValueError("the file is no zip") from None
    inside = {name.rpartition("/")[2]: name for name in archive.namelist()}
    if missing := [name for name in FILES if name not in inside]:
        raise ValueError(f"the zip has no {' and no '.join(missing)}")
    nodes, arcs = (archive.read(inside[name]).decode("utf-8-sig") for name in FILES)
    at: dict[str, tuple[float, float]] = {}
    gathering = Gathering()
    for row in _rows(nodes, "nodes", ("index", "x", "y")):
        node, x, y = _id(row["index"]), _number(row["x"]), _number(row["y"])
        if node and abs(x) <= 180 and abs(y) <= 90:
            at[node] = (x, y)
        else:
            gathering.note("unreadable_row", f"node {row['index']}")
    modes: tuple[str, ...] = ()
    for row in _rows(arcs, "arcs", ("index", "fromNode", "toNode", "distance")):
        if not modes:
            modes = tuple(key for key in row if key.startswith("mode_"))
            gathering.modes = modes or ("car",)
        _arc(gathering, row, at, modes)
    return gathering.roads()


def _rows(text: str, title: str, needed: tuple[str, ...]) -> Iterator[Mapping[str, str]]:
    """The rows of the table of that title, which follow its heading until an empty one."""
    lines = csv.reader(io.StringIO(text))
    heading: list[str] = []
    for line in lines:
        cells = [cell.strip() for cell in line]
        if not heading and cells and cells[0] == title:
            heading = [cell.strip() for cell in next(lines, [])]
            if missing := [name for name in needed if name not in heading]:
                raise ValueError(f"the table {title} has no column {', '.join(missing)}")
        elif heading:
            if not any(cells):
                return
            # A row that breaks off has empty cells.
            yield dict(zip(heading, cells + [""] * len(heading), strict=False))
    if not heading:
        raise ValueError(f"there is no table {title}")


def _arc(
    gathering: Gathering,
    row: Mapping[str, str],
    at: Mapping[str, tuple[float, float]],
    modes: tuple[str, ...],
) -> None:
    """One arc as a link; what is wrong with it is noted."""
    link, begin, end = (_id(row[key]) for key in ("index", "fromNode", "toNode"))
    if not link:
        gathering.note("unreadable_row", row["index"])
        return
    if begin not in at or end not in at:
        gathering.note("unknown_node", link, begin if begin not in at else end)
        return
    length_km = _number(row["distance"])
    if math.isnan(length_km):
        gathering.note("no_length", link, row["distance"])
    speeds = tuple(_speed(gathering, link, length_km, row[mode]) for mode in modes) or (math.nan,)
    gathering.add(Link(link, link, begin, end, (at[begin], at[end]), "other", "", length_km * 1000, speeds))


def _speed(gathering: Gathering, link: str, length_km: float, time_d: str) -> float:
    """The speed of a mode in km/h, unknown where its time is none."""
    time_h = _number(time_d) * HOURS_A_DAY
    if not time_h > 0 or math.isinf(time_h):
        gathering.note("zero_speed", link, time_d)
        return math.nan
    return length_km / time_h if length_km > 0 else math.nan


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _id(text: str) -> str:
    """A number of the table as a name: 12.0 is 12."""
    number = _number(text)
    return str(int(number)) if math.isfinite(number) else ""
