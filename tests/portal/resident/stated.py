"""Figures, kinds and indicators made by hand, for tests that need no database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from dure.grammar.shapes import Text
from dure.kernel.observations.read import Figure, Kind
from dure.kernel.plans.read import Indicator
from dure.portal.resident.measures import Measure

EMISSIONS = Kind(
    name="emissions_tco2e",
    system="plan",
    title=Text("온실가스 배출량", "Greenhouse gas emissions"),
    says=Text("", ""),
    unit="tCO2e",
    shows="tCO2e",
    decimals=None,
    facets=(("cars", Text("자동차", "Cars")),),
)
POWER = replace(
    EMISSIONS, name="power_mw", title=Text("설비용량", "Capacity"), unit="MW", shows="MW", facets=()
)
KINDS = {
    EMISSIONS.name: EMISSIONS,
    POWER.name: POWER,
    "net_zero_year": replace(
        EMISSIONS, name="net_zero_year", title=Text("목표 연도", "Target year"), unit="year", shows="year"
    ),
}


def figure(address: str, value: Decimal | int | str | None, period: str, **more: Any) -> Figure:
    """A figure of Daegu; `more` changes whatever else it says."""
    exact = None if value is None else Decimal(value)
    year = int(period[:4]) if period else 2000
    made = Figure(
        id=abs(hash((address, period, str(value), str(more)))),
        place="daegu",
        address=address,
        period=period,
        mark="observed",
        printed="unknown" if exact is None else f"{exact:f}",
        unit=KINDS[address].unit if address in KINDS else "1",
        value=exact,
        step=None,
        valid_from=date(year, 1, 1),
        valid_to=date(year, 12, 31),
        published_on=None,
        recorded_at=datetime(2026, 11, 2, tzinfo=UTC),
        source="a-source",
        locator="1",
        label="",
        note=Text("", ""),
        origin="pack",
        by="",
        corrects=None,
        withdrawn=False,
    )
    return replace(made, **more)


def cut(value: Decimal | int | str | None, period: str = "2030") -> Figure:
    """A promised cut in percent."""
    return figure("emissions_cut_percent", value, period, mark="target", unit="percent")


def net_zero(value: int | None) -> Figure:
    """The year by which nothing more is emitted."""
    return figure("net_zero_year", value, "2050", mark="target")


def measure(
    actual: Decimal | int | str | None = None,
    target: Decimal | int | str | None = None,
    *,
    better: str = "higher",
    title: Text = POWER.title,
) -> Measure:
    """An indicator with an actual value of 2020 and a target for 2030, where they are given."""
    seen = figure("power_mw", actual, "2020")
    aim = figure("power_mw", target, "2030", mark="target")
    own = tuple(one for one, value in ((seen, actual), (aim, target)) if value is not None)
    nothing = figure("power_mw", None, "2020")
    return Measure(Indicator("power", "plan", title, "last", ("power_mw",), better), own or (nothing,))
