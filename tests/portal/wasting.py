"""A small pack of a town with stores, a guide, days of collection and a truck; loaded for tests of pages."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
THINGS = """thing,kind,part_of,name_ko,name_en,lon,lat,mark,source
recyclables,waste_stream,,재활용품,Recyclables,,,,dream-plan:3
cans,article,,음료수 캔,Drink can,,,,dream-plan:3
clear-pet,article,,투명 페트병,Clear PET bottle,,,,dream-plan:3
near-shop,junk_shop,,가까운 고물상,Near junk shop,127.000,36.000,,dream-plan:4
far-shop,junk_shop,,먼 고물상,Far junk shop,127.020,36.000,,dream-plan:4
machine,return_machine,,회수기,Return machine,127.001,36.001,,dream-plan:4
box-1,ice_pack_collector,,아이스팩 수거함 1(이름 미발표),Ice pack collector 1 (not named),,,,dream-plan:5
box-2,ice_pack_collector,,아이스팩 수거함 2(이름 미발표),Ice pack collector 2 (not named),,,,dream-plan:5
upper,neighbourhood,,윗마을,Upper side,127.001,36.000,,dream-plan:6
lower,neighbourhood,,아랫마을,Lower side,127.020,36.001,,dream-plan:6
round,collection_route,,재활용 노선,Recycling route,,,,dream-plan:6
first,collection_stop,round,첫 지점,First stop,127.000,36.000,,dream-plan:6
middle,collection_stop,round,가운데 지점,Middle stop,127.010,36.000,,dream-plan:6
last,collection_stop,round,끝 지점,Last stop,127.020,36.000,,dream-plan:6
truck,collection_truck,,수거차,Truck,,,,dream-plan:6
"""
ATTRIBUTES = """thing,attribute,during,value,unit,words_ko,words_en,valid_from,valid_to,source
cans,called,,,,"캔, 깡통","can, beer can",2026-01-01,,dream-plan:3
cans,clean,,,,비우고 헹굽니다.,Empty and rinse it.,2026-01-01,,dream-plan:3
cans,stream,,recyclables,,,,2026-01-01,,dream-plan:3
cans,label,,can,,,,2026-01-01,,dream-plan:3
clear-pet,called,,,,"생수병, 페트","water bottle",2026-01-01,,dream-plan:3
clear-pet,label,,clear-pet,,,,2026-01-01,,dream-plan:3
near-shop,opening_hours,,Mo-Sa 09:00-18:00,,,,2020-01-01,,dream-plan:4
near-shop,takes/cans,,money,,,,2020-01-01,,dream-plan:4
near-shop,price/cans,,800,KRW/kg,,,2020-01-01,,dream-plan:4
near-shop,price/cans,Sa 09:00-11:00,900,KRW/kg,,,2020-01-01,,dream-plan:4
far-shop,takes/cans,,money,,,,2020-01-01,,dream-plan:4
far-shop,price/cans,,850,KRW/kg,,,2020-01-01,,dream-plan:4
machine,opening_hours,,24/7,,,,2020-01-01,,dream-plan:4
machine,takes/clear-pet,,points,,,,2020-01-01,,dream-plan:4
upper,put_out/recyclables,,"Mo,Th 19:00-24:00",,,,2020-01-01,,dream-plan:6
upper,stop/recyclables,,middle,,,,2020-01-01,,dream-plan:6
lower,put_out/recyclables,,Tu 19:00-24:00,,,,2020-01-01,,dream-plan:6
round,collects,,recyclables,,,,2020-01-01,,dream-plan:6
first,minutes_from_start,,0,min,,,2020-01-01,,dream-plan:6
middle,minutes_from_start,,20,min,,,2020-01-01,,dream-plan:6
last,minutes_from_start,,40,min,,,2020-01-01,,dream-plan:6
truck,drives,,round,,,,2020-01-01,,dream-plan:6
"""


def make_packs(folder: Path) -> Path:
    """The invented packs with zero waste switched on in the town."""
    shutil.copytree(ROOT / "tests" / "grammar" / "packs", folder)
    shutil.copytree(ROOT / "packs" / "systems" / "zero_waste", folder / "systems" / "zero_waste")
    shutil.copy(ROOT / "packs/systems/plan/cases.toml", folder / "systems/plan/cases.toml")
    (folder / "systems/plan/runs.toml").unlink()
    town = folder / "places" / "dreamtown"
    (town / "plan" / "ledgers.csv").unlink()
    head = (town / "place.toml").read_text()
    (town / "place.toml").write_text(head.replace('runs = ["plan"]', 'runs = ["plan", "zero_waste"]'))
    (town / "zero_waste").mkdir()
    (town / "zero_waste" / "things.csv").write_text(THINGS)
    (town / "zero_waste" / "attributes.csv").write_text(ATTRIBUTES)
    return folder
