"""`dure roads import` publishes a road network from a file; `dure roads coverage` reckons what is reached;
`dure roads match` finds where vehicles drove.
"""

import argparse
import csv
import locale
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import django
import numpy as np
import numpy.typing as npt

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from dure.engines.roads.match_ground import Ground, ground  # noqa: E402
from dure.engines.roads.matching import USUAL  # noqa: E402
from dure.grammar.shapes import Text  # noqa: E402
from dure.kernel.networks import read as networks  # noqa: E402
from dure.kernel.networks import write as networking  # noqa: E402
from dure.kernel.observations import read as observations  # noqa: E402
from dure.kernel.runs import read as runs  # noqa: E402
from dure.kernel.runs import write as running  # noqa: E402
from dure.kernel.things import read as things  # noqa: E402
from dure.portal.commands.road_traces import Names, match_file  # noqa: E402
from dure.protocols.roads import FLAWS, LAYOUTS, Roads, UnreadableRoads, layout_of, read_roads  # noqa: E402
from dure.protocols.roads.areas import read_areas  # noqa: E402

NAME = "roads"


def run(arguments: list[str]) -> int:
    """Run a verb: 0 when all is well, 1 when something is refused, 2 when the file cannot be used."""
    options = _parser().parse_args(arguments)
    spoken: str = options.lang or _spoken()
    if options.verb == "match":
        return _match(options, spoken)
    if things.find_place(options.place) is None:
        return _refused(
            Text(
                f"지역 “{options.place}”: 없습니다. 먼저 dure up으로 팩을 읽습니다.",
                f"There is no place “{options.place}”. Load its pack first: dure up.",
            ),
            spoken,
        )
    return _import(options, spoken) if options.verb == "import" else _coverage(options.place, spoken)


