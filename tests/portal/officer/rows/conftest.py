"""The town keeps an inventory from activity rows: two factors, a set of potentials, two rows that stand."""

import csv
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from dure.grammar import read
from dure.grammar.books.library import read_library
from dure.kernel.runs import write as runs
from tests.recalled import load

ROOT = Path(__file__).resolve().parents[4]
FACTORS = (ROOT / "packs" / "places" / "world" / "inventory" / "factors.csv").read_text().splitlines()[0]
OWN_FACTORS = [
    {
        "factor": "grid-23", "quantity": "electricity", "technology": "grid-consumed", "use": "any",
        "programme": "any", "title_ko": "전력", "title_en": "Grid electricity", "valid_from": "2023",
        "valid_to": "2023", "published_on": "2024-12", "per": "MWh", "co2_kg": "400", "ch4_kg": "1",
        "n2o_kg": "0", "source": "dream-plan:1",
    },
    {
        "factor": "gas-homes", "quantity": "fuel", "technology": "natural-gas", "use": "residential",
        "programme": "any", "title_ko": "도시가스", "title_en": "Natural gas", "valid_from": "2020",
        "valid_to": "2030", "published_on": "2020", "per": "TJ", "co2_kg": "56100", "ch4_kg": "5",
        "n2o_kg": "0.1", "basis": "NCV", "ncv": "49.4", "ncv_unit": "MJ/kg", "source": "dream-plan:2",
    },
]  # fmt: skip
ACTIVITIES = """row,ref,period,title_ko,title_en,quantity,unit,factor,mark,source
power-homes-2023,I.1.2,2023,가정의 전력,Homes,"1,000",MWh,dreamtown/grid-23,observed,dream-plan:3
power-shops-2023,I.2.2,2023,가게의 전력,Shops,500,MWh,dreamtown/grid-23,observed,dream-plan:3
"""


@pytest.fixture(scope="session")
def small_packs(small_packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town also runs the system of inventories."""
    folder = tmp_path_factory.mktemp("inventory") / "packs"
    shutil.copytree(small_packs, folder)
    own = folder / "systems" / "inventory"
    own.mkdir()
    for name in ("system.toml", "observations.toml", "categories.csv", "gwp.csv"):
        shutil.copy(ROOT / "packs" / "systems" / "inventory" / name, own / name)
    _with_documents(folder / "sources.csv", own)
    town = folder / "places" / "dreamtown"
    head = town / "place.toml"
    head.write_text(head.read_text().replace('runs = ["plan"]', 'runs = ["plan", "inventory"]'))
    books = town / "inventory"
    books.mkdir()
    (books / "inventory.toml").write_text('gwp_set = "AR5"\n')
    (books / "activities.csv").write_text(ACTIVITIES)
    with (books / "factors.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, FACTORS.split(","))
        writer.writeheader()
        writer.writerows(OWN_FACTORS)
    return folder


@pytest.fixture(autouse=True)
def loaded(db: None, small_packs: Path, settings: Settings, at: datetime) -> None:
    """The packs are loaded with their factors, and the product reads them."""
    settings.PACKS = small_packs
    load(small_packs, at, books=True)


def _with_documents(sources: Path, own: Path) -> None:
    """Add the documents of the shipped packs that these files name, in the columns of this file."""
    named: set[str] = set()
    for path in own.glob("*.csv"):
        named |= {row["source"].partition(":")[0] for row in csv.DictReader(path.read_text().splitlines())}
    shipped = list(csv.DictReader((ROOT / "packs" / "sources.csv").read_text().splitlines()))
    columns = sources.read_text().splitlines()[0].split(",")
    with sources.open("a", newline="") as file:
        csv.writer(file).writerows(
            [row[column] for column in columns] for row in shipped if row["id"] in named
        )


@pytest.fixture
def reload(small_packs: Path, at: datetime) -> Callable[[], None]:
    """Loads the same packs again, as an update of the product does."""

    def again() -> None:
        runs.load(
            read(small_packs), code_version="later", at=at + timedelta(days=1), tell=lambda *_: None,
            library=read_library(small_packs),
        )  # fmt: skip

    return again
