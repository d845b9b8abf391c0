"""`dure inventory totals FILE.csv` adds up a table of inventories and says what is wrong in it.

A row for each city and year, a column for each reference of the taxonomy. No database and no server.
"""

import argparse
import csv
import io
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from dure.engines.inventory.across import CityYear, Doubt, Limits, doubts
from dure.engines.inventory.exact import half_of_last_digit, sum_of
from dure.engines.inventory.judge import Judged, Taxonomy, judge
from dure.engines.inventory.notation import Cell, read_amount, read_cell
from dure.engines.inventory.views import Mismatch
from dure.grammar.books.categories import read_taxonomy
from dure.grammar.books.city_years import CityYearRow, CityYearTable, level_of, read_city_years
from dure.grammar.sentences import city_years as says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Category, Mistake, Text
from dure.grammar.sheets import is_formula_like
from dure.portal.commands.pack import LANGUAGES, sentence, spoken
from dure.portal.settings import PACKS

TITLES = {"basic": "BASIC", "basic-plus": "BASIC+", "territorial": "Territorial"}
COLUMNS = ("city_year", *TITLES.values(), "completeness", "findings")
OPTIONAL = "other-scope-3"


@dataclass(frozen=True)
class _Read:
    """A row with its cells read: what each reference says, the printed totals, and the level it claims."""

    row: CityYearRow
    cells: dict[str, Cell]
    published: dict[str, Decimal]
    population: Decimal | None
    level: str
    judged: Judged


@dataclass(frozen=True)
class _Answer:
    """A row of the answer."""

    city_year: str
    totals: dict[str, Decimal | None]
    completeness: float
    findings: tuple[Text, ...]


def run(arguments: list[str]) -> int:
    """Run `totals`: 0 when every row was read, 1 when one was refused, 2 when the file cannot be used."""
    options = _parser().parse_args(arguments)
    language: str = options.lang or spoken()
    categories, wrong = read_taxonomy(PACKS, system="inventory")
    if wrong or not categories:
        _complain(wrong, language)
        return 2
    taxonomy = _taxonomy(categories)
    table = read_city_years(options.file, refs=taxonomy.known)
    _complain((*table.mistakes, *table.notes), language)
    if not table.usable:
        return 2
    rows = [_read(row, taxonomy, options.within) for row in table.rows]
    refused = [mistake for row in rows for mistake in _refused(row, table, options.file.name)]
    _complain(refused, language)
    least, most = options.band
    limits = Limits(options.jump, least, most, options.deviations, options.peers)
    answers = _answers(rows, limits, taxonomy, table)
    _print(answers, language=language, as_json=options.json)
    return 1 if table.mistakes or refused else 0


