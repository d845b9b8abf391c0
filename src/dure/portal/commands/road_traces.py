"""Reads traces a piece at a time, matches them to a network, and writes what came of each position."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from dure.engines.roads.match_ground import Ground
from dure.engines.roads.matching import USUAL, WHY, match_traces

NEEDED = ("trip_id", "time", "lon", "lat")
HEADER = ("trip_id", "time", "link_id", "way_id", "offset_m", "confidence", "break")
# Rows that are matched at a time, at least; a trip is never cut.
PIECE = 200_000
BLOCK_BYTES = 1 << 22
Array = npt.NDArray[np.float64]


class NoTraces(ValueError):
    """The file holds no traces."""


@dataclass(frozen=True)
class Counts:
    """What was met on the way, and what was done about it: `whole` has trips, positions and matched ones."""

    whole: Counter[str] = field(default_factory=Counter)
    flaws: Counter[str] = field(default_factory=Counter)
    breaks: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Names:
    """What links are called, and the box that the network fills."""

    link_id: npt.NDArray[np.str_]
    way_id: npt.NDArray[np.str_]
    box: tuple[float, float, float, float]


def match_file(traces: Path, *, out: Path, on: Ground, names: Names, sigma_m: float) -> Mapping[str, int]:
    """Match every trip of a CSV and write a row for each position, in the order of the file; answers what was
    counted, by its name.

    Trips stand together; one that comes again later is matched as another piece. Raises NoTraces, OSError.
    """
    counts = Counts()
    part = out.with_name(out.name + ".part")
    try:
        with open(part, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            for piece in _pieces(traces):
                writer.writerows(_matched(piece, on=on, names=names, sigma_m=sigma_m, counts=counts))
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return _told(counts)


def _pieces(traces: Path) -> Iterator[pa.Table]:
    """Whole trips, many at a time, so that memory stays bounded."""
    types = {
        "trip_id": pa.string(),
        "lon": pa.float64(),
        "lat": pa.float64(),
        "accuracy_m": pa.float64(),
        "time": pa.string(),
    }
    try:
        reader = pacsv.open_csv(
            traces,
            read_options=pacsv.ReadOptions(block_size=BLOCK_BYTES),
            convert_options=pacsv.ConvertOptions(column_types=types, strings_can_be_null=False),
        )
        if missing := [name for name in NEEDED if name not in reader.schema.names]:
            raise NoTraces(f"no column {', '.join(missing)}")
        held: list[pa.RecordBatch] = []
        rows = 0
        for batch in reader:
            held.append(batch)
            rows += batch.num_rows
            if rows >= PIECE:
                table = pa.Table.from_batches(held)
                trips = table.column("trip_id").to_numpy()
                # The last trip may go on in the next batch.
                whole = int(np.flatnonzero(trips != trips[-1])[-1]) + 1 if (trips != trips[-1]).any() else 0
                if whole:
                    yield table.slice(0, whole)
                held = table.slice(whole).to_batches()
                rows -= whole
        if rows:
            yield pa.Table.from_batches(held)
    except pa.ArrowInvalid as error:
        raise NoTraces(str(error)) from None


def _matched(
    table: pa.Table, *, on: Ground, names: Names, sigma_m: float, counts: Counts
) -> Iterator[tuple[object, ...]]:
    """The rows of a piece, matched."""
    trips = table.column("trip_id").to_numpy()
    told = table.column("time").to_numpy()
    time_s = _seconds(table.column("time"))
    lon, lat = _placed(table, names.box, counts)
    accuracy = _numbers(table, "accuracy_m")
    begins = np.flatnonzero(np.concatenate([[True], trips[1:] != trips[:-1]]))
    order, dropped = _in_order(begins, time_s, counts)
    start = np.concatenate([begins, [len(trips)]]).astype(np.int64)
    lon = np.where(dropped, np.nan, lon)
    done = match_traces(
        start, lon=lon[order], lat=lat[order], time_s=time_s[order], sigma_m=accuracy[order], on=on,
        rules=USUAL._replace(sigma_m=sigma_m),
    )  # fmt: skip
    back = np.argsort(order, kind="stable")
    counts.whole["positions"] += len(trips)
    counts.whole["trips"] += len(begins)
    counts.whole["matched"] += int((done.link >= 0).sum())
    counts.breaks.update(WHY[code] for code in done.why.tolist() if code)
    for row, at in enumerate(back):
        link = done.link[at]
        said = (
            (str(names.link_id[link]), str(names.way_id[link]), f"{done.offset_m[at]:.1f}")
            if link >= 0
            else ("", "", "")
        )
        yield (trips[row], told[row], *said, f"{done.confidence[at]:.3f}", WHY[done.why[at]])


def _numbers(table: pa.Table, name: str) -> Array:
    """A column of numbers; not a number where it is empty or missing."""
    if name not in table.column_names:
        return np.full(table.num_rows, np.nan)
    found: Array = table.column(name).to_numpy().astype(float)
    return found


def _seconds(column: pa.ChunkedArray) -> Array:
    """Times as seconds: numbers as they are, words as days and times of ISO 8601."""
    text = pc.utf8_trim_whitespace(column)
    try:
        found: Array = pc.cast(text, pa.float64()).to_numpy()
        return found
    except pa.ArrowInvalid:
        pass
    seconds = np.full(len(text), np.nan)
    for row, word in enumerate(text.to_pylist()):
        try:
            plain = word.replace(" ", "T").removesuffix("Z").partition("+")[0]
            seconds[row] = np.datetime64(plain, "ms").astype(float) / 1000
        except ValueError:
            continue
    return seconds


def _placed(table: pa.Table, box: tuple[float, float, float, float], counts: Counts) -> tuple[Array, Array]:
    """Where the positions are. Swapped coordinates are turned where only then they lie in the network."""
    lon, lat = _numbers(table, "lon"), _numbers(table, "lat")
    west, south, east, north = box
    here = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    turned = (lat >= west) & (lat <= east) & (lon >= south) & (lon <= north) & ~here
    counts.flaws["swapped"] += int(turned.sum())
    lon, lat = np.where(turned, lat, lon), np.where(turned, lon, lat)
    nowhere = ~(np.isfinite(lon) & np.isfinite(lat)) | ((lon == 0) & (lat == 0))
    counts.flaws["no_position"] += int(nowhere.sum())
    return np.where(nowhere, np.nan, lon), np.where(nowhere, np.nan, lat)


def _in_order(
    begins: npt.NDArray[np.int64], time_s: Array, counts: Counts
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """The rows of each trip by time, and which repeat the time of another; both are counted."""
    trip = np.zeros(len(time_s), np.int64)
    trip[begins[1:]] = 1
    trip = np.cumsum(trip)
    order = np.lexsort((time_s, trip))
    same_trip = trip[1:] == trip[:-1]
    counts.flaws["out_of_order"] += int(((np.diff(time_s) < 0) & same_trip).sum())
    again = np.concatenate([[False], (np.diff(time_s[order]) == 0) & (np.diff(trip[order]) == 0)])
    counts.flaws["same_time"] += int(again.sum())
    dropped = np.zeros(len(time_s), bool)
    dropped[order[again]] = True
    return order, dropped


def _told(counts: Counts) -> Mapping[str, int]:
    """Everything that was counted, by its name."""
    return {
        **{name: counts.whole[name] for name in ("trips", "positions", "matched")},
        **{f"break: {why}": many for why, many in sorted(counts.breaks.items())},
        **{kind: many for kind, many in sorted(counts.flaws.items()) if many},
    }
