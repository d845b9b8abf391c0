"""Accounts and amounts are said in words, down to the lot."""

import re

import pytest

from dure.grammar.shapes import Text
from dure.kernel.ledgers.read import UnitSeen
from dure.portal.resident.account_words import amount_words, title_of

TITLES = {
    path: Text("계정", "Account")
    for path in ("allowance/holding", "outside/market", "outside/government", "credit/held", "claim/verified")
}


@pytest.mark.parametrize(
    ("path", "ko", "en"),
    [
        ("allowance/holding/2020/granted-at-0", "2020년, 할당분, 무상", "2020, granted, free of charge"),
        ("allowance/holding/2015-2017/surplus", "2015–2017년, 여유분", "2015–2017, surplus"),
        (
            "allowance/holding/2020/bought-20200506-at-40500",
            "2020년, 2020년 5월 6일 매수분, 톤당 40,500원",
            "2020, bought on 2020-05-06, KRW 40,500 a tonne",
        ),
        ("allowance/holding/2019/bought-1", "2019년, 매수분 1", "2019, bought 1"),
        ("outside/market/2020/at-16850", "2020년, 톤당 16,850원", "2020, KRW 16,850 a tonne"),
        ("outside/government/2020", "2020년", "2020"),
        (
            "credit/held/landfill-gas/2020/1000-2000",
            "landfill-gas, 2020년, 일련번호 1,000–2,000",
            "landfill-gas, 2020, serials 1,000–2,000",
        ),
        (
            "claim/verified/set-unstated/landfill-gas/2010-2014",
            "온난화지수 기준 미상, landfill-gas, 2010–2014년",
            "set not stated, landfill-gas, 2010–2014",
        ),
        (
            "credit/held/landfill-gas/issued-2009-11",
            "landfill-gas, 2009년 11월 발급분",
            "landfill-gas, issued in 2009-11",
        ),
    ],
)
def test_every_part_of_an_account_is_said_in_words(path: str, ko: str, en: str) -> None:
    said = title_of(path, TITLES)
    assert (said.ko, said.en) == (f"계정 {ko}", f"Account {en}")
    assert not re.search(r"/|at-\d", said.ko + said.en)


def test_no_digit_of_an_amount_is_dropped() -> None:
    units = {"avoided_tco2e": UnitSeen("avoided_tco2e", Text("감축량(톤)", "avoided (tCO2e)"), 6)}
    said = amount_words(1_234_400_001, "avoided_tco2e", units)
    assert (said.ko, said.en) == ("감축량 1,234.400001톤", "1,234.400001 tCO2e (avoided)")
    assert amount_words(100_000_000, "avoided_tco2e", units).en == "100 tCO2e (avoided)"
    assert amount_words(1_500_000, "krw", {}).en == "KRW 1,500,000"
