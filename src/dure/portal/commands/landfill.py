"""`dure landfill FILE.csv` runs first-order decay: from yearly deposits to methane made and emitted."""

import argparse
import csv
import json
import locale
import sys
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path

from dure.grammar.books.deposits import LAST_YEAR, Deposits, read_deposits
from dure.grammar.books.headings import waste_name
from dure.grammar.books.layouts import read_loose_number
from dure.grammar.books.parameters import ParameterTable, open_parameters
from dure.grammar.books.ranges import odd_parameter
from dure.grammar.sentences import decay as decay_says
from dure.grammar.sentences import deposits as says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Mistake, Text
from dure.grammar.sheets import Desk
from dure.portal.commands.decay import Answer, reckon
from dure.portal.commands.decay_lines import YearLine
from dure.portal.commands.decay_parameters import Given
from dure.portal.settings import PACKS

UNKNOWN = "unknown"
FLAGS = {
    "doc": ("--doc",),
    "docf": ("--docf",),
    "mcf": ("--mcf",),
    "k_per_year": ("--k",),
    "half_life_years": ("--half-life",),
    "methane_share": ("--f", "--methane-fraction"),
    "oxidised_share": ("--ox", "--oxidation"),
    "recovered_share": ("--recovery-share", "--collection-efficiency"),
    "start_month": ("--start-month", "--m"),
    "delay_months": ("--delay-months",),
    "methane_density_kg_per_m3": ("--methane-density",),
}
HELP = {
    "doc": "degradable organic carbon in the wet waste",
    "docf": "share of DOC that decomposes",
    "mcf": "methane correction factor of the site",
    "k_per_year": "decay constant, 1/year",
    "half_life_years": "instead of k",
    "methane_share": "methane in the gas by volume",
    "oxidised_share": "share of what is not recovered that the cover oxidises",
    "recovered_share": "share of the methane made that is recovered",
    "start_month": "M, the month in which decay begins: 13 is the next January",
    "delay_months": "instead of M: 6 is M = 13",
    "methane_density_kg_per_m3": "kg/m3, for recovery by volume",
}
EXAMPLES = {
    "doc": "0.15",
    "docf": "0.5",
    "mcf": "1",
    "k_per_year": "0.185",
    "methane_share": "0.5",
    "start_month": "13",
}
COLUMNS = {
    "W_Gg": "deposited",
    "DDOCm_deposited_Gg": "ddocm_deposited",
    "DDOCm_accumulated_Gg": "ddocm_accumulated",
    "DDOCm_decomposed_Gg": "ddocm_decomposed",
    "CH4_generated_Gg": "generated",
    "CH4_recovered_Gg": "recovered",
    "CH4_oxidised_Gg": "oxidised",
    "CH4_emitted_Gg": "emitted",
}
COLUMNS_OF_SITE = ("recovered", "oxidised", "emitted")
IN_TONNES = ("generated", "recovered", "oxidised", "emitted")


def run(arguments: list[str]) -> int:
    """Print every year: 0 when all is well, 1 when rows are refused or impossible, 2 when none is usable."""
    options = _parser().parse_args(arguments)
    language: str = options.lang or _spoken()
    packs, desk = Desk(), Desk()
    table = open_parameters(packs, PACKS)
    given, wrong = _given(options, table)
    if wrong:
        _say(wrong, language)
        return 2
    deposits = read_deposits(
        desk,
        options.file,
        unit=options.unit,
        waste=waste_name(options.waste) if options.waste else "",
        missing_is_zero=options.missing_years == "zero",
    )
    mistakes = desk.mistakes()
    for mistake in (*packs.mistakes(), *mistakes):
        print(_where(mistake, language), file=sys.stderr)
    if deposits is None or not (deposits.laid or deposits.holes):
        return 2
    if options.until is not None:
        wrong = _odd_until(options.until, deposits)
        if wrong:
            _say(wrong, language)
            return 2
    answer = reckon(deposits, given)
    _say([*deposits.notes, *answer.notes], language)
    if answer.missing:
        _say([_missing(waste, names, table) for waste, names in answer.missing], language)
        return 2
    _print(answer, deposits, options, language)
    return 1 if mistakes or any(line.is_impossible for line in answer.lines) else 0


def _odd_until(until: int, deposits: Deposits) -> list[Sentence]:
    """Why no series can end in this year: before it begins, too far ahead, or before its last rows."""
    years = [each.year for each in deposits.laid] + [year for year, _ in deposits.holes]
    if not min(years) <= until <= LAST_YEAR:
        return [decay_says.odd_until(str(until), min(years), LAST_YEAR)]
    after = sorted((each.line, each.year) for each in deposits.laid if each.year > until)
    return [decay_says.until_before_a_row(until, *after[0], max(years))] if after else []


