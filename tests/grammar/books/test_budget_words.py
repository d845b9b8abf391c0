"""What packs say of budgets: schemes, factors, suggestions, lines; and the sentences wrong ones hear."""

from pathlib import Path

import pytest

from dure.grammar.books.budget_rows import read_budgets
from dure.grammar.books.budget_shapes import SuggestionRule
from dure.grammar.books.budget_suggestions import suggestions
from dure.grammar.books.budget_words import read_budget_words
from dure.grammar.shapes import Text
from dure.grammar.sheets import Desk, Sheet
from dure.grammar.sources import Library

SCHEMES = "scheme,version,title_ko,title_en,valid_from,source,verify\ntown,1,도시,Town,2026-01-01,,yes\n"
CLASSES = "scheme,version,class,title_ko,title_en,effect\ntown,1,cut,감축,Cut,cuts\n"
RULES = "scheme,version,class,direction,objective,share_from,share_to,goods\ntown,1,cut,cuts,,,,\n"
FACTORS = (
    "factor,title_ko,title_en,unit_ko,unit_en,direction,low_tco2e,high_tco2e,low_years,high_years,"
    "additionality_ko,additionality_en,gwp_set,source,verify\n"
)
HEADS = "year,stage,title_ko,title_en,total_krw,synthetic,source\n2027,proposed,안,Draft,300,no,\n"
LINES = "year,code,department,field,programme,title,item,goods,direction,share_percent,method,proposed_krw\n"


def opened(tmp_path: Path, **files: str) -> tuple[Desk, dict[str, tuple[Sheet, str]]]:
    """These files on a desk."""
    desk = Desk()
    found: dict[str, tuple[Sheet, str]] = {}
    for name, text in files.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(text)
        sheet, read = desk.open(path, path.name)
        found[path.name] = (sheet, read or "")
    return desk, found


def heard(desk: Desk) -> list[str]:
    """Every mistake but those about documents, which these files do not name."""
    return [m.says.en for m in desk.mistakes() if m.column != "source" and "source" not in m.says.en]


def test_a_scheme_has_classes_and_rules_in_order(tmp_path: Path) -> None:
    desk, files = opened(tmp_path, schemes=SCHEMES, scheme_classes=CLASSES, mappings=RULES)
    words = read_budget_words(files, library=Library())
    [scheme] = words.schemes
    assert heard(desk) == []
    assert (scheme.id, [c.effect for c in scheme.classes]) == ("town-1", ["cuts"])
    [rule] = scheme.rules
    assert [int(rule.share_from), int(rule.share_to)] == [-1, 100]
    assert rule.goods is None


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("mappings", RULES.replace("town,1,cut,cuts", "town,2,cut,cuts"), "is not in schemes.csv"),
        ("mappings", RULES.replace("town,1,cut,cuts", "town,1,cut,kuts"), "cannot be “kuts”"),
        ("mappings", RULES.replace("town,1,cut,cuts", "town,1,emit,cuts"), "cannot be “emit”"),
        ("unit_factors", FACTORS + "ev,차,EV,대,car,cuts,2,1,8,10,,,unknown,,yes\n", "below the low end"),
        ("unit_factors", FACTORS + "ev,차,EV,대,car,cuts,-1,1,8,10,,,unknown,,yes\n", "is not a number"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, name: str, text: str, says: str) -> None:
    files = {"schemes": SCHEMES, "scheme_classes": CLASSES, "mappings": RULES, name: text}
    desk, found = opened(tmp_path, **files)
    read_budget_words(found, library=Library())
    assert any(says in sentence for sentence in heard(desk)), heard(desk)


def test_a_lifetime_that_is_unknown_stays_unknown(tmp_path: Path) -> None:
    row = "ev,차,EV,대,car,cuts,1.6,1.6,unknown,unknown,,,unknown,,yes\n"
    _desk, files = opened(tmp_path, unit_factors=FACTORS + row)
    [factor] = read_budget_words(files, library=Library()).factors
    assert (factor.low_years, factor.high_years) == (None, None)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("2027,a,roads,,,Road,,no,,,,300\n", ""),
        ("2027,a,roads,,,Road,,no,,,,299\n", "1 won above the sum"),
        ("2027,a,roads,,,Road,,no,,,,300\n2027,a,roads,,,Road,,no,,,,0\n", "stands twice"),
        ("2027,a,roads,,,Road,,no,cuts,120,,300\n", "above 100 percent"),
        ("2027,a,roads,,,Road,,no,cuts,,quantified,300\n", "no unit factor or no quantity"),
        ("2026,a,roads,,,Road,,no,,,,300\n", "has no stage proposed of 2026"),
        ("27,a,roads,,,Road,,no,,,,300\n", "not a year of four digits"),
    ],
)
def test_the_lines_of_a_pack_make_their_total(tmp_path: Path, rows: str, says: str) -> None:
    desk, files = opened(tmp_path, budgets=HEADS, budget_lines=LINES + rows)
    read_budgets(files, place="town", library=Library())
    sentences = heard(desk)
    assert any(says in sentence for sentence in sentences) if says else sentences == []


def test_a_suggestion_says_which_words_speak_for_it() -> None:
    rules = (
        SuggestionRule("ev", ("전기차",), "cuts", "mitigation", Text("왜", "why")),
        SuggestionRule("road", ("도로",), "emits", "mitigation", Text("왜", "why")),
    )
    found = suggestions("전기 차 충전 도로", rules=rules)
    assert [(one.rule, one.words) for one in found] == [("ev", ("전기차",)), ("road", ("도로",))]
    assert suggestions("급여", rules=rules) == ()
