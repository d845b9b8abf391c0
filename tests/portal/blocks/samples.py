"""Invented values for every block, in both languages. No city is called so, and no figure here was ever
measured.
"""

from decimal import Decimal
from math import cos, pi, sin
from typing import Any

from dure.portal.blocks import projection, waterfall
from dure.portal.blocks.areas import Areas, Band, Line
from dure.portal.blocks.bars import Bar, Bars
from dure.portal.blocks.chart import Chart, Gap, Point, Series
from dure.portal.blocks.curve import Curve, Step
from dure.portal.blocks.empty import Empty
from dure.portal.blocks.finding import Finding, Reason
from dure.portal.blocks.map import Map, Outline
from dure.portal.blocks.number import Number
from dure.portal.blocks.progress import Progress
from dure.portal.blocks.steps import Step as Stage
from dure.portal.blocks.steps import Steps
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.tree import Node, Tree

WHY = "#figure"
# Name in Korean and in English, and the percent promised; 0 is unknown.
TOWNS = (
    ("가온시", "Gaon", 12),
    ("나래시", "Narae", 31),
    ("다솜군", "Dasom", 0),
    ("라온시", "Raon", 48),
    ("마루시", "Maru", 22),
)


class Samples:
    """The values in one language."""

    def __init__(self, language: str) -> None:
        """Samples whose words are in `language`."""
        self.korean = language == "ko"

    def say(self, korean: str, english: str) -> str:
        """The words in the language of these samples."""
        return korean if self.korean else english

    def large(self) -> Number:
        """The figure that opens a page."""
        return Number(
            title=self.say("2018년 온실가스 배출량", "Greenhouse gas emissions in 2018"),
            value=1_234_000,
            unit="tco2e",
            mark="observed",
            period="2018",
            size="large",
            age=self.say("4년 전 공표", "published 4 years ago"),
            href=WHY,
            says=self.say("지어낸 도시의 지어낸 값입니다.", "An invented value of an invented city."),
        )

    def row(self) -> tuple[Number, ...]:
        """Figures of every kind."""
        say = self.say
        hours = say("3시간 전", "3 hours ago")
        return (
            Number(say("2030년 목표", "Target for 2030"), 678_700, "tco2e", "target", "2030", href=WHY),
            Number(say("감축률", "Reduction"), -45, "percent", "target", "2018/2030", href=WHY),
            Number(say("사업비", "Budget"), 12_300_000_000, "krw", "forecast", "2026", href=WHY),
            Number(say("2024년 배출량", "Emissions in 2024"), None, "tco2e", "observed", "2024"),
            Number(say("미세먼지", "Fine dust"), 23.4, "ug_per_m3", "estimated", age=hours, stale=True),
            Number(say("줄일 수 있는 양", "What could be saved"), 245_000, "tco2e", "scenario", href=WHY),
        )

    def path(self) -> Chart:
        """A path to a target, with years of which nothing is known."""
        say = self.say
        tens = enumerate((104, 108, 110, 113, 112, 116, 119, 121, 123), 2010)
        seen = tuple(Point(str(year), value * 10_000) for year, value in tens)
        promised = (Point("2018", 1_234_000, WHY), Point("2030", 678_700), Point("2050", 0))
        trend = (Point("2025", 1_190_000), Point("2030", 1_080_000), Point("2050", 760_000))
        return Chart(
            slug="path",
            title=say("가온시의 2050 경로", "Gaon’s path to 2050"),
            says=say("2019년부터의 실적은 공표되지 않았습니다.", "Nothing has been published since 2018."),
            unit="tco2e",
            series=(
                Series(say("실적", "Actual"), "observed", seen),
                Series(say("목표 경로", "Path to the target"), "target", promised),
                Series(say("현재 추세", "Present trend"), "forecast", trend),
                Series(say("시민 실천", "Citizens’ actions"), "scenario", (Point("2030", 434_000),)),
            ),
            gaps=(Gap("2018", "2025", say("실적 미상", "not known")),),
            source=say("지어낸 통계", "Invented statistics"),
            source_href="#source",
            csv_href="path.csv",
            json_href="path.json",
        )

    def years(self) -> Chart:
        """Yearly bars of several marks, made up and marked so."""
        say = self.say
        seen = (Point("2020", 495), Point("2021", 1280), Point("2022", 2010))
        planned = (Point("2024", 4100), Point("2025", 6000), Point("2026", 8200))
        return Chart(
            slug="years",
            title=say("수소차 보급", "Hydrogen cars"),
            says=say("2024년부터는 계획입니다.", "From 2024 on these are plans."),
            unit="vehicles",
            kind="bars",
            synthetic=True,
            series=(
                Series(say("보급", "On the road"), "observed", seen),
                Series(say("추정", "Estimated"), "estimated", (Point("2023", 2600),)),
                Series(say("계획", "Planned"), "target", planned),
            ),
        )

    def months(self) -> Chart:
        """A year of months, one of them unknown."""
        values = (2.1, 2.4, None, 2.2, 1.9, 1.4, 1.1, 1.3, 1.6, 1.9, 2.0, 2.3)
        points = tuple(Point(f"2025-{month:02}", value) for month, value in enumerate(values, 1))
        return Chart(
            slug="months",
            title=self.say("하천 수질", "Water quality of the river"),
            says=self.say("기준 3 mg/L 아래입니다.", "Below the limit of 3 mg/L."),
            unit="mg_per_l",
            series=(Series(self.say("측정", "Measured"), "observed", points),),
        )

    def none(self) -> Chart:
        """A chart of which nothing is known."""
        title = self.say("전력 수요", "Demand for power")
        return Chart("none", title, "", "mwh", (Series(title, "observed", (Point("2030", None),)),))

    def country(self) -> Map:
        """An invented country of hexagons."""
        cells = [_cell(x, y) for y in range(5) for x in range(4) if (x, y) not in {(0, 0), (3, 4)}]
        fit = projection.fitted(cells, width=520)
        return Map(
            slug="country",
            title=self.say("지어낸 나라의 2030 감축 목표", "Reduction targets of an invented country"),
            says=self.say("다섯 곳 가운데 네 곳이 목표를 정했습니다.", "Four of five have set a target."),
            width=520,
            height=fit.height,
            outlines=tuple(self._outline(index, cell, fit) for index, cell in enumerate(cells)),
            key=(
                (0, self.say("미상", "unknown")),
                (2, self.say("20%까지", "up to 20%")),
                (3, self.say("30%까지", "up to 30%")),
                (5, self.say("50%까지", "up to 50%")),
            ),
            source=self.say("지어낸 경계", "Invented borders"),
        )

    def _outline(self, index: int, cell: dict[str, Any], fit: projection.Projection) -> Outline:
        """One cell; every third is a town."""
        d = projection.path(cell, fit)
        if index % 3 != 1 or index // 3 >= len(TOWNS):
            return Outline(d=d, title=str(index))
        korean, english, percent = TOWNS[index // 3]
        x, y = projection.middle(cell, fit)
        return Outline(
            d=d,
            title=self.say(korean, english),
            says=f"{percent}%" if percent else self.say("미상", "unknown"),
            href=f"#{english.lower()}",
            step=-(-percent // 10),
            x=x,
            y=y,
            labelled=True,
            mark="target" if percent else "unknown",
        )

    def sectors(self) -> Bars:
        """Parts of a whole, one of them unknown."""
        say = self.say
        return Bars(
            slug="sectors",
            title=say("부문별 배출량", "Emissions by sector"),
            unit="tco2e",
            whole=1_234_000,
            says=say("건물이 절반을 넘습니다.", "Buildings are more than half."),
            source=say("지어낸 통계", "Invented statistics"),
            bars=(
                Bar(say("건물", "Buildings"), 690_000, href=WHY, target=380_000),
                Bar(say("수송", "Transport"), 320_000),
                Bar(say("폐기물", "Waste"), 74_000, mark="estimated"),
                Bar(say("농업", "Agriculture"), None),
            ),
        )

    def causes(self) -> waterfall.Waterfall:
        """From one total to another, one step of it unknown."""
        say = self.say
        return waterfall.Waterfall(
            slug="causes",
            title=say("2018년에서 2020년까지", "From 2018 to 2020"),
            unit="tco2e",
            decimals=0,
            steps=(
                waterfall.Step(
                    say("2018년", "2018"), Decimal(1_234_000), "observed", is_total=True, href=WHY
                ),
                waterfall.Step(say("활동량", "Activity"), Decimal(21_000)),
                waterfall.Step(say("배출계수", "Factors"), Decimal(-64_000), note=say("전력", "Electricity")),
                waterfall.Step(say("범위", "Boundary"), None),
                waterfall.Step(say("2020년", "2020"), Decimal(1_191_000), "observed", is_total=True),
            ),
        )

    def wedges(self) -> Areas:
        """Two parts of a plan and what no part covers."""
        say = self.say
        begin = (2018.0, 1_234_000.0)
        steps = (1_234_000.0, 1_000_000.0, 800_000.0, 620_000.0)
        titles = (
            say("건물", "Buildings"),
            say("수송", "Transport"),
            say("대책이 없는 나머지", "Not covered"),
        )
        bands = tuple(
            Band(
                title, (begin, (2030.0, high)), (begin, (2030.0, low)), int(high - low), mark="target",
                href=WHY, is_open=n == 2,
            )
            for n, (title, high, low) in enumerate(zip(titles, steps, steps[1:], strict=False))
        )  # fmt: skip
        return Areas(
            "wedges", say("대책마다 줄이는 양", "Parts of the plan"), "tco2e", bands,
            lines=(Line(say("목표", "Target"), "target", (begin, (2030.0, steps[-1]))),),
            says=say("지어낸 계획입니다.", "An invented plan."), synthetic=True,
            table=Table(say("출발선에서 목표까지", "From the start"), (Column(say("대책", "Part")),), ()),
        )  # fmt: skip

    def costs(self) -> Curve:
        """A measure that saves money and one that does not."""
        say = self.say
        steps = (
            Step(say("조명", "Lamps"), 24_000, -125_000, "synthetic", WHY),
            Step(say("지붕 태양광", "Panels"), 60_000, 50_000),
        )
        return Curve("costs", say("톤당 비용", "Cost of a tonne"), "tco2e", "krw_per_tco2e", steps)

    def targets(self) -> Table:
        """A table with amounts, links, marks and something unknown."""
        say = self.say
        unknown = Cell(say("미상", "unknown"), mark="unknown")
        source = Cell(
            say("지어낸 계획, 12행", "Invented plan, line 12"), note=say("2025년 판", "edition of 2025")
        )
        return Table(
            caption=say("도시별 목표", "Targets by city"),
            columns=(
                Column(say("도시", "City")),
                Column(say("기준연도 배출량", "Base year emissions"), numeric=True),
                Column(say("2030년 감축률", "Cut by 2030"), numeric=True),
                Column(say("근거", "Source")),
            ),
            rows=tuple(
                (
                    Cell(say(korean, english), href="#town"),
                    Cell(value=61_700 * (percent or 7), unit="tco2e", mark="observed", href=WHY),
                    Cell(value=-percent, unit="percent", mark="target") if percent else unknown,
                    source,
                )
                for korean, english, percent in TOWNS
            ),
            csv_href="targets.csv",
            json_href="targets.json",
        )

    def bare(self) -> Table:
        """A table without a row."""
        return Table(self.say("빈 표", "An empty table"), (Column(self.say("도시", "City")),), ())

    def plan(self) -> Tree:
        """A plan with named and with counted, empty places."""
        say = self.say
        strategy, task, project = say("전략", "Strategy"), say("과제", "Task"), say("세부사업", "Project")
        counted = say(
            "지어낸 계획 41행은 수만 밝힙니다.", "Line 41 of the invented plan gives the number only."
        )
        windows = Node(project, say("도서관 창호 교체", "New windows for the library"))
        walls = Node(
            task,
            say("공공건물 단열", "Insulate public buildings"),
            "#node",
            status="2025–2028",
            children=(windows, Node(project, empty=7, says=counted)),
        )
        buildings = Node(
            strategy,
            say("건물을 고쳐 에너지를 아낀다", "Save energy by mending buildings"),
            "#node",
            say("담당: 지어낸 건축과", "Owner: an invented department"),
            children=(walls, Node(task, empty=4)),
        )
        title = say("가온시 기본계획 2025–2034", "Basic plan of Gaon 2025–2034")
        return Tree(title, (buildings, Node(strategy, empty=2)))

    def way(self) -> Steps:
        """A case that is half done."""
        say = self.say
        seats = say("위원 42명의 이름은 밝혀지지 않았습니다.", "None of the 42 members is named.")
        report = Stage(
            say("최종보고회", "Final report"),
            "done",
            say("2025년 3월 2일", "2 March 2025"),
            say("지어낸 기후과", "Invented climate office"),
            source=say("지어낸 문서, 3행", "Invented document, line 3"),
            source_href="#source",
        )
        council = Stage(
            say("위원회 심의", "Committee deliberation"), "now", say("2025년 5월", "May 2025"), says=seats
        )
        return Steps(
            say("계획의 진행", "The plan’s way"),
            (report, council, Stage(say("공표", "Announcement"), "next")),
        )

    def _reasons(self) -> tuple[Reason, Reason]:
        """Two reasons that expect nearly the same."""
        say = self.say
        head = Reason(
            say("1인당 사용량이 범위를 벗어납니다", "Use per person is out of range"),
            say("1인당 91 MWh로 전국 평균의 9배입니다.", "91 MWh a person, nine times the average."),
            6_290,
            "#check",
        )
        jump = Reason(
            say("전년 대비 증가폭이 큽니다", "A jump from the year before"),
            say("전년의 11배입니다.", "Eleven times the year before."),
            6_100,
        )
        return head, jump

    def waiting(self) -> Finding:
        """A finding that waits for a decision."""
        say = self.say
        return Finding(
            title=say("2022년 전력 수요가 열 배로 보입니다", "Demand of 2022 looks ten times too large"),
            place=say("라온시", "Raon"),
            href="#finding",
            state="open",
            published=62_900,
            unit="gwh",
            reasons=self._reasons(),
            proposed=(6_290,),
            period="2022",
            source=say("지어낸 계획, 88행", "Invented plan, line 88"),
            source_href="#source",
        )

    def settled(self) -> Finding:
        """A finding that a person explained, without its reasons."""
        say = self.say
        return Finding(
            title=say("수출국 수가 맞지 않습니다", "The number of countries does not match"),
            place=say("나래시", "Narae"),
            href="#finding",
            state="explained",
            published=10,
            unit="cases",
            reasons=self._reasons()[:1],
            proposed=(9,),
            decided=say(
                "한 나라가 두 해에 집계되었습니다. 지어낸 담당자", "One counts twice. An invented officer"
            ),
            short=True,
        )

    def nothing(self) -> Empty:
        """Where there is nothing yet."""
        return Empty(
            self.say("아직 등록된 실적이 없습니다", "No actual value yet"),
            self.say(
                "담당 부서가 입력하면 이곳에 나타납니다.", "It appears here when the department enters one."
            ),
            "#enter",
            self.say("실적 입력", "Enter a value"),
        )

    def reading(self) -> Progress:
        """A file half read."""
        title = self.say("실적 파일 읽기", "Reading the file of actual values")
        return Progress(
            title, 412, 1_280, self.say("중복 확인", "Looking for duplicates"), self.say("행", "rows")
        )


def _cell(column: int, row: int) -> dict[str, Any]:
    """A hexagon of the invented country, as GeoJSON."""
    x, y = 127 + column * 0.87 + (row % 2) * 0.435, 37 - row * 0.62
    ring = [(x + 0.5 * sin(k * pi / 3), y + 0.41 * cos(k * pi / 3)) for k in range(6)]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