def _parser() -> argparse.ArgumentParser:
    """What the command line takes."""
    parser = argparse.ArgumentParser(prog="dure roads", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    bring = verbs.add_parser("import", help="publish a road network from a file")
    bring.add_argument("place", help="the id of the place")
    bring.add_argument("file", type=Path, help=".osm.pbf, .osm, .xml, .geojson (also .gz), or a JEMSS .zip")
    bring.add_argument("--layout", choices=sorted(LAYOUTS), help="where the name of the file does not say it")
    bring.add_argument("--source", required=True, help="the id of the document it comes from")
    bring.add_argument("--areas", type=Path, help="polygons with id, name_ko, name_en and people")
    bring.add_argument("--valid-from", type=date.fromisoformat, help="since when, like 2026-08-01")
    bring.add_argument("--flaws", type=Path, help="write every flawed link to this CSV")
    cover = verbs.add_parser("coverage", help="reckon what the stations of a place reach, by hour")
    cover.add_argument("place", help="the id of the place")
    match = verbs.add_parser("match", help="match traces to a network: which link, how surely, and why not")
    match.add_argument("network", help="a file of roads, or the id of a place that has some")
    match.add_argument("traces", type=Path, help="CSV: trip_id, time, lon, lat, perhaps accuracy_m")
    match.add_argument("--out", type=Path, required=True, help="the CSV to write: a row for each position")
    match.add_argument("--sigma", type=float, default=USUAL.sigma_m, help="metres that positions lie off")
    match.add_argument(
        "--bound", type=float, default=2000.0, help="metres between positions at most, by road"
    )
    for verb in (bring, cover, match):
        verb.add_argument("--lang", choices=("ko", "en"), help="the language of the answers (default: LANG)")
    return parser


def _spoken() -> str:
    """The reader's language, from the locale of the terminal."""
    try:
        spoken = locale.getlocale()[0] or ""
    except ValueError:
        spoken = ""
    return "ko" if spoken.startswith(("ko", "Korean")) else "en"


def _refused(says: Text, spoken: str) -> int:
    print(_words(says, spoken), file=sys.stderr)
    return 1


def _words(says: Text, spoken: str) -> str:
    return says.ko if spoken == "ko" else says.en


def _tell(says: Text, spoken: str) -> None:
    """Say what is being done."""
    print(_words(says, spoken), file=sys.stderr, flush=True)


def _import(options: argparse.Namespace, spoken: str) -> int:
    """Read, publish, and say what was wrong."""
    if observations.find_source(options.source) is None:
        return _refused(
            Text(
                f"문서 “{options.source}”: 없습니다. packs/sources.csv에 먼저 적습니다.",
                f"There is no document “{options.source}”. Enter it in packs/sources.csv first.",
            ),
            spoken,
        )
    layout = options.layout or layout_of(options.file)
    try:
        _tell(Text(f"{options.file} 읽는 중", f"Reading {options.file}"), spoken)
        roads = _read(options.file, layout)
        areas = read_areas(options.areas.read_bytes()) if options.areas else ()
    except (OSError, ValueError) as error:
        _refused(
            Text(
                f"{options.file}: 도로를 읽을 수 없습니다({error}). 아무것도 바꾸지 않았습니다.",
                f"{options.file}: no roads can be read from it ({error}). Nothing was changed.",
            ),
            spoken,
        )
        return 2
    links = f"{len(roads.link_id):,}"
    _tell(Text(f"도로 구간 {links}개 발행 중", f"Publishing {links} links"), spoken)
    title = Text("도로망", "Roads")
    said = networking.Said(title, layout, options.source, options.file.name, options.valid_from, "officer")
    fresh = networking.publish(
        options.place, name=NAME, roads=roads, said=said, at=timezone.now(), areas=areas
    )
    _report(options, roads, spoken, fresh=fresh)
    return 0


def _read(file: Path, layout: str) -> Roads:
    """The roads of a file. Raises OSError or UnreadableRoads."""
    if not layout:
        raise UnreadableRoads("its name does not say its layout: give --layout")
    return read_roads(file.read_bytes(), layout=layout)


def _report(options: argparse.Namespace, roads: Roads, spoken: str, *, fresh: bool) -> None:
    """What was published, and how many links had what wrong."""
    edition = networks.find_edition(options.place, name=NAME)
    assert edition is not None
    print(f"{edition.reference}{'' if fresh else ' (=)'}")
    print(f"  {edition.nodes:,} nodes  {edition.links:,} links  {edition.turns:,} turns  "
          f"{edition.length_m / 1000:,.1f} km")  # fmt: skip
    mended = {True: Text("고침", "mended"), False: Text("뺌", "left out")}
    for flaw in edition.flaws:
        print(f"  {flaw.links:7,}  {flaw.kind}  ({_words(mended[flaw.mended], spoken)})")
    if options.flaws:
        listed = networks.flawed_links(edition.digest, limit=1_000_000)
        _write(options.flaws, listed)
        _tell(
            Text(f"{options.flaws}에 {len(listed):,}건", f"{len(listed):,} rows in {options.flaws}"), spoken
        )
    unread = Counter(flaw.kind for flaw in roads.flaws if not FLAWS.get(flaw.kind, True))
    if sum(unread.values()) > len(roads.link_id):
        _tell(Text("빠진 구간이 남은 구간보다 많습니다. 파일을 확인하십시오.",
                   "More links were left out than kept. Look at the file."), spoken)  # fmt: skip


def _write(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("flaw", "link", "found"))
        writer.writerows(rows)


def _match(options: argparse.Namespace, spoken: str) -> int:
    """Match traces, and say what was met."""
    try:
        found = _network_of(options.network)
        if found is None:
            return _refused(
                Text(
                    f"{options.network}: 도로 파일도, 도로망이 있는 지역도 아닙니다.",
                    f"{options.network} is no file of roads and no place that has some.",
                ),
                spoken,
            )
        _tell(Text("도로망 준비 중", "Preparing the network"), spoken)
        on, names = _ground_of(found, options.bound)
        if on.bound_m < options.bound:
            near = f"{on.bound_m:.0f}"
            _tell(Text(f"기억 공간에 맞춰 {near}m까지만 봅니다", f"Bounded at {near} m by memory"), spoken)
        counts = match_file(options.traces, out=options.out, on=on, names=names, sigma_m=options.sigma)
    except (OSError, ValueError) as error:
        says = Text(f"맞추지 못했습니다({error}).", f"Nothing was matched: {error}.")
        _refused(says, spoken)
        return 2
    for name, many in counts.items():
        print(f"{many:12,}  {name}")
    return 0


def _network_of(name: str) -> Mapping[str, npt.NDArray[Any]] | None:
    """The columns of a network: of a file, or of a place's edition."""
    path = Path(name)
    if path.is_file():
        roads = _read(path, layout_of(path))
        return {
            "link_id": np.array(roads.link_id), "way_id": np.array(roads.way_id),
            "from_node": roads.from_node, "to_node": roads.to_node, "length_m": roads.length_m,
            "shape_start": roads.shape_start, "shape_lon": roads.shape_lon, "shape_lat": roads.shape_lat,
        }  # fmt: skip
    edition = networks.find_edition(name.partition("/")[0], name=name.partition("/")[2] or NAME)
    return networks.columns(edition.digest).arrays if edition else None


def _ground_of(columns: Mapping[str, npt.NDArray[Any]], bound_m: float) -> tuple[Ground, Names]:
    """The network prepared for matching, and what its links are called."""
    lon, lat = np.asarray(columns["shape_lon"]), np.asarray(columns["shape_lat"])
    on = ground(
        ends=(columns["from_node"], columns["to_node"]), length_m=columns["length_m"],
        shape_start=columns["shape_start"], shape_lon=lon, shape_lat=lat, bound_m=bound_m,
    )  # fmt: skip
    about = 0.05
    box = (lon.min() - about, lat.min() - about, lon.max() + about, lat.max() + about)
    return on, Names(
        np.asarray(columns["link_id"]).astype(str), np.asarray(columns["way_id"]).astype(str), box
    )


def _coverage(place: str, spoken: str) -> int:
    """Reckon, and print the shares as CSV."""
    fresh = running.reach(place, at=timezone.now())
    found = runs.find_latest(place, system="dispatch", name="reach")
    if found is None:
        missing = ", ".join(running.missing_for_reach(place))
        return _refused(
            Text(
                f"{place}: 계산하지 못했습니다. 없는 것: {missing}.",
                f"{place}: not reckoned. What is missing: {missing}.",
            ),
            spoken,
        )
    shares = {(a.name, a.label): a.value for a in found.answers if a.name.startswith("share_")}
    names = sorted({name for name, _hour in shares})
    print(",".join(["hour", *names]))
    for hour in sorted({hour for _name, hour in shares}):
        print(",".join([hour, *(shares[name, hour] for name in names)]))
    if not fresh:
        _tell(Text("같은 값으로 이미 계산되어 있습니다.", "Reckoned from the very same before."), spoken)
    return 0
