"""A wrong factor, and the sentence it hears; a right one, and what is known of it."""

from datetime import date
from pathlib import Path

import pytest

from dure.grammar.books.factors import NEEDED
from dure.grammar.books.library import read_library
from dure.grammar.read import read
from tests.grammar.conftest import Copy
from tests.source import ROOT

GOOD = {
    "factor": "diesel",
    "quantity": "fuel",
    "technology": "diesel",
    "use": "any",
    "programme": "inventory",
    "title_ko": "경유",
    "title_en": "Diesel",
    "valid_from": "2020",
    "valid_to": "2022",
    "published_on": "2023-05",
    "per": "TJ",
    "co2_kg": "74100",
    "ch4_kg": "3",
    "n2o_kg": "0.6",
    "source": "dream-plan:3",
    "basis": "NCV",
}
SETS = "gwp_set,gas,gwp100,source\nAR5,CH4,28,dream-plan:3\n"
WRONG = [
    ({"per": "furlong"}, "per", "table of units"),
    ({"per": "km"}, "per", "another kind"),
    ({"basis": ""}, "basis", "no calorific basis"),
    ({"basis": "net"}, "basis", "cannot be"),
    ({"quantity": "steam"}, "quantity", "cannot be"),
    ({"use": "kitchen"}, "use", "cannot be"),
    ({"co2_kg": "-1"}, "co2_kg", "zero or more"),
    ({"co2_kg": "many"}, "co2_kg", "zero or more"),
    ({"co2_kg": "", "ch4_kg": "", "n2o_kg": ""}, "co2_kg", "neither gases nor a composite"),
    ({"carbon_kg": "20000"}, "carbon_kg", "both carbon and CO2"),
    ({"composite_kgco2e": "75000"}, "composite_gwp", "without its set"),
    ({"composite_kgco2e": "75000", "composite_gwp": "AR9"}, "composite_gwp", "not in gwp.csv"),
    ({"oxidation": "99"}, "oxidation", "share above one"),
    ({"ncv": "43"}, "ncv_unit", "belong together"),
    ({"ncv": "43", "ncv_unit": "kg/MJ"}, "ncv_unit", "another kind"),
    ({"ncv": "43", "ncv_unit": "MJ/kg", "gcv": "40", "gcv_unit": "MJ/kg"}, "ncv", "above the gross"),
    ({"valid_from": "2023"}, "valid_to", "ends"),
    ({"published_on": "soon"}, "published_on", "not a day"),
    ({"source": ""}, "source", "no source"),
    ({"title_ko": ""}, "title_ko", "empty"),
]


def written(copy: Copy, *rows: dict[str, str]) -> Copy:
    """The invented packs with an inventory system and these factors in the invented town."""
    copy.add(
        "systems/inventory/system.toml", 'title = { ko = "가", en = "a" }\nasks = { ko = "가", en = "a" }\n'
    )
    copy.add("systems/inventory/system.toml", 'from = "GPC"\n')
    copy.add("systems/inventory/gwp.csv", SETS)
    columns = list(dict.fromkeys([*NEEDED, *(column for row in rows for column in row)]))
    lines = [",".join(columns), *(",".join(row.get(column, "") for column in columns) for row in rows)]
    copy.add("places/dreamtown/inventory/factors.csv", "\n".join(lines) + "\n")
    place = copy.root / "places/dreamtown/place.toml"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace('runs = ["', 'runs = ["inventory", "'), encoding="utf-8")
    return copy


@pytest.mark.parametrize(("change", "column", "said"), WRONG, ids=lambda value: str(value)[:40])
def test_a_wrong_factor_hears_what_and_where(
    copy: Copy, change: dict[str, str], column: str, said: str
) -> None:
    mistakes = read(written(copy, GOOD | change).root).mistakes
    assert [(each.file, each.line) for each in mistakes] == [
        ("places/dreamtown/inventory/factors.csv", 2)
    ] * len(mistakes)
    assert column in {each.column for each in mistakes}
    assert any(said in each.says.en for each in mistakes), [each.says.en for each in mistakes]
    assert all(each.mend.ko and each.mend.en for each in mistakes)


def test_a_right_factor_is_read_whole(copy: Copy) -> None:
    root = written(copy, GOOD | {"n2o_kg": "unknown", "valid_to": ""}).root
    assert read(root).mistakes == ()
    (factor,) = read_library(root).factors
    assert factor.address == "dreamtown/diesel"
    assert (factor.valid_from, factor.published_on) == (date(2020, 1, 1), date(2023, 5, 31))
    assert dict(factor.gases_kg)["N2O"] is None
    assert factor.valid_to == date(9999, 12, 31)


def test_two_editions_are_told_apart_by_their_publication(copy: Copy) -> None:
    later = GOOD | {"factor": "diesel-again", "published_on": "2024"}
    assert read(written(copy, GOOD, later).root).mistakes == ()


def test_two_factors_for_the_same_days_and_publication_are_a_mistake(copy: Copy) -> None:
    other = GOOD | {"factor": "diesel-again", "valid_from": "2022", "valid_to": "2024"}
    (mistake,) = read(written(copy, GOOD, other).root).mistakes
    assert (mistake.line, mistake.column) == (3, "valid_from")
    assert "on line 2" in mistake.says.en


def test_all_mistakes_are_told_at_once(copy: Copy) -> None:
    mistakes = read(written(copy, GOOD | {"per": "x", "use": "y", "co2_kg": "z", "source": ""}).root).mistakes
    assert {each.column for each in mistakes} == {"per", "use", "co2_kg", "source"}


def test_a_potential_stands_once(copy: Copy) -> None:
    written(copy, GOOD).add("systems/inventory/gwp.csv", "AR5,CH4,29,dream-plan:3\nAR5,N2O,0,dream-plan:3\n")
    assert {(each.line, each.column) for each in read(copy.root).mistakes} == {(3, "gas"), (4, "gwp100")}


def test_the_library_knows_places_and_sources() -> None:
    library = read_library(Path(ROOT / "packs"))
    assert library.mistakes == ()
    assert library.chain("daegu") == ("daegu", "korea", "world")
    assert library.find_place("대구광역시") == "daegu"
    assert all(library.find_source(factor.source) for factor in library.factors)
    assert all(factor.verify for factor in library.factors if factor.source.startswith("news"))
