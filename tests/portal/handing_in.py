"""A town with a machine, an exchange and ice pack collectors, and three programmes about the same can."""

import shutil
from pathlib import Path

from tests.portal.resident.acts.conftest import ROOT, TOWN, make_packs

MACHINE, EXCHANGE, OTHER_EXCHANGE = f"{TOWN}/machine", f"{TOWN}/exchange", f"{TOWN}/other-exchange"
THINGS = """thing,kind,part_of,name_ko,name_en,lon,lat,mark,source
drink-can,article,,음료수 캔,Drink can,,,,dream-plan:3
clear-pet-bottle,article,,투명 페트병,Clear PET bottle,,,,dream-plan:3
machine,return_machine,,회수기,Return machine,127.001,36.001,,dream-plan:4
second,return_machine,,둘째 회수기,Second machine,,,,dream-plan:4
exchange,village_exchange,,교환소,Exchange,,,,dream-plan:4
other-exchange,village_exchange,,다른 교환소,Other exchange,,,,dream-plan:4
box-1,ice_pack_collector,,아이스팩 수거함 1(이름 미발표),Ice pack collector 1 (not named),,,,dream-plan:5
box-2,ice_pack_collector,,아이스팩 수거함 2(이름 미발표),Ice pack collector 2 (not named),,,,dream-plan:5
"""
ATTRIBUTES = """thing,attribute,during,value,unit,words_ko,words_en,valid_from,valid_to,source
machine,takes/drink-can,,points,,,,2020-01-01,,dream-plan:4
exchange,takes/drink-can,,money,,,,2020-01-01,,dream-plan:4
exchange,price/drink-can,,800,KRW/kg,,,2020-01-01,,dream-plan:4
exchange,price/drink-can,Sa 09:00-11:00,900,KRW/kg,,,2020-01-01,,dream-plan:4
exchange,takes/clear-pet-bottle,,money,,,,2020-01-01,,dream-plan:4
other-exchange,takes/drink-can,,money,,,,2020-01-01,,dream-plan:4
other-exchange,price/drink-can,,700,KRW/kg,,,2020-01-01,,dream-plan:4
"""
STATED = """address,period,value,unit,mark,valid_from,published_on,source,label,note_ko,note_en
reward_nephron_point/nephron/drink_can,2020/2030,10,1,parameter,,,dream-plan:3,,,
cap_nephron_point/nephron/day,2020/2030,45,1,parameter,,,dream-plan:3,,,
reward_cheongjucon/time_to_bin/handed_in,2020/2030,70,1,parameter,,,dream-plan:3,,,
point_worth_krw/nephron_point/krw,2020/2030,0.5,KRW,parameter,,,dream-plan:3,,,
"""
ACTIONS = """address,period,value,unit,mark,valid_from,published_on,source,label,note_ko,note_en
reward_krw/green_life/recyclables,2020/2030,100,KRW,parameter,,,dream-plan:3,,,
joins_alone_years,2026,14,years,parameter,,,dream-plan:3,,,
of_age_years,2026,19,years,parameter,,,dream-plan:3,,,
ice_packs_collected,2021,"33,000",1,observed,,,dream-plan:5,,,
"""
HERE = "programme,from,to,source\n"


def make_handing_in_packs(folder: Path) -> Path:
    """The packs of the town."""
    make_packs(folder)
    for name in ("zero_waste", "wallet"):
        shutil.copytree(ROOT / "packs/systems" / name, folder / "systems" / name)
    for name in ("programmes.toml", "observations.toml"):
        shutil.copy(ROOT / "packs/systems/citizen_actions" / name, folder / "systems/citizen_actions" / name)
    town = folder / "places" / TOWN
    head = (town / "place.toml").read_text()
    runs = '"mitigation", "zero_waste", "wallet"]'
    (town / "place.toml").write_text(head.replace('"mitigation"]', runs))
    (town / "citizen_actions" / "observations.csv").write_text(ACTIONS)
    (town / "citizen_actions" / "programmes.csv").write_text(f"{HERE}green_life,2025,,dream-plan:3\n")
    (town / "zero_waste").mkdir()
    (town / "zero_waste" / "things.csv").write_text(THINGS)
    (town / "zero_waste" / "attributes.csv").write_text(ATTRIBUTES)
    (town / "zero_waste" / "observations.csv").write_text(STATED)
    programmes = "".join(
        f"{name},2025,,dream-plan:3\n" for name in ("nephron", "time_to_bin", "village_recycling")
    )
    (town / "zero_waste" / "programmes.csv").write_text(f"{HERE}{programmes}")
    return folder
