"""A small town with energy points, and households in it whose meters are read."""

import shutil
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest
from pytest_django import Settings

from dure.grammar.shapes import Text
from dure.kernel.cases.write import Actor
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as people
from dure.kernel.parties.write import Founding
from dure.portal.resident.acts import funding
from dure.portal.resident.acts.rules import HOUSEHOLD_ROLE
from dure.portal.resident.energy.importing import ROLE
from dure.portal.resident.energy.lines import billed
from dure.portal.resident.energy.periods import HalfYear
from tests.portal.resident.acts.conftest import ROOT, TOWN, chance, joined
from tests.portal.resident.wallets.conftest import make_wallet_packs
from tests.recalled import load

HALF = HalfYear(2026, 1)
ONE = Actor("officer-1", "", frozenset({"officer", "approver"}))
TWO = Actor("officer-2", "", frozenset({"officer", "approver"}))
POINTS = {
    "electricity": (5000, 10000, 15000, 3000, 5000),
    "water": (750, 1500, 2000, 450, 750),
    "gas": (3000, 6000, 8000, 1800, 3000),
}
# What a household used in a month in the years before.
BEFORE = {"electricity": 300.0, "water": 20.0, "gas": 50.0}


def stated() -> str:
    """The figures of energy and car points, as the national scheme has had them since 2023."""
    rows = [(f"energy_cut_step_percent/step_{n}", 5 * n, "percent") for n in (1, 2, 3)]
    rules = ("step_1", "step_2", "step_3", "keep", "standard")
    for meter, paid in POINTS.items():
        stem = f"reward_energy_point/energy_points/{meter}"
        rows += [(f"{stem}/{rule}", points, "1") for rule, points in zip(rules, paid, strict=True)]
    rows += [
        ("cap_energy_point/energy_points/year", 67500, "1"), ("energy_keep_after_periods", 2, "1"),
        ("energy_standard_share_percent", 50, "percent"), ("energy_standard_stacks", 1, "1"),
    ]  # fmt: skip
    for n in range(5):
        rows += [
            (f"car_tier_percent/tier_{n + 1}", 10 * n, "percent"),
            (f"car_tier_km/tier_{n + 1}", 1000 * n, "km"),
            (f"reward_krw/car_points/less_driving/tier_{n + 1}", 20000 * (n + 1), "KRW"),
        ]
    rows.append(("car_least_days", 180, "days"))
    head = "address,period,value,unit,mark,valid_from,published_on,source,label,note_ko,note_en\n"
    ages = "joins_alone_years,2020/2030,14,years,parameter,,,dream-plan:3,,,\n"
    ages += "of_age_years,2020/2030,19,years,parameter,,,dream-plan:3,,,\n"
    told = "".join(f"{a},2020/2030,{value},{unit},parameter,,,dream-plan:3,,,\n" for a, value, unit in rows)
    return head + ages + told


@pytest.fixture(scope="session")
def energy_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's packs with the programmes as the project declares them."""
    folder = make_wallet_packs(tmp_path_factory.mktemp("energy") / "packs")
    for name in ("programmes.toml", "observations.toml"):
        own = Path("systems/citizen_actions") / name
        shutil.copy(ROOT / "packs" / own, folder / own)
    town = folder / "places" / TOWN
    (town / "citizen_actions/observations.csv").write_text(stated())
    (town / "citizen_actions/programmes.csv").write_text(
        "programme,from,to,source\nenergy_points,2020,,dream-plan:3\ncar_points,2020,,dream-plan:3\n"
    )
    said = town / "wallet/observations.csv"
    more = {"point_worth_krw": 2, "exchange_cap_krw": 135000}
    said.write_text(
        said.read_text()
        + "".join(
            f"{n}/energy_point/krw,2020/2030,{v},KRW,parameter,,,dream-plan:3,,,\n" for n, v in more.items()
        )
    )
    return folder


@pytest.fixture
def town(db: None, energy_packs: Path, settings: Settings, at: datetime) -> str:
    """The town, loaded, with money for both programmes."""
    settings.PACKS = energy_packs
    load(energy_packs, at)
    fund("energy_points", "energy_point", 1_000_000, at)
    fund("car_points", "krw", 1_000_000, at)
    return TOWN


def fund(programme: str, unit: str, amount: int, at: datetime) -> None:
    """Money for a programme."""
    funding.fund(TOWN, programme=programme, unit=unit, amount=amount, case=f"f/{programme}/{amount}", at=at)


def home_of(
    name: str, at: datetime, *, used: Mapping[str, float], moved_in: str = "2020-03-01",
    period: HalfYear = HALF,
) -> tuple[str, str]:  # fmt: skip
    """Somebody whose household has taken part since 2024; BEFORE is what it used in the years before."""
    party = joined(name, at)
    begun = date(2024, 1, 1)
    founding = Founding("household", TOWN, Text("가구", "Household"), party, (HOUSEHOLD_ROLE, ROLE))
    home = people.found_circle(founding, on=begun, at=at, chance=chance)
    details = {"moved_in": moved_in, "meter_electricity": f"01-{name}"}
    for meter, amount in BEFORE.items():
        for years in (1, 2):
            details |= {billed(meter, m): str(amount) for m in period.months(years_before=years)}
    people.record_details(home, details=details, at=at, chance=chance)
    read(home, at, used=used, period=period)
    return party, home


def read(home: str, at: datetime, *, used: Mapping[str, float], period: HalfYear = HALF) -> None:
    """Readings of a half-year: as much each month."""
    details = {
        billed(meter, month): repr(amount) for meter, amount in used.items() for month in period.months()
    }
    people.record_details(home, details=details, at=at, chance=chance)


def cut(percent: float) -> dict[str, float]:
    """So much less than before, of each source of energy."""
    return {meter: float(np.round(amount * (100 - percent) / 100, 6)) for meter, amount in BEFORE.items()}


def details(home: str) -> dict[str, str]:
    """What is kept of a household."""
    return parties.details_of(home)