def _parser() -> argparse.ArgumentParser:
    """What the command line takes."""
    parser = argparse.ArgumentParser(prog="dure landfill", description=__doc__, allow_abbrev=False)
    parser.add_argument(
        "file", type=Path, help="year, amount (W_Gg, W_t, food_t …), perhaps waste and parameters"
    )
    for name, flags in FLAGS.items():
        parser.add_argument(
            *flags,
            dest=name,
            action="append",
            default=[],
            metavar="[WASTE=]NUMBER",
            help=HELP[name],
        )
    parser.add_argument(
        "--recovery", "--recovered", dest="recovered", help="Gg CH4 recovered in years that say nothing"
    )
    parser.add_argument("--unit", default="", help="unit of amounts whose heading says none: Gg, t, kg")
    parser.add_argument("--waste", default="", help="the waste of a file that names none: food, paper …")
    parser.add_argument(
        "--variant",
        "--set",
        dest="variant",
        default="",
        help="parameters and rules of the packs: a set's name",
    )
    parser.add_argument("--climate", default="", help="for k of a set, like boreal_temperate_wet or moderate")
    parser.add_argument("--site", default="", help="for MCF and OX of a set, like managed or unmanaged_deep")
    parser.add_argument("--cover", default="", help="for OX of a set: covered or uncovered")
    parser.add_argument("--missing-years", choices=("zero",), help="years without a row had no deposits")
    parser.add_argument("--until", type=int, help="go on to this year, with no deposit after the last")
    parser.add_argument(
        "--by-waste", action="store_true", help="a row for each waste of a year, then all together"
    )
    parser.add_argument("--json", action="store_true", help="a list of objects instead of CSV")
    parser.add_argument("--lang", choices=("ko", "en"), help="the language of what is said (default: LANG)")
    return parser


def _spoken() -> str:
    """The reader's language, from the locale of the terminal."""
    try:
        spoken = locale.getlocale()[0] or ""
    except ValueError:
        spoken = ""
    return "ko" if spoken.startswith(("ko", "Korean")) else "en"


def _given(options: argparse.Namespace, table: ParameterTable) -> tuple[Given, list[Sentence]]:
    """What the flags say, and what is wrong with them."""
    wrong: list[Sentence] = []
    flags: dict[str, dict[str, float]] = {}
    for name, words in FLAGS.items():
        for text in getattr(options, name):
            waste, _, number = text.rpartition("=")
            value = read_loose_number(number)
            sentence = (
                decay_says.odd_flag(words[0], text) if value is None else odd_parameter(name, value, number)
            )
            if sentence or value is None:
                wrong += [sentence] if sentence else []
            else:
                flags.setdefault(name, {})[waste_name(waste) if waste else ""] = value
    variant = options.variant.lower()
    sets = table.sets_of("landfill")
    like = [name for name in sets if name.startswith(variant) or variant.startswith(name)]
    like = like if variant else []
    if variant and variant not in sets and len(like) != 1:
        wrong.append(decay_says.unknown_set(options.variant, sets))
    recovered = read_loose_number(options.recovered) if options.recovered else None
    if options.recovered and (recovered is None or recovered < 0):
        wrong.append(decay_says.odd_flag("--recovery", options.recovered))
    places = {"site": options.site, "climate": options.climate, "cover": options.cover}
    chosen = variant if variant in sets else (like or [""])[0]
    return Given(flags, chosen, table, places, recovered, options.until), wrong


def _missing(waste: str, names: Iterable[str], table: ParameterTable) -> Sentence:
    """Which parameters are missing, and how to give them."""
    flags = tuple(f"{FLAGS[name][0]} {EXAMPLES[name]}" for name in names)
    return says.missing_parameters(waste, flags, table.sets_of("landfill"))


def _print(answer: Answer, deposits: Deposits, options: argparse.Namespace, language: str) -> None:
    """The answer as CSV or JSON on standard output."""
    by_waste = options.by_waste and len(deposits.wastes) > 1
    lines = list(answer.lines)
    if by_waste:
        lines = [
            each
            for line in answer.lines
            for each in (*(part for part in answer.by_waste if part.year == line.year), line)
        ]
    rows = [_row(line, by_waste, language) for line in lines]
    if options.json:
        print(json.dumps([_object(row) for row in rows], ensure_ascii=False, indent=1))
        return
    writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: UNKNOWN if value is None else value for name, value in row.items()} for row in rows
    )


def _row(line: YearLine, by_waste: bool, language: str) -> dict[str, object]:
    """One line by column, numbers unrounded."""
    row: dict[str, object] = {"year": line.year}
    if by_waste:
        row["waste"] = line.waste or "all"
    values = {field.name: getattr(line, field.name) for field in fields(line)}
    # What is recovered, oxidised and emitted is the site's, not one waste's.
    site_only = COLUMNS_OF_SITE if line.waste and by_waste else ()
    for heading, name in COLUMNS.items():
        row[heading] = "" if name in site_only else values[name]
    for name in IN_TONNES:
        value = values[name]
        row[f"CH4_{name}_t"] = "" if name in site_only else None if value is None else value * 1000
    row["findings"] = " ".join(_words(finding[0], language) for finding in line.findings)
    return row


def _object(row: dict[str, object]) -> dict[str, object]:
    """A row as JSON: findings as a list, nothing for what does not apply."""
    kept = {name: value for name, value in row.items() if value != ""}
    return {**kept, "findings": [row["findings"]] if row["findings"] else []}


def _say(sentences: Sequence[Sentence], language: str) -> None:
    """Print sentences with their mends to standard error."""
    for says_it, mend in sentences:
        print(_words(says_it, language), _words(mend, language), file=sys.stderr)


def _where(mistake: Mistake, language: str) -> str:
    """A mistake with its file, line and column."""
    line = f" {mistake.line}행" if language == "ko" else f" line {mistake.line}"
    where = mistake.file + (line if mistake.line else "") + (f", {mistake.column}" if mistake.column else "")
    return f"{where}: {_words(mistake.says, language)} {_words(mistake.mend, language)}"


def _words(text: Text, language: str) -> str:
    """A text in the reader's language."""
    return text.ko if language == "ko" else text.en
