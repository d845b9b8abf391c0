"""All blocks on one page, with invented data: to look at, and for the browser's rules to check.

python -m tests.portal.blocks.gallery FOLDER     writes ko.html, en.html and static/ into FOLDER
"""

import os
import sys
from math import cos, pi, sin
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")

import django
from django.conf import settings

django.setup()

from django.template.loader import render_to_string
from django.test import override_settings
from django.utils import translation

from dure.portal.blocks import projection
from dure.portal.blocks.bars import Bar, Bars
from dure.portal.blocks.chart import Chart, Gap, Point, Series
from dure.portal.blocks.empty import Empty
from dure.portal.blocks.finding import Finding, Reason
from dure.portal.blocks.map import Map, Outline
from dure.portal.blocks.number import Number
from dure.portal.blocks.progress import Progress
from dure.portal.blocks.steps import Step, Steps
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.tree import Node, Tree

PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TOWNS = (
    ("가온시", "Gaon", 12),
    ("나래시", "Narae", 31),
    ("다솜군", "Dasom", 0),
    ("라온시", "Raon", 48),
    ("마루시", "Maru", 22),
)


def numbers(ko: bool) -> dict[str, object]:
    """Figures of every size and mark."""
    return {
        "large": Number(
            title="2018년 온실가스 배출량" if ko else "Greenhouse gas emissions in 2018",
            value=1_234_000,
            unit="tco2e",
            mark="observed",
            period="2018",
            size="large",
            age="4년 전 공표" if ko else "published 4 years ago",
            href="#figure",
            says="지어낸 도시의 지어낸 값입니다." if ko else "An invented value of an invented city.",
        ),
        "row": (
            Number(
                title="2030년 목표" if ko else "Target for 2030",
                value=678_700,
                unit="tco2e",
                mark="target",
                period="2030",
                href="#figure",
            ),
            Number(
                title="감축률" if ko else "Reduction",
                value=-45,
                unit="percent",
                mark="target",
                period="2018/2030",
                href="#figure",
            ),
            Number(
                title="사업비" if ko else "Budget",
                value=12_300_000_000,
                unit="krw",
                mark="forecast",
                period="2026",
                href="#figure",
            ),
            Number(
                title="2024년 배출량" if ko else "Emissions in 2024",
                value=None,
                unit="tco2e",
                mark="observed",
                period="2024",
            ),
            Number(
                title="미세먼지" if ko else "Fine dust",
                value=23.4,
                unit="ug_per_m3",
                mark="estimated",
                age="3시간 전" if ko else "3 hours ago",
                stale=True,
            ),
            Number(
                title="줄일 수 있는 양" if ko else "What could be saved",
                value=245_000,
                unit="tco2e",
                mark="scenario",
                href="#figure",
            ),
        ),
    }


def charts(ko: bool) -> dict[str, object]:
    """A path to a target with a gap, yearly bars with several marks, and a chart without values."""
    observed = Series(
        "실적" if ko else "Emissions",
        "observed",
        tuple(
            Point(str(2010 + i), v * 10_000)
            for i, v in enumerate((104, 108, 110, 113, 112, 116, 119, 121, 123))
        ),
    )
    target = Series(
        "목표 경로" if ko else "Path to the target",
        "target",
        (Point("2018", 1_234_000, "#figure"), Point("2030", 678_700), Point("2050", 0)),
    )
    forecast = Series(
        "현재 추세" if ko else "Present trend",
        "forecast",
        (Point("2025", 1_190_000), Point("2030", 1_080_000), Point("2050", 760_000)),
    )
    scenario = Series("시민 실천" if ko else "Citizens' actions", "scenario", (Point("2030", 434_000),))
    gap = Gap("2018", "2025", "실적 미상" if ko else "not known")
    return {
        "path": Chart(
            slug="path",
            title="가온시의 2050 경로" if ko else "Gaon's path to 2050",
            says="2030년까지 55만 톤을 줄여야 합니다. 2019년부터의 실적은 공표되지 않았습니다."
            if ko
            else "Another 0.55 million tonnes are to be cut by 2030. Nothing has been published since 2018.",
            unit="tco2e",
            series=(observed, target, forecast, scenario),
            gaps=(gap,),
            source="지어낸 통계" if ko else "Invented statistics",
            source_href="#source",
            csv_href="path.csv",
            json_href="path.json",
        ),
        "years": Chart(
            slug="years",
            title="수소차 보급" if ko else "Hydrogen cars",
            says="2024년부터는 계획입니다." if ko else "From 2024 on these are plans.",
            unit="vehicles",
            kind="bars",
            synthetic=True,
            series=(
                Series(
                    "보급" if ko else "On the road",
                    "observed",
                    (Point("2020", 495), Point("2021", 1280), Point("2022", 2010)),
                ),
                Series("추정" if ko else "Estimated", "estimated", (Point("2023", 2600),)),
                Series(
                    "계획" if ko else "Planned",
                    "target",
                    (Point("2024", 4100), Point("2025", 6000), Point("2026", 8200)),
                ),
            ),
        ),
        "months": Chart(
            slug="months",
            title="하천 수질" if ko else "Water quality of the river",
            unit="mg_per_l",
            says="기준 3 mg/L 아래입니다." if ko else "Below the limit of 3 mg/L.",
            series=(
                Series(
                    "측정" if ko else "Measured",
                    "observed",
                    tuple(
                        Point(f"2025-{m:02}", v)
                        for m, v in enumerate(
                            (2.1, 2.4, None, 2.2, 1.9, 1.4, 1.1, 1.3, 1.6, 1.9, 2.0, 2.3), 1
                        )
                    ),
                ),
            ),
        ),
        "none": Chart(
            slug="none",
            title="전력 수요" if ko else "Demand for power",
            says="",
            unit="mwh",
            series=(Series("수요" if ko else "Demand", "observed", (Point("2030", None),)),),
        ),
    }


