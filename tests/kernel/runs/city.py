"""An invented city whose plan follows from what it states: packs with runs and checks."""

from dataclasses import replace

from dure.grammar import shapes
from tests.kernel.said import CITY, kind, place, stated, system, text

MEGATONNE = {"unit": "MtCO2e", "canonical_unit": "tCO2e"}
KINDS = (
    kind("emissions_tco2e", unit="tCO2e", facets=("cars", "homes")),
    kind("goal_tco2e", unit="tCO2e"),
    kind("path_tco2e", unit="tCO2e"),
    kind("cut_percent", unit="percent"),
    kind("base_year", unit="year"),
    kind("target_year", unit="year"),
    kind("net_zero_year", unit="year"),
    kind("trees"),
)


def bound(argument: str, **words: object) -> shapes.Binding:
    """Where an argument comes from, as runs.toml says it: the first word is the kind of binding."""
    return shapes.Binding(argument, next(iter(words)), tuple(words.items()))


def run(name: str, engine: str, *inputs: shapes.Binding, **more: object) -> shapes.RunKind:
    """A run or a check."""
    plain = shapes.RunKind(
        system="plan", name=name, engine=engine, title=text(name), says=text(f"{name}."), inputs=inputs,
        publishes=(), doubts=(), file="runs.toml", line=2,
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


LEVEL = run(
    "level", "plan.target_level",
    bound("base", figure="emissions_tco2e", period="base_year", mark="observed"),
    bound("cut_percent", figure="cut_percent", period="target_year", mark="target"),
    publishes=(shapes.Publish("goal_tco2e", "level", "target_year", "target", ""),),
)  # fmt: skip
YEARS = run(
    "years", "plan.years_between",
    bound("first_year", figure="base_year", mark="parameter"),
    bound("last_year", figure="net_zero_year", mark="target"),
)  # fmt: skip
PATH = run(
    "path", "plan.path_to_target",
    bound("base_year", figure="base_year", mark="parameter"),
    bound("base", figure="emissions_tco2e@base_year:observed"),
    bound("target_year", figure="target_year", mark="target"),
    bound("target", run="level", answer="level"),
    bound("net_zero_year", figure="net_zero_year", mark="target"),
    bound("years", run="years", answer="years"),
    publishes=(shapes.Publish("path_tco2e", "path", "", "target", "years"),),
)  # fmt: skip
PARTS = run(
    "parts", "checks.sum_of_parts",
    bound("total", figure="emissions_tco2e", period="base_year", mark="observed"),
    bound("parts", figures=["emissions_tco2e/cars", "emissions_tco2e/homes"], period="base_year",
          mark="observed"),
    bound("step", figure="emissions_tco2e", period="base_year", mark="observed", take="step"),
    doubts=("emissions_tco2e@base_year:observed",),
)  # fmt: skip


def figures(
    *, base_year: str = "2020", target_year: str = "2032", net_zero_year: str = "2045", total: str = "10.0"
) -> tuple[shapes.Stated, ...]:
    """What the city states: a promise with years of its own, and parts of its emissions, in megatonnes."""
    return (
        stated(f"base_year@{base_year}:parameter", base_year, unit="year"),
        stated(f"target_year@{target_year}:target", target_year, unit="year"),
        stated(f"net_zero_year@{net_zero_year}:target", net_zero_year, unit="year"),
        stated(f"cut_percent@{target_year}:target", "40", unit="percent"),
        stated(f"emissions_tco2e@{base_year}:observed", total, **MEGATONNE),
        stated(f"emissions_tco2e/cars@{base_year}:observed", "4.0", **MEGATONNE),
        stated(f"emissions_tco2e/homes@{base_year}:observed", "6.0", **MEGATONNE),
    )


FINDING = shapes.CaseKind("plan", "finding", text("finding"), "open", (("open", text("open")),), (), ())


def city(
    stated: tuple[shapes.Stated, ...],
    *,
    runs: tuple[shapes.RunKind, ...] = (PATH, LEVEL, YEARS, PARTS),
    digest: str = "first",
) -> shapes.Packs:
    """Packs of the city and the world."""
    plan = system(figures=KINDS, cases=(FINDING,), runs=runs)
    places = (place("world", kind="world", runs=()), place(CITY, part_of="world", stated=stated))
    source = shapes.Source(
        id="report", title=text("report"), publisher=text("city"), published_on=None, kind="document", url="",
        licence="", may_copy=True, note=text(""),
    )  # fmt: skip
    return shapes.Packs(systems=(plan,), places=places, sources=(source,), mistakes=(), digest=digest)
