"""A province's published table of its climate budget: it adds up to the won, and its misprints are found."""

from functools import cache

from dure.grammar.read import read
from dure.grammar.shapes import Packs, Place
from tests.packs.answers import verdicts
from tests.source import ROOT

MISPRINTS = {
    # Minus 38 printed for 144 less 180; 23 % for 2.7 %; the others are cut off instead of rounded, or up.
    "change_projects_negative", "percent_krw_potential_2025", "percent_krw_friendly_2024",
    "percent_krw_negative_2025", "percent_summary_negative", "percent_projects_friendly_2024",
    "percent_projects_negative_culture", "percent_krw_negative_environment",
}  # fmt: skip


@cache
def packs() -> Packs:
    """The packs of the project, read once."""
    return read(ROOT / "packs")


def place(name: str) -> Place:
    """A place of the packs."""
    return next(one for one in packs().places if one.id == name)


def canonical(address: str, period: str) -> int:
    """What the province states, in won or projects."""
    [row] = [r for r in place("gyeongnam").stated if (r.address, r.period) == (address, period)]
    assert row.canonical is not None
    return int(row.canonical)


def test_the_whole_is_what_was_assessed_and_what_was_not() -> None:
    whole, out, within = (
        canonical(f"budget_scope_krw{part}", "2024") for part in ("", "/excluded", "/analysed")
    )
    assert (whole, out, within) == (12_058_700_000_000, 5_594_800_000_000, 6_463_900_000_000)
    assert whole == out + within


def test_2810_projects_are_four_classes() -> None:
    counts = [
        canonical(f"assessed_projects/{c}", "2025") for c in ("friendly", "negative", "potential", "neutral")
    ]
    assert counts == [361, 144, 51, 2254]
    assert sum(counts) == canonical("assessed_projects", "2025") == 2810
    assert canonical("assessed_krw", "2025") == 6_194_923_255_000


def test_the_misprints_of_the_table_are_found_and_nothing_else() -> None:
    found = verdicts(packs(), place="gyeongnam", system="carbon_budget")
    assert {name for name, verdict in found.items() if not verdict.holds} == MISPRINTS
    assert found["change_projects_negative"].expected == -36
    assert len(found) > 70


def test_a_unit_factor_of_the_press_has_no_lifetime_that_nobody_stated() -> None:
    system = next(one for one in packs().systems if one.name == "carbon_budget")
    factors = {one.factor: one for one in system.budget_words.factors}
    assert (str(factors["ev-car"].low_tco2e), factors["ev-car"].low_years) == ("1.603", None)
    assert (str(factors["led-lamp"].low_tco2e), factors["led-lamp"].verify) == ("0.109", True)


def test_the_made_up_budget_is_marked_in_every_stage() -> None:
    budget = place("daejeon-daedeok").budget
    assert {edition.head.synthetic for edition in budget.editions} == {True}
    assert all(factor.synthetic for factor in budget.factors)
    assert len(budget.editions[0].lines) == 60


def test_every_scheme_has_a_class_for_every_rule_and_a_source() -> None:
    system = next(one for one in packs().systems if one.name == "carbon_budget")
    schemes = system.budget_words.schemes
    assert len(schemes) == 8
    for scheme in schemes:
        assert {rule.name for rule in scheme.rules} <= {each.name for each in scheme.classes}
        assert scheme.source
