"""A small town whose points are worth something, with money for exchanges; and wallets with points."""

import shutil
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import Settings

from dure.grammar.shapes import Text
from dure.kernel.ledgers import write as posting
from dure.portal.resident.wallets import funds, paths
from dure.portal.resident.wallets.moving import Ask, Wallet
from dure.portal.resident.wallets.terms import Terms, terms_of
from tests.portal.resident.acts.conftest import ROOT, TOWN, joined, make_packs
from tests.recalled import load

UNIT = "sample_point"
HEADER = "address,period,value,unit,mark,valid_from,published_on,source,label,note_ko,note_en\n"
STATED = {
    f"points_kept_months/{UNIT}": ("12", "months"),
    f"point_worth_krw/{UNIT}/community_krw": ("2", "KRW"),
    f"point_worth_krw/{UNIT}/krw": ("0.9", "KRW"),
    f"exchange_cap_krw/{UNIT}/community_krw": ("1000", "KRW"),
    f"exchange_cap_krw/{UNIT}/krw": ("50000", "KRW"),
    f"cash_alone_limit_krw/{UNIT}": ("500", "KRW"),
    f"most_gift_points/{UNIT}": ("100", "1"),
}
NUMBERS = count(1)


def make_wallet_packs(folder: Path) -> Path:
    """The packs of the town with the system of wallets and its figures."""
    make_packs(folder)
    shutil.copytree(ROOT / "packs/systems/wallet", folder / "systems/wallet")
    town = folder / "places" / TOWN
    head = (town / "place.toml").read_text()
    (town / "place.toml").write_text(head.replace('"mitigation"]', '"mitigation", "wallet"]'))
    (town / "wallet").mkdir()
    rows = "".join(f"{a},2020/2030,{v},{u},parameter,,,dream-plan:3,,,\n" for a, (v, u) in STATED.items())
    (town / "wallet" / "observations.csv").write_text(HEADER + rows)
    return folder


@pytest.fixture(scope="session")
def wallet_packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the town's packs."""
    return make_wallet_packs(tmp_path_factory.mktemp("wallets") / "packs")


@pytest.fixture
def town(db: None, wallet_packs: Path, settings: Settings, at: datetime) -> str:
    """The town, loaded, with money for exchanges of both kinds."""
    settings.PACKS = wallet_packs
    load(wallet_packs, at)
    fund(10_000, at=at)
    return TOWN


def fund(amount: int, *, at: datetime, units: tuple[str, ...] = ("krw", "community_krw")) -> None:
    """Money of the place for exchanges."""
    for unit in units:
        case = f"wallet_fund/{next(NUMBERS)}"
        funds.put_in(TOWN, fund=paths.fund(unit), unit=unit, amount=amount, case=case, at=at)


def terms() -> Terms:
    """What the town states."""
    return terms_of(TOWN, (UNIT, "krw"))


def wallet_of(party: str, unit: str = UNIT) -> Wallet:
    """One unit of somebody's wallet."""
    return Wallet(TOWN, party, unit, terms().last_day(unit))


@pytest.fixture
def rich(at: datetime) -> Callable[..., Wallet]:
    """Makes somebody a resident with points earned on a day; answers their wallet."""

    def made(name: str, points: int = 1000, on: datetime | None = None) -> Wallet:
        wallet = wallet_of(joined(name, at))
        earn(wallet, points, at=on or at)
        return wallet

    return made


def earn(wallet: Wallet, points: int, *, at: datetime) -> None:
    """Points arrive in a wallet."""
    movement = posting.Movement(
        key(at), "outside/test_points", wallet.path, points, wallet.unit, at,
        posting.Reason(Text("실천", "An act"), origin="resident act sample/own_cup 1 self_report"),
    )  # fmt: skip
    posting.transfer(movement, place=TOWN, at=at)


def ask(at: datetime, origin: str, *, of: UUID | None = None) -> Ask:
    """Something is asked."""
    return Ask(of or key(at), at, Text("시험", "A test"), origin)


def key(at: datetime) -> UUID:
    """A key that no other call gave."""
    return posting.make_key(at=at, random_bytes=next(NUMBERS).to_bytes(10))
