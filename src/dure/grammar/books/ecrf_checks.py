"""What is wrong with lines of an eCRF workbook, alone and together, and what is only to be remarked."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from dure.grammar.books.ecrf_columns import EMITTED, NUMBERS, SIGNED
from dure.grammar.books.ecrf_lines import Line, refs_in
from dure.grammar.books.ecrf_sums import hear_sums
from dure.grammar.books.layouts import plain_heading
from dure.grammar.sentences import ecrf as says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Category
from dure.grammar.sheets import Sheet

YEAR = re.compile(r"(?:19|20)\d\d")
REASONED = ("NE", "C")
TOTAL = "ghg_co2e"
BESIDE = ("gpc_ref", "explanation")
Cells = tuple[tuple[str, str], ...]


def ref_of(line: Line, categories: Sequence[Category]) -> str:
    """The reference of a line: the one it names, or the one that its sub-sector and scope tell."""
    if line["gpc_ref"]:
        return next(iter(refs_in(line["gpc_ref"])), "")
    return _told(line["crf_subsector"], line["scope"], categories)


def _told(subsector: str, scope: str, categories: Sequence[Category]) -> str:
    """The one reference of a sub-sector and scope; empty when there is none, or more than one."""
    wanted, number = plain_heading(subsector), _scope(scope)
    found = [each.ref for each in categories if each.scope == number and wanted in _names(each)]
    return found[0] if len(found) == 1 else ""


def _names(category: Category) -> set[str]:
    """What a sub-sector is called: by the GPC in both languages, and by the framework, whole or last part."""
    words = [category.subsector.en, category.subsector.ko, *category.crf.codes]
    words += [code.rpartition(">")[2] for code in category.crf.codes]
    return {plain_heading(word) for word in words}


def _scope(text: str) -> int | None:
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits in ("1", "2", "3") else None


def hear_line(line: Line, *, mistakes: Sheet, remarks: Sheet, categories: Sequence[Category]) -> None:
    """Note what is wrong with one line: mistakes leave it out, remarks do not."""

    def hear(sentence: Sentence, column: str, *, into: Sheet = mistakes) -> None:
        into.hear(sentence, line=line.row, column=line.cell(column))

    _hear_ref(line, mistakes, categories)
    _hear_subsector(line, remarks, categories)
    hear_sums(line, remarks)
    if line["inventory_year"] and not YEAR.fullmatch(line["inventory_year"]):
        hear(says.not_a_year(line.cell("inventory_year"), line["inventory_year"]), "inventory_year")
    sinks = {each.ref for each in categories if each.sink}
    for column in NUMBERS:
        _hear_number(line, column, mistakes, may_be_negative=column in SIGNED and line.ref in sinks)
    if line["notation_key"] and not line.key:
        hear(says.unknown_key(line.cell("notation_key"), line["notation_key"]), "notation_key")
        return
    emitted = [column for column in EMITTED if line[column]]
    if not emitted and not line.key:
        hear(says.neither_number_nor_key(line.cell("notation_key")), "notation_key")
    elif not line.key and not line["ghg_co2e"]:
        hear(says.only_gases(line.cell("ghg_co2e")), "ghg_co2e")
    elif line.key == "C" and emitted:
        is_total = emitted[-1] == TOTAL
        hear(says.confidential_number(line.cell(emitted[-1]), is_total=is_total), emitted[-1], into=remarks)
    elif line.key and any(line.number(column) for column in emitted):
        hear(says.number_and_key(line.cell("notation_key"), line["notation_key"]), "notation_key")
    if line.key in REASONED and not line["explanation"]:
        hear(says.key_without_reason(line.cell("explanation"), line.key), "explanation", into=remarks)


def _hear_ref(line: Line, mistakes: Sheet, categories: Sequence[Category]) -> None:
    """Note a reference that is missing, unknown, or not of the scope that stands beside it."""
    cell = line.cell("gpc_ref")
    by_ref = {each.ref: each for each in categories}
    if not line.ref:
        sentence = says.unknown_ref(cell, line["gpc_ref"]) if line["gpc_ref"] else says.no_ref(cell)
        mistakes.hear(sentence, line=line.row, column=cell)
        return
    category = by_ref.get(line.ref)
    if category is None:
        mistakes.hear(says.unknown_ref(cell, line["gpc_ref"]), line=line.row, column=cell)
    elif line["scope"] and _scope(line["scope"]) != category.scope:
        meant = _told(category.subsector.en, line["scope"], categories)
        mistakes.hear(says.other_scope(cell, line.ref, line["scope"], meant), line=line.row, column=cell)


def _hear_subsector(line: Line, remarks: Sheet, categories: Sequence[Category]) -> None:
    """Remark a sub-sector that is another reference's and not this one's."""
    wanted = plain_heading(line["crf_subsector"])
    if not line["gpc_ref"] or not wanted:
        return
    # A name may be cut short: buildings, for buildings and facilities.
    meant = [each for each in categories if any(f"{name}_".startswith(f"{wanted}_") for name in _names(each))]
    if meant and line.ref not in {each.ref for each in meant}:
        cell = line.cell("crf_subsector")
        refs = tuple(each.ref for each in meant)
        remarks.hear(
            says.other_subsector(cell, line.ref, line["crf_subsector"], refs), line=line.row, column=cell
        )


def _hear_number(line: Line, column: str, mistakes: Sheet, *, may_be_negative: bool) -> None:
    text = line[column]
    if not text:
        return
    value, cell = line.number(column), line.cell(column)
    if value is None:
        mistakes.hear(says.not_a_number(cell, text), line=line.row, column=cell)
    elif value < 0 and not may_be_negative:
        mistakes.hear(says.below_zero(cell, text), line=line.row, column=cell)
    elif column == "factor_oxidation" and value > 1:
        mistakes.hear(says.share_above_one(cell, text), line=line.row, column=cell)


def hear_together(lines: Sequence[Line], *, mistakes: Sheet, remarks: Sheet) -> tuple[Line, ...]:
    """Note what only shows among lines; answers those that are good beside each other."""
    first: dict[tuple[str, str], Line] = {}
    elsewhere: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in lines:
        if not line.key:
            first.setdefault((line["inventory_year"], line.ref), line)
        elsewhere.setdefault((line["inventory_year"], line.ref), line.targets)
    good, said = [], dict[Cells, Line]()
    for line in lines:
        other = first.get((line["inventory_year"], line.ref))
        same = said.setdefault(_told_by(line), line)
        cell = line.cell("notation_key")
        if same is not line:
            cell = line.cell("gpc_ref")
            mistakes.hear(says.line_twice(cell, same.cell("gpc_ref")), line=line.row, column=cell)
            continue
        if line.key and other is not None:
            mistakes.hear(says.key_and_number_of_one_source(line.ref, other.row), line=line.row, column=cell)
            continue
        good.append(line)
        if line.key == "IE":
            _hear_elsewhere(line, first, elsewhere, remarks)
    return tuple(good)


def _told_by(line: Line) -> Cells:
    """What tells a line from another: everything but why, and how it is remarked."""
    return (("ref", line.ref), *(pair for pair in line.cells if pair[0] not in BESIDE), *line.other)


def _hear_elsewhere(
    line: Line,
    numbers: Mapping[tuple[str, str], Line],
    elsewhere: Mapping[tuple[str, str], tuple[str, ...]],
    remarks: Sheet,
) -> None:
    """Remark an IE that points nowhere, to what holds no emissions itself, or round in a circle."""
    cell = line.cell("notation_key")
    if not line.targets:
        remarks.hear(says.ie_without_target(cell), line=line.row, column=cell)
    circle = _circle(line, elsewhere)
    if circle:
        remarks.hear(says.ie_circle(cell, circle), line=line.row, column=cell)
    for target in line.targets:
        if (line["inventory_year"], target) not in numbers and target not in circle:
            remarks.hear(says.ie_points_wrong(cell, target), line=line.row, column=cell)


def _circle(line: Line, elsewhere: Mapping[tuple[str, str], tuple[str, ...]]) -> tuple[str, ...]:
    """The way from a line over the lines it is included in back to itself; empty where there is none."""
    ways: list[tuple[str, ...]] = [(line.ref,)]
    gone: set[str] = set()
    while ways:
        way = ways.pop()
        for target in elsewhere.get((line["inventory_year"], way[-1]), ()):
            if target == line.ref:
                return (*way, target)
            if target not in gone:
                gone.add(target)
                ways.append((*way, target))
    return ()


def co2e_of(lines: Sequence[Line]) -> Decimal:
    """What lines of one source come to, in tonnes of CO2 equivalent."""
    return sum((line.number("ghg_co2e") or Decimal(0) for line in lines), Decimal(0))