def _parser() -> argparse.ArgumentParser:
    """What the command line takes."""
    parser = argparse.ArgumentParser(prog="dure inventory", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    totals = verbs.add_parser(
        "totals",
        help="BASIC, BASIC+ and Territorial of every row, how complete it is, and what is wrong",
        description="Completeness is the share of the references of the claimed level (BASIC where none is "
        "claimed) that hold a number, NO, IE or C; NE and blanks leave it open. Keys and blanks add nothing.",
    )
    totals.add_argument(
        "file", type=Path, help="a CSV file: City_year, Level, Population, I.1.1 … Territorial"
    )
    totals.add_argument("--json", action="store_true", help="a list of objects in place of CSV")
    totals.add_argument("--lang", choices=LANGUAGES, help="the language of the findings (default: LANG)")
    totals.add_argument("--within", type=Decimal, default=Decimal(1), help="tonnes a total may be off (1)")
    totals.add_argument("--jump", type=float, default=25.0, help="percent a year that asks for a reason (25)")
    totals.add_argument("--band", type=float, nargs=2, default=(0.5, 30.0), help="tonnes per person (0.5 30)")
    totals.add_argument("--deviations", type=float, default=3.5, help="from the middle of all cities (3.5)")
    totals.add_argument("--peers", type=int, default=10, help="cities that make a comparison (10)")
    return parser


def _taxonomy(categories: Sequence[Category]) -> Taxonomy:
    """The rules of the taxonomy, as the engines take them."""
    return Taxonomy(
        known=tuple(each.ref for each in categories),
        views={view: tuple(each.ref for each in categories if view in each.views) for view in TITLES},
        sinks=frozenset(each.ref for each in categories if each.sink),
        optional=frozenset(each.ref for each in categories if OPTIONAL in each.views),
    )


def _read(row: CityYearRow, taxonomy: Taxonomy, within: Decimal) -> _Read:
    """A row read and judged by itself."""
    cells = {ref: read_cell(text) for ref, text in row.cells.items()}
    found = {view: read_amount(text) for view, text in row.published.items()}
    published = {view: value for view, value in found.items() if value is not None}
    level = level_of(row.level) or "basic"
    judged = judge(cells, taxonomy=taxonomy, level=level, published=published, within=within)
    return _Read(row, cells, published, read_amount(row.population), level, judged)


def _refused(read: _Read, table: CityYearTable, file: str) -> list[Mistake]:
    """The cells of a row that nobody can read."""

    def mistake(meaning: str, told: Sentence) -> Mistake:
        return Mistake(file, read.row.line, table.called.get(meaning, meaning), *told)

    wrong = [mistake(ref, says.unreadable_cell(read.row.cells[ref])) for ref in read.judged.unread]
    for meaning, text in {**read.row.published, "population": read.row.population}.items():
        if not read_cell(text).is_blank and read_amount(text) is None:
            wrong.append(mistake(meaning, says.unreadable_total(text)))
    if read.row.level and level_of(read.row.level) is None:
        wrong.append(mistake("level", says.unknown_level(read.row.level)))
    return wrong


def _answers(
    rows: Sequence[_Read], limits: Limits, taxonomy: Taxonomy, table: CityYearTable
) -> list[_Answer]:
    """Every row's answer, with what only shows beside the others."""
    among = [
        CityYear(
            name=read.row.city_year,
            city=read.row.city,
            year=read.row.year,
            population=read.population,
            emissions=read.judged.totals["basic"],
        )
        for read in rows
    ]
    between: dict[str, list[Text]] = {}
    for doubt in doubts(among, limits=limits):
        between.setdefault(doubt.name, []).append(_doubted(doubt, limits))
    return [
        _Answer(
            city_year=read.row.city_year,
            totals=dict(read.judged.totals),
            completeness=read.judged.completeness.share,
            findings=(*_alone(read, taxonomy, table), *between.get(read.row.city_year, ())),
        )
        for read in rows
    ]


def _alone(read: _Read, taxonomy: Taxonomy, table: CityYearTable) -> list[Text]:
    """What is wrong with a row by itself."""
    judged = read.judged
    found = _of_the_row(read)
    found += [_mismatched(read, view, each, taxonomy, table) for view, each in judged.mismatches.items()]
    if judged.unread:
        unread = tuple(f"{ref} {read.cells[ref].unread}" for ref in judged.unread)
        unknown = tuple(title for view, title in TITLES.items() if judged.totals[view] is None)
        found.append(says.unreadable_cells(unread, unknown))
    if judged.blank:
        title = TITLES[read.level]
        asked = judged.completeness.blank
        found.append(says.blank_where_a_key_is_due(judged.blank, claimed=title, asked=asked))
    found += [says.astray(each.ref, each.target, each.why) for each in judged.astray]
    bare = tuple(ref for ref, cell in read.cells.items() if "IE" in cell.keys and not cell.targets)
    if bare:
        found.append(says.included_elsewhere_without_target(bare))
    for ref in judged.negative:
        found.append(says.negative_where_not_a_sink(ref, _tonnes(read.cells[ref].value or Decimal(0))))
    if "population" in table.called and (read.population == 0 or read_cell(read.row.population).is_blank):
        found.append(says.population_missing(read.population == 0))
    return found


def _of_the_row(read: _Read) -> list[Text]:
    """What is wrong with the level, the year and the totals that a row states of itself."""
    found = []
    if read.row.level and level_of(read.row.level) is None:
        found.append(says.level_not_known(read.row.level))
    if read.row.year is None:
        found.append(says.year_missing(read.row.city_year))
    for view, text in read.row.published.items():
        summed = read.judged.totals[view]
        if text.strip() and read_cell(text).is_blank and view in (read.level, "basic") and summed:
            found.append(says.total_not_stated(TITLES[view], text, summed=_tonnes(summed)))
    return found


def _mismatched(read: _Read, view: str, found: Mismatch, taxonomy: Taxonomy, table: CityYearTable) -> Text:
    """A published total that is not the sum of its parts, with what may be behind it."""
    likely = says.likely_cause(found.added, found.left_out)
    proposal = says.state_the_sum(TITLES[view], _tonnes(found.summed))
    absent = tuple(ref for ref in taxonomy.views[view] if ref in table.missing)
    turned = [ref for ref in read.judged.negative if found.gap == -2 * (read.cells[ref].value or 0)]
    parts = {ref: read.cells[ref] for ref in taxonomy.views[view] if ref in read.cells}
    withheld = tuple(ref for ref, cell in parts.items() if "C" in cell.keys)
    printed = [found.published, *(cell.value for cell in parts.values() if cell.value)]
    most = sum_of(half_of_last_digit(value) for value in printed)
    if absent:
        likely, proposal = says.bring_the_columns(absent)
    elif len(turned) == 1:
        likely, proposal = says.turn_the_sign(turned[0])
    elif found.added or found.left_out:
        pass
    elif withheld and found.gap > 0:
        likely, proposal = says.ask_for_the_confidential(withheld)
    elif abs(found.gap) <= most:
        likely, proposal = says.leave_the_rounding(_tonnes(most))
    return says.total_is_not_sum_of_parts(
        TITLES[view],
        published=_tonnes(found.published),
        summed=_tonnes(found.summed),
        gap=_tonnes(found.gap, sign="+"),
        likely=likely,
        proposal=proposal,
    )


def _doubted(doubt: Doubt, limits: Limits) -> Text:
    """A question between rows, in words."""
    if doubt.code == "population_unchanged":
        return says.population_unchanged(doubt.other, f"{doubt.value:,.0f}")
    if doubt.code == "year_on_year_jump":
        return says.year_on_year_jump(doubt.other, f"{doubt.value:+.1f}")
    if doubt.code == "per_capita_out_of_band":
        least, most = f"{limits.least_per_person:g}", f"{limits.most_per_person:g}"
        return says.per_capita_out_of_band(f"{doubt.value:.2f}", least=least, most=most)
    if doubt.code == "outlier_among_peers":
        return says.outlier_among_peers(f"{doubt.value:.2f}")
    return says.row_twice(f"{doubt.value:.0f}")


def _tonnes(value: Decimal, *, sign: str = "") -> str:
    """An amount as sentences say it, to a hundredth of a tonne."""
    return f"{value:{sign},.2f}".removesuffix(".00")


def _print(answers: Sequence[_Answer], *, language: str, as_json: bool) -> None:
    """The answers, on standard output."""
    if as_json:
        objects = [
            {
                "city_year": answer.city_year,
                **{TITLES[view]: None if value is None else float(value) for view, value in _views(answer)},
                "completeness": answer.completeness,
                "findings": [_words(finding, language) for finding in answer.findings],
            }
            for answer in answers
        ]
        print(json.dumps(objects, ensure_ascii=False, indent=1))
        return
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for answer in answers:
        writer.writerow(
            (
                # A spreadsheet would take it for a formula.
                f"'{answer.city_year}" if is_formula_like(answer.city_year) else answer.city_year,
                *("" if value is None else f"{value:f}" for _, value in _views(answer)),
                answer.completeness,
                " | ".join(_words(finding, language) for finding in answer.findings),
            )
        )
    print(out.getvalue(), end="")


def _views(answer: _Answer) -> list[tuple[str, Decimal | None]]:
    """The totals of an answer in the order of the columns."""
    return [(view, answer.totals[view]) for view in TITLES]


def _words(text: Text, language: str) -> str:
    """A text in the reader's language."""
    return text.ko if language == "ko" else text.en


def _complain(mistakes: Sequence[Mistake], language: str) -> None:
    """Every mistake on standard error, with its place and its mend."""
    for mistake in mistakes:
        print(sentence(mistake, language), file=sys.stderr)
