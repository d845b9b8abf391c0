"""A small town with a market: two goods, one book, an oven by the hour and a course that costs something."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from dure.grammar.shapes import Text
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.portal.resident.market import paths
from dure.portal.resident.market.asking import Buyer
from dure.portal.resident.market.rules import Rules, rules_of
from dure.portal.resident.market.stalls import Good, find_good, seen_in
from dure.portal.resident.places import place_or_404
from dure.portal.resident.wallets.moving import Wallet
from tests.portal.resident.acts.conftest import ROOT, TOWN, joined
from tests.portal.resident.wallets.conftest import HEADER, UNIT, earn, fund, key, make_wallet_packs, wallet_of
from tests.recalled import load

KEEPER = cases.Actor("keeper", "지킴이", frozenset({"keeper"}))
THINGS = """thing,kind,part_of,name_ko,name_en,source
hall,market_floor,,공판장,Market hall,dream-plan:3
soap-makers,market_seller,hall,비누방,Soap makers,dream-plan:3
bare,eco_rule,,포장 없음,No packaging,dream-plan:3
near,eco_rule,,가까움,Made nearby,dream-plan:3
material,footprint_stage,,원료,Material,dream-plan:3
way,footprint_stage,,나르기,Transport,dream-plan:3
soap,market_good,soap-makers,비누,Soap,dream-plan:3
bag,market_good,soap-makers,장바구니,Bag,dream-plan:3
warm,library_book,hall,더운 별,Warm planet,dream-plan:3
oven,energy_equipment,hall,조리기,Solar oven,dream-plan:3
course,market_course,hall,비누 강좌,Soap course,dream-plan:3
corner,market_trial,hall,덜어 팔기,Refill corner,dream-plan:3
"""
ATTRIBUTES = """thing,attribute,value,unit,words_ko,words_en,valid_from,valid_to,source
soap,sells_for,1000,KRW/items,,,2020-01-01,,dream-plan:3
soap,meets/bare,,,종이띠만 두릅니다,A band alone,2020-01-01,2030-12-31,dream-plan:3
soap,checked_by/bare,,,운영팀,The team,2020-01-01,2030-12-31,dream-plan:3
soap,meets/near,,,주소 확인,Address seen,2020-01-01,2021-12-31,dream-plan:3
soap,footprint_part/material,0.2,kgCO2e,,,2020-01-01,,dream-plan:3
soap,footprint_part/way,0.1,kgCO2e,,,2020-01-01,,dream-plan:3
soap,gwp_set,ar5,,,,2020-01-01,,dream-plan:3
bag,footprint_part/material,1.5,kgCO2e,,,2020-01-01,,dream-plan:3
oven,open_for,Mo-Su 00:00-24:00,,,,2020-01-01,,dream-plan:3
oven,seats,1,items,,,2020-01-01,,dream-plan:3
oven,slot_minutes,60,min,,,2020-01-01,,dream-plan:3
course,open_for,Mo-Su 10:00-12:00,,,,2020-01-01,,dream-plan:3
course,seats,3,items,,,2020-01-01,,dream-plan:3
course,slot_minutes,120,min,,,2020-01-01,,dream-plan:3
course,sells_for,999,KRW/items,,,2020-01-01,,dream-plan:3
corner,tried,,,덜어 팔았습니다,Sold by weight,2020-01-01,,dream-plan:3
"""
RULES = {
    f"market_worth_krw/{UNIT}": ("2", "KRW"), "market_worth_krw/community_krw": ("1", "KRW"),
    "cancel_free_h/energy_equipment": ("2", "h"), "cancel_free_h/market_course": ("48", "h"),
    "late_cancel_refund_percent/energy_equipment": ("100", "percent"),
    "late_cancel_refund_percent/market_course": ("50", "percent"),
    "no_show_refund_percent/energy_equipment": ("0", "percent"),
    "no_show_refund_percent/market_course": ("0", "percent"),
    "no_show_refund_percent/market_good": ("80", "percent"),
    "no_show_pause_days": ("14", "days"), "fetch_days": ("7", "days"), "loan_days": ("14", "days"),
    "book_keep_days": ("3", "days"), "most_loans": ("1", "1"), "eco_rules_needed": ("1", "1"),
}  # fmt: skip


def make_market_packs(folder: Path) -> Path:
    """The packs of the town with wallets and a market."""
    make_wallet_packs(folder)
    shutil.copytree(ROOT / "packs/systems/joint_market", folder / "systems/joint_market")
    town = folder / "places" / TOWN
    head = (town / "place.toml").read_text()
    (town / "place.toml").write_text(head.replace('"wallet"]', '"wallet", "joint_market"]'))
    (town / "joint_market").mkdir()
    (town / "joint_market" / "things.csv").write_text(THINGS)
    (town / "joint_market" / "attributes.csv").write_text(ATTRIBUTES)
    rows = "".join(f"{a},2020/2030,{v},{u},parameter,,,dream-plan:3,,,\n" for a, (v, u) in RULES.items())
    (town / "joint_market" / "observations.csv").write_text(HEADER + rows)
    parties = (town / "parties.csv").read_text()
    columns = parties.splitlines()[0].split(",")
    said = {"party": "soap-makers", "kind": "partner", "name_ko": "비누방", "name_en": "Soap makers"}
    row = ",".join({**said, "source": "dream-plan:3"}.get(each, "") for each in columns)
    (town / "parties.csv").write_text(f"{parties.rstrip()}\n{row}\n")
    return folder


@pytest.fixture(scope="session")
def market_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the town's packs."""
    return make_market_packs(tmp_path_factory.mktemp("market") / "packs")


@pytest.fixture
def town(db: None, market_packs: Path, settings: Settings, at: datetime) -> str:
    """The town, loaded, with money behind points, ten soaps and one copy of a book."""
    settings.PACKS = market_packs
    stock_up(market_packs, at)
    return TOWN


def stock_up(packs: Path, at: datetime, *, soaps: int = 10) -> None:
    """Load the town and bring the goods in."""
    load(packs, at)
    fund(100_000, at=at, units=("krw",))
    for debit, credit, amount, unit in (
        (paths.DELIVERED, paths.stock("soap"), soaps, paths.ITEM),
        (paths.BOOKS, paths.shelf("warm"), 1, paths.COPY),
    ):
        reason = posting.Reason(Text("들어옴", "Delivered"))
        posting.transfer(
            posting.Movement(key(at), debit, credit, amount, unit, at, reason), place=TOWN, at=at
        )


def rules(at: datetime) -> Rules:
    """The rules of the town's market."""
    return rules_of(TOWN, on=at.date())


def soap(at: datetime, slug: str = "soap") -> Good:
    """A good as it stands now."""
    return find_good(seen_in(place_or_404(TOWN)), rules(at), slug)


@pytest.fixture
def buyer(at: datetime) -> Callable[..., Buyer]:
    """Makes somebody with so many points, community money and won, and the points they offer."""

    def made(name: str, *, points: int = 0, community: int = 0, won: int = 0, offers: int = 0) -> Buyer:
        return buying(joined(name, at), at, points=points, community=community, won=won, offers=offers)

    return made


def buying(
    party: str, at: datetime, *, points: int = 0, community: int = 0, won: int = 0, offers: int = 0
) -> Buyer:
    """Somebody with something in their wallet."""
    wallets: list[Wallet] = []
    for unit, amount in ((UNIT, points), ("community_krw", community), ("krw", won)):
        wallets.append(wallet_of(party, unit))
        if amount:
            earn(wallets[-1], amount, at=at - timedelta(minutes=1))
    return Buyer(party, TOWN, tuple(wallets), {UNIT: offers})
