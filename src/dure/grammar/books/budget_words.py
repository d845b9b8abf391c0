"""Reads what a system says of budgets: schemes with classes and mappings, unit factors, suggestions."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from dure.grammar.books.budget_shapes import (
    DIRECTIONS,
    OBJECTIVES,
    BudgetWords,
    Scheme,
    SchemeClass,
    SchemeRule,
    SuggestionRule,
    UnitFactor,
)
from dure.grammar.numbers import UNKNOWN, mended_number, read_number
from dure.grammar.party_rows import first_day
from dure.grammar.sentences import budget as says
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sheets import Row, Sheet, hear_empty, read_rows
from dure.grammar.sources import Library, hear_other, text_of
from dure.grammar.words import SLUG

FILES = ("schemes.csv", "scheme_classes.csv", "mappings.csv", "unit_factors.csv", "suggestions.csv")
SCHEME = ("scheme", "version", "title_ko", "title_en", "valid_from", "source", "verify")
CLASS = ("scheme", "version", "class", "title_ko", "title_en", "effect")
RULE = ("scheme", "version", "class", "direction", "objective", "share_from", "share_to", "goods")
FACTOR = (
    "factor", "title_ko", "title_en", "unit_ko", "unit_en", "direction", "low_tco2e", "high_tco2e",
    "low_years", "high_years", "additionality_ko", "additionality_en", "gwp_set", "source", "verify",
)  # fmt: skip
SUGGESTION = ("rule", "words", "direction", "objective", "because_ko", "because_en")
YES_NO = ("yes", "no")
Opened = Mapping[str, tuple[Sheet, str]]


def read_budget_words(opened: Opened, *, library: Library) -> BudgetWords:
    """The budget files of a system; all mistakes are noted."""
    schemes = _schemes(opened, library)
    factors: tuple[UnitFactor, ...] = ()
    suggestions: tuple[SuggestionRule, ...] = ()
    if "unit_factors.csv" in opened:
        factors = read_unit_factors(*opened["unit_factors.csv"], library=library)
    if "suggestions.csv" in opened:
        suggestions = _suggestions(*opened["suggestions.csv"])
    return BudgetWords(schemes, factors, suggestions)


def _schemes(opened: Opened, library: Library) -> tuple[Scheme, ...]:
    if "schemes.csv" not in opened:
        return ()
    schemes: dict[tuple[str, str], Scheme] = {}
    rows: dict[tuple[str, str], Row] = {}
    for row in read_rows(*opened["schemes.csv"], needed=SCHEME, may=("valid_to", "note_ko", "note_en")):
        key = (row["scheme"], row["version"])
        if hear_empty(row, "scheme", "version", "title_ko", "title_en", "verify"):
            continue
        if key in schemes:
            row.hear(cell_says.named_twice("scheme", "-".join(key), rows[key].line), "scheme")
        schemes[key], rows[key] = _scheme(row, library), row
    for row in _below(opened, "scheme_classes.csv", CLASS, schemes, may=("coefficient_percent",)):
        key = (row["scheme"], row["version"])
        schemes[key] = replace(schemes[key], classes=(*schemes[key].classes, _class(row)))
    for row in _below(opened, "mappings.csv", RULE, schemes, may=("note_ko", "note_en")):
        key = (row["scheme"], row["version"])
        hear_other(row, "class", tuple(each.name for each in schemes[key].classes))
        schemes[key] = replace(schemes[key], rules=(*schemes[key].rules, _rule(row)))
    return tuple(schemes.values())


def _below(
    opened: Opened,
    file: str,
    needed: tuple[str, ...],
    schemes: Mapping[tuple[str, str], Scheme],
    *,
    may: tuple[str, ...],
) -> list[Row]:
    """The rows of a file that belong to a scheme; others are noted."""
    found = []
    if file in opened:
        for row in read_rows(*opened[file], needed=needed, may=may):
            if (row["scheme"], row["version"]) in schemes:
                found.append(row)
            else:
                row.hear(says.unknown_scheme(row["scheme"], row["version"]), "scheme")
    return found


def _scheme(row: Row, library: Library) -> Scheme:
    if not SLUG.fullmatch(row["scheme"]):
        row.hear(cell_says.odd_slug(row["scheme"]), "scheme")
    hear_other(row, "verify", YES_NO)
    source, locator = library.find(row, row["scheme"])
    return Scheme(
        scheme=row["scheme"],
        version=row["version"],
        title=text_of(row, "title"),
        valid_from=first_day(row, "valid_from"),
        valid_to=first_day(row, "valid_to"),
        classes=(),
        rules=(),
        source=source,
        locator=locator,
        verify=row["verify"] == "yes",
        note=text_of(row, "note"),
    )


def _class(row: Row) -> SchemeClass:
    hear_empty(row, "class", "title_ko", "title_en", "effect")
    hear_other(row, "effect", DIRECTIONS)
    coefficient = number_in(row, "coefficient_percent")
    return SchemeClass(row["class"], text_of(row, "title"), row["effect"], coefficient)


def _rule(row: Row) -> SchemeRule:
    hear_empty(row, "class")
    hear_other(row, "direction", DIRECTIONS)
    hear_other(row, "objective", OBJECTIVES)
    hear_other(row, "goods", YES_NO)
    low, high = number_in(row, "share_from"), number_in(row, "share_to")
    return SchemeRule(
        name=row["class"],
        direction=row["direction"],
        objective=row["objective"],
        share_from=Decimal(-1) if low is None else low,
        share_to=Decimal(100) if high is None else high,
        goods=None if not row["goods"] else row["goods"] == "yes",
    )


def number_in(row: Row, column: str) -> Decimal | None:
    """A number of zero or more in a cell; None when the cell is empty or says unknown."""
    text = row[column]
    if not text or text == UNKNOWN:
        return None
    number = read_number(text)
    if number is None or number.value < 0:
        row.hear(cell_says.not_a_number(text, mended_number(text.lstrip("-"))), column)
        return None
    return number.value


def read_unit_factors(sheet: Sheet, text: str, *, library: Library) -> tuple[UnitFactor, ...]:
    """The rows of a unit_factors.csv; all mistakes are noted."""
    found: dict[str, UnitFactor] = {}
    for row in read_rows(sheet, text, needed=FACTOR, may=("published_on", "synthetic")):
        if not hear_empty(row, "factor", "direction", "low_tco2e", "high_tco2e", "gwp_set", "verify"):
            if row["factor"] in found:
                row.hear(says.factor_twice(row["factor"]), "factor")
            found[row["factor"]] = _factor(row, library)
    return tuple(found.values())


def _factor(row: Row, library: Library) -> UnitFactor:
    hear_other(row, "direction", ("cuts", "emits"))
    hear_other(row, "verify", YES_NO)
    low, high = number_in(row, "low_tco2e"), number_in(row, "high_tco2e")
    short, long = number_in(row, "low_years"), number_in(row, "high_years")
    for least, most, column in ((low, high, "high_tco2e"), (short, long, "high_years")):
        if least is not None and most is not None and least > most:
            row.hear(says.range_turned_round(column), column)
    source, locator = library.find(row, row["factor"])
    return UnitFactor(
        factor=row["factor"],
        title=text_of(row, "title"),
        unit=text_of(row, "unit"),
        direction=row["direction"],
        low_tco2e=low or Decimal(0),
        high_tco2e=high or Decimal(0),
        low_years=short,
        high_years=long,
        additionality=text_of(row, "additionality"),
        gwp_set=row["gwp_set"],
        published_on=first_day(row, "published_on"),
        source=source,
        locator=locator,
        verify=row["verify"] == "yes",
        synthetic=row["synthetic"] == "yes",
    )


def _suggestions(sheet: Sheet, text: str) -> tuple[SuggestionRule, ...]:
    found = []
    for row in read_rows(sheet, text, needed=SUGGESTION):
        if not hear_empty(row, *SUGGESTION):
            hear_other(row, "direction", DIRECTIONS)
            hear_other(row, "objective", OBJECTIVES)
            words = tuple(word.strip() for word in row["words"].split("|") if word.strip())
            because = text_of(row, "because")
            found.append(SuggestionRule(row["rule"], words, row["direction"], row["objective"], because))
    return tuple(found)