def _hexagon(column: int, row: int) -> dict[str, Any]:
    """One cell of an invented country."""
    x, y = 127 + column * 0.87 + (row % 2) * 0.435, 37 - row * 0.62
    ring = [(x + 0.5 * sin(k * pi / 3), y + 0.41 * cos(k * pi / 3)) for k in range(6)]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def map_(ko: bool) -> Map:
    """An invented country of hexagons."""
    cells = [
        _hexagon(column, row)
        for row in range(5)
        for column in range(4)
        if (column, row) not in {(0, 0), (3, 4)}
    ]
    drawing = projection.fitted(cells, width=520)
    outlines = []
    for index, cell in enumerate(cells):
        town = TOWNS[index // 3] if index % 3 == 1 and index // 3 < len(TOWNS) else None
        x, y = projection.middle(cell, drawing)
        if town is None:
            outlines.append(Outline(d=projection.path(cell, drawing), title=f"{index}"))
            continue
        step = -(-town[2] // 10)
        says = f"{town[2]}%" if town[2] else ("미상" if ko else "unknown")
        outlines.append(Outline(
            d=projection.path(cell, drawing), title=town[0 if ko else 1], says=says, href=f"#{town[1].lower()}", step=step,
            x=x, y=y, labelled=True, mark="target" if town[2] else "unknown",
        ))  # fmt: skip
    return Map(
        slug="country", title="지어낸 나라의 2030 감축 목표" if ko else "Reduction targets of an invented country",
        says="다섯 도시 가운데 네 곳이 목표를 정했습니다." if ko else "Four of the five cities have set a target.",
        width=520, height=drawing.height, outlines=tuple(outlines),
        key=((0, "미상" if ko else "unknown"), (2, "20%까지" if ko else "up to 20%"), (3, "30%까지" if ko else "up to 30%"), (5, "50%까지" if ko else "up to 50%")),
        source="지어낸 경계" if ko else "Invented borders",
    )  # fmt: skip


def parts(ko: bool) -> dict[str, object]:
    """Bars, a table, a tree, steps, findings, and what stands where nothing is."""
    bars = Bars(
        slug="sectors", title="부문별 배출량" if ko else "Emissions by sector", unit="tco2e", whole=1_234_000,
        says="건물이 절반을 넘습니다." if ko else "Buildings are more than half.", source="지어낸 통계" if ko else "Invented statistics",
        bars=(Bar("건물" if ko else "Buildings", 690_000, href="#figure", target=380_000), Bar("수송" if ko else "Transport", 320_000), Bar("폐기물" if ko else "Waste", 74_000, mark="estimated"), Bar("농업" if ko else "Agriculture", None)),
    )  # fmt: skip
    table = Table(
        caption="도시별 목표" if ko else "Targets by city",
        columns=(Column("도시" if ko else "City"), Column("기준연도 배출량" if ko else "Base year emissions", numeric=True), Column("2030년 감축률" if ko else "Cut by 2030", numeric=True), Column("근거" if ko else "Source")),
        rows=tuple(
            (Cell(town[0 if ko else 1], href="#town"), Cell(value=1_234_000 * (town[2] or 7) // 20, unit="tco2e", mark="observed", href="#figure"),
             Cell(value=-town[2], unit="percent", mark="target") if town[2] else Cell("미상" if ko else "unknown", mark="unknown"),
             Cell("지어낸 계획, 12행" if ko else "Invented plan, line 12", note="2025년 판" if ko else "edition of 2025"))
            for town in TOWNS
        ), csv_href="targets.csv", json_href="targets.json",
    )  # fmt: skip
    word = (lambda k, e: k) if ko else (lambda k, e: e)
    tree = Tree(title=word("가온시 기본계획 2025–2034", "Basic plan of Gaon 2025–2034"), nodes=(
        Node(word("전략", "Strategy"), word("건물을 고쳐 에너지를 아낀다", "Save energy by mending buildings"), "#node", word("담당: 지어낸 건축과", "Owner: an invented department"), children=(
            Node(word("과제", "Task"), word("공공건물 단열", "Insulate public buildings"), "#node", status="2025–2028", children=(
                Node(word("세부사업", "Project"), word("도서관 창호 교체", "New windows for the library")),
                Node(word("세부사업", "Project"), empty=7, says=word("지어낸 계획 41행은 수만 밝힙니다.", "Line 41 of the invented plan gives the number only.")))),
            Node(word("과제", "Task"), empty=4))),
        Node(word("전략", "Strategy"), empty=2)))  # fmt: skip
    steps = Steps(title=word("계획의 진행", "The plan's way"), steps=(
        Step(word("최종보고회", "Final report"), "done", word("2025년 3월 2일", "2 March 2025"), word("지어낸 기후과", "Invented climate office"), source=word("지어낸 문서, 3행", "Invented document, line 3"), source_href="#source"),
        Step(word("위원회 심의", "Committee deliberation"), "now", word("2025년 5월", "May 2025"), says=word("위원 42명 가운데 이름이 밝혀진 사람은 없습니다.", "None of the 42 members is named.")),
        Step(word("공표", "Announcement"), "next")))  # fmt: skip
    reasons = (
        Reason(word("1인당 사용량이 범위를 벗어납니다", "Use per person is out of range"), word("1인당 91 MWh로 전국 평균의 9배입니다.", "91 MWh a person, nine times the average."), 6_290, "#check"),
        Reason(word("전년 대비 증가폭이 큽니다", "A jump from the year before"), word("전년의 11배입니다.", "Eleven times the year before."), 6_100),
    )  # fmt: skip
    finding = Finding(title=word("2022년 전력 수요가 열 배로 보입니다", "Demand of 2022 looks ten times too large"), place=word("라온시", "Raon"), href="#finding", state="open",
                      published=62_900, unit="gwh", reasons=reasons, proposed=(6_290,), period="2022", source=word("지어낸 계획, 88행", "Invented plan, line 88"), source_href="#source")  # fmt: skip
    settled = Finding(title=word("수출국 수가 맞지 않습니다", "The number of countries does not match"), place=word("나래시", "Narae"), href="#finding", state="explained", published=10, unit="cases",
                      reasons=reasons[:1], proposed=(9,), decided=word("한 나라가 두 해에 나누어 집계되었습니다. 지어낸 담당자, 2026년 1월 5일", "One country counts in two years. An invented officer, 5 January 2026"), short=True)  # fmt: skip
    return {
        "bars": bars, "table": table, "tree": tree, "steps": steps, "findings": (finding, settled),
        "nothing": Empty(word("아직 등록된 실적이 없습니다", "No actual value yet"), word("담당 부서가 값을 입력하면 이곳에 나타납니다.", "It appears here when the department enters one."), "#enter", word("실적 입력", "Enter a value")),
        "progress": Progress(word("실적 파일 읽기", "Reading the file of actual values"), 412, 1_280, word("중복 확인", "Looking for duplicates"), word("행", "rows")),
        "empty_table": Table(word("빈 표", "An empty table"), (Column(word("도시", "City")),), ()),
    }  # fmt: skip


def render(language: str) -> str:
    """The gallery as HTML in one language."""
    ko = language == "ko"
    with translation.override(language), override_settings(STORAGES=settings.STORAGES | PLAIN):
        context = {
            **numbers(ko), **charts(ko), **parts(ko), "map_value": map_(ko), "section": "places", "place_title": "가온시" if ko else "Gaon",
            "places": [{"title": town[0 if ko else 1], "href": "#", "current": index == 0} for index, town in enumerate(TOWNS)],
            "crumbs": [{"title": "지도" if ko else "Map", "href": "#"}, {"title": "가온시" if ko else "Gaon", "href": "#"}], "version": "0.1.0",
        }  # fmt: skip
        return render_to_string("gallery.html", context)


def write(folder: Path) -> None:
    """Write the gallery in both languages, with its static files beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    static = folder / "static"
    if not static.exists():
        static.symlink_to(settings.CODE / "portal" / "static")
    for language in ("ko", "en"):
        (folder / f"{language}.html").write_text(render(language))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
