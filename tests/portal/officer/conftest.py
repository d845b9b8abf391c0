"""A small pack of its own with a town, a district and a finding, loaded; and people who work there."""

import re
import shutil
from collections.abc import Callable
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from dure.grammar.shapes import Text
from dure.kernel.parties import write as parties
from dure.kernel.parties.models import Account
from dure.kernel.parties.read import PartySeen, RoleHeld
from tests.recalled import load

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PLAN = "systems/plan"
RUNS = """
[[check]]
name = "parts_2018"
engine = "checks.sum_of_parts"
title = { ko = "합계", en = "Sum" }
says = { ko = "부분의 합이 전체와 다릅니다.", en = "The parts do not add up." }
doubts = ["emissions_tco2e@2018:observed"]
[check.inputs]
total = { figure = "emissions_tco2e", period = "2018", mark = "observed" }
parts = { figures = ["emissions_tco2e/cars", "emissions_tco2e/homes"], period = "2018", mark = "observed" }
step = { figure = "emissions_tco2e", period = "2018", mark = "observed", take = "step" }

[[check]]
name = "parts_2024"
engine = "checks.sum_of_parts"
title = { ko = "합계", en = "Sum" }
says = { ko = "부분의 합이 전체와 다릅니다.", en = "The parts do not add up." }
doubts = ["emissions_tco2e@2024:observed"]
[check.inputs]
total = { figure = "emissions_tco2e", period = "2024", mark = "observed" }
parts = { figures = ["emissions_tco2e/cars", "emissions_tco2e/homes"], period = "2024", mark = "observed" }
step = { figure = "emissions_tco2e", period = "2024", mark = "observed", take = "step" }
"""
STATED = """address,period,value,unit,mark,valid_from,published_on,source,label,note_ko,note_en
emissions_tco2e,2018,9.43,MtCO2e,observed,,,dream-plan:3,,,
emissions_tco2e/cars,2018,"5,000,000",tCO2e,observed,,,dream-plan:4,,,
emissions_tco2e/homes,2018,4300,ktCO2e,observed,,2021-03-01,dream-plan:5,,,
emissions_tco2e/cars,2024,"4,000,000",tCO2e,observed,,,dream-plan:4,,,
emissions_tco2e/homes,2024,"4,000,000",tCO2e,observed,,,dream-plan:5,,,
base_year,2018,2018,year,parameter,,,dream-plan:8,,,
"""
CASES = """case,kind,title_ko,title_en,on,to,by,says_ko,says_en,source
first-plan,plan_edition,첫 계획,First plan,2025-01-02,final_report,,최종보고를 마쳤습니다.,Done.,dream-plan:9
"""


SEAL = re.compile(r'name="page_shown" value="([0-9a-f]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def looked_at(client: Client, address: str, said: dict[str, str]) -> dict[str, str]:
    """What the button of the look sends: the fields as they were looked at, and the seal over them."""
    page = client.post(address, {name: value for name, value in said.items() if name != "sure"})
    assert page.status_code == 200, page.content.decode()
    return hidden(page.content.decode()) | {"sure": "1"}


def hidden(page: str) -> dict[str, str]:
    """What the page's own part sends beside what is typed."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return {name: unescape(value) for name, value in HIDDEN.findall(main)}


class Reader(Client):
    """A browser that has read the page before it presses a button: it sends the page's seal with it."""

    def post(self, path: str, data: Any = None, **rest: Any) -> Any:  # type: ignore[override]
        """Send what is typed, and for a step of a case the seal of the page as it stands now."""
        is_step = isinstance(data, dict) and "move" in data and not {"page_shown", "seal"} & set(data)
        if is_step and (found := SEAL.search(self.get(path).content.decode())):
            data = {**data, "page_shown": found[1]}
        return super().post(path, data, **rest)


@pytest.fixture(scope="session")
def small_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of packs."""
    folder = tmp_path_factory.mktemp("packs") / "packs"
    shutil.copytree(ROOT / "tests" / "grammar" / "packs", folder)
    shutil.copy(ROOT / "packs" / PLAN / "cases.toml", folder / PLAN / "cases.toml")
    (folder / PLAN / "runs.toml").write_text(RUNS)
    town = folder / "places" / "dreamtown" / "plan"
    (town / "ledgers.csv").unlink()
    (town / "observations.csv").write_text(STATED)
    (town / "cases.csv").write_text(CASES)
    sources = folder / "sources.csv"
    sources.write_text(
        sources.read_text(encoding="utf-8").replace(",2022-12,", ",2025-12,"), encoding="utf-8"
    )
    return folder


@pytest.fixture(autouse=True)
def loaded(db: None, small_packs: Path, settings: Settings, at: datetime) -> None:
    """The packs are loaded, and the product reads them."""
    settings.PACKS = small_packs
    load(small_packs, at)


@pytest.fixture
def person(at: datetime) -> Callable[..., Client]:
    """Makes somebody with roles in places and signs them in."""

    def make(name: str, *roles: str, place: str = "dreamtown", reach: str = "place") -> Client:
        account = parties.open_account(name, password=None, at=at)
        seen = PartySeen(f"p-{name}", "person", place, Text(f"{name} 주무관", f"Officer {name}"))
        parties.register_party(seen, at=at, account_id=account)
        for role in roles:
            first_day = datetime(2020, 1, 1, tzinfo=at.tzinfo).date()
            given = RoleHeld(holder=seen.id, name=role, place=place, valid_from=first_day, reach=reach)
            parties.give_role(given, at=at)
        client = Reader()
        client.force_login(
            Account.objects.get(pk=account), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return make


@pytest.fixture
def officer(person: Callable[..., Client]) -> Client:
    """An officer of the town."""
    return person("ara", "officer")


@pytest.fixture
def approver(person: Callable[..., Client]) -> Client:
    """An approver of the town, another person."""
    return person("bora", "approver")


@pytest.fixture
def entry() -> dict[str, str]:
    """What an officer types: the town's emissions of 2024."""
    return {
        "address": "emissions_tco2e",
        "period": "2024",
        "mark": "observed",
        "value": "8.43",
        "unit": "MtCO2e",
        "source": "dream-plan",
        "locator": "p. 7",
        "label": "",
        "note": "",
    }
