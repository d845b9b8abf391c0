"""A small town with two programmes that may reward the same can, loaded; and residents of it."""

import shutil
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import Settings

from dure.kernel.ledgers import write as posting
from dure.kernel.parties import write as parties
from dure.kernel.parties.write import Enrolment
from dure.portal.resident.acts import funding
from tests.recalled import load

ROOT = Path(__file__).parents[4]
TOWN = "dreamtown"
PROGRAMMES = """
[[programme]]
name = "cans"
title = { ko = "캔 모으기", en = "Cans" }
says = { ko = "캔을 가져오면 돈을 줍니다.", en = "Pays for cans." }
unit = "krw"
[[programme.action]]
name = "can"
title = { ko = "캔 한 개", en = "A can" }
area = "recycling"
counted_in = "item"
most_at_once = 50
[[programme.action.evidence]]
kind = "self_report"
[[programme.action.evidence]]
kind = "photo"
earns_percent = 50
[[programme.action]]
name = "paper"
title = { ko = "종이", en = "Paper" }
area = "recycling"
counted_in = "kg"

[[programme]]
name = "bins"
title = { ko = "분리수거 시간", en = "Bins" }
says = { ko = "분리수거에 돈을 줍니다.", en = "Pays for sorting." }
unit = "krw"
[[programme.action]]
name = "tin"
title = { ko = "금속 캔", en = "A tin" }
area = "recycling"
counted_in = "item"
event_group = "can"

[[programme]]
name = "counted"
title = { ko = "열 가지", en = "Ten" }
says = { ko = "아직 이름이 없습니다.", en = "Not named yet." }
unnamed = 10
"""
FIGURES = """
[[figure]]
name = "reward_krw"
title = { ko = "보상", en = "Reward" }
unit = "KRW"
facets = [
  { name = "cans", title = { ko = "캔", en = "Cans" } },
  { name = "bins", title = { ko = "통", en = "Bins" } },
  { name = "can", title = { ko = "캔", en = "Can" } },
  { name = "tin", title = { ko = "금속 캔", en = "Tin" } },
  { name = "paper", title = { ko = "종이", en = "Paper" } },
]
[[figure]]
name = "cap_krw"
title = { ko = "한도", en = "Cap" }
unit = "KRW"
facets = [
  { name = "cans", title = { ko = "캔", en = "Cans" } },
  { name = "day", title = { ko = "하루", en = "day" } },
  { name = "year", title = { ko = "한 해", en = "year" } },
  { name = "household", title = { ko = "가구", en = "household" } },
]
[[figure]]
name = "mission_reward_krw"
title = { ko = "미션 보상", en = "Reward of a mission" }
unit = "KRW"
facets = [
  { name = "cans", title = { ko = "캔", en = "Cans" } },
  { name = "easy", title = { ko = "가벼운 미션", en = "easy mission" } },
  { name = "steady", title = { ko = "꾸준한 미션", en = "steady mission" } },
  { name = "big", title = { ko = "큰 미션", en = "big mission" } },
]
[[figure]]
name = "joins_alone_years"
title = { ko = "스스로 가입하는 나이", en = "Joins alone" }
unit = "years"
[[figure]]
name = "of_age_years"
title = { ko = "성년", en = "Of age" }
unit = "years"
[[figure]]
name = "avoided_per_act_kgco2e"
title = { ko = "감축", en = "Avoided" }
unit = "kgCO2e"
facets = [
  { name = "can", title = { ko = "캔", en = "Can" } },
  { name = "paper", title = { ko = "종이", en = "Paper" } },
]
"""
STATED = """address,period,value,unit,mark,valid_from,published_on,source,label,note_ko,note_en
reward_krw/cans/can,2025,300,KRW,parameter,,,dream-plan:3,,,
reward_krw/cans/can,2026,100,KRW,parameter,,,dream-plan:3,,,
reward_krw/cans/can,2026-12-01/2026-12-31,200,KRW,parameter,,,dream-plan:3,,,
reward_krw/cans/paper,2026,unknown,KRW,parameter,,,dream-plan:3,,,
reward_krw/bins/tin,2026,70,KRW,parameter,,,dream-plan:3,,,
joins_alone_years,2026,14,years,parameter,,,dream-plan:3,,,
of_age_years,2026,19,years,parameter,,,dream-plan:3,,,
cap_krw/cans/day,2026,"1,250",KRW,parameter,,,dream-plan:3,,,
cap_krw/cans/year,2026,"2,000",KRW,parameter,,,dream-plan:3,,,
mission_reward_krw/cans/easy,2026,501,KRW,parameter,,,dream-plan:3,,,
mission_reward_krw/cans/big,2026,"1,900",KRW,parameter,,,dream-plan:3,,,
avoided_per_act_kgco2e/can,2026,0.0235,kgCO2e,parameter,,,dream-plan:4,,,
avoided_per_act_kgco2e/paper,2026,unknown,kgCO2e,parameter,,,dream-plan:4,,,
"""
HERE = """programme,from,to,source
cans,2025,,dream-plan:3
bins,2026-01-01,,dream-plan:3
counted,,,dream-plan:3
"""
NUMBERS = count(1)


def chance(size: int) -> bytes:
    """Bytes that no other call gave."""
    return next(NUMBERS).to_bytes(size)


def key(at: datetime) -> UUID:
    """A key that no other call gave."""
    return posting.make_key(at=at, random_bytes=chance(10))


def make_packs(folder: Path) -> Path:
    """The packs of the town in a folder of their own."""
    shutil.copytree(ROOT / "tests" / "grammar" / "packs", folder)
    (folder / "systems/plan/ledgers.toml").unlink()
    town = folder / "places" / TOWN
    (town / "plan" / "ledgers.csv").unlink()
    for name in ("citizen_actions", "mitigation"):
        shutil.copytree(ROOT / "packs/systems" / name, folder / "systems" / name)
    actions = folder / "systems/citizen_actions"
    for name in ("observations.csv", "plans.toml", "runs.toml"):
        (actions / name).unlink()
    (folder / "systems/mitigation/exclusions.csv").write_text(
        "group,kind,title_ko,title_en,on_conflict,source\n"
        "resident_acts,resident_events,주민 실천,acts one by one,overlap,dream-plan:3\n"
        "resident_acts,one_tonne_each,1인 1톤,one tonne each,refuse,dream-plan:3\n"
    )
    (actions / "programmes.toml").write_text(PROGRAMMES)
    (actions / "observations.toml").write_text(FIGURES)
    head = (town / "place.toml").read_text()
    (town / "place.toml").write_text(
        head.replace('runs = ["plan"]', 'runs = ["plan", "citizen_actions", "mitigation"]')
    )
    (town / "citizen_actions").mkdir()
    (town / "citizen_actions" / "observations.csv").write_text(STATED)
    (town / "citizen_actions" / "programmes.csv").write_text(HERE)
    return folder


@pytest.fixture(scope="session")
def town_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the town's packs."""
    return make_packs(tmp_path_factory.mktemp("acts") / "packs")


@pytest.fixture
def town(db: None, town_packs: Path, settings: Settings, at: datetime) -> str:
    """The town, loaded, with money for both programmes."""
    settings.PACKS = town_packs
    load(town_packs, at)
    for programme in ("cans", "bins"):
        funding.fund(TOWN, programme=programme, unit="krw", amount=100_000, case=f"f/{programme}", at=at)
    return TOWN


@pytest.fixture
def join(at: datetime) -> Callable[[str], str]:
    """Makes somebody a resident of the town; answers their party."""
    return lambda name: joined(name, at)


def joined(name: str, at: datetime) -> str:
    """Somebody who joined the town."""
    said = Enrolment(TOWN, {"name": name}, {"wallet": "1"})
    return parties.enrol(said, on=at.date(), at=at, chance=chance, username=name, password=None)
