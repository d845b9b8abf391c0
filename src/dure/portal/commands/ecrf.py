"""`dure ecrf FILE.xlsx` reads an eCRF workbook: its good lines, and every bad cell with its mend.

No database and no server. What is wrong goes to stderr, each with the name of its cell.
"""

import argparse
import csv
import io
import json
import sys
from dataclasses import replace
from pathlib import Path

from dure.grammar.books.categories import read_taxonomy
from dure.grammar.books.ecrf import Workbook, read_workbook
from dure.grammar.books.ecrf_checks import REASONED
from dure.grammar.books.ecrf_columns import DETAIL
from dure.grammar.books.ecrf_writing import written
from dure.grammar.books.potentials import read_all_sets
from dure.grammar.sentences import ecrf as says
from dure.grammar.shapes import Mistake
from dure.grammar.sheets import LIMIT_MB, is_formula_like, open_file
from dure.portal.commands.pack import LANGUAGES, sentence, spoken
from dure.portal.settings import PACKS

FIRST = ("cell", "ref", "key", "targets")


def run(arguments: list[str]) -> int:
    """Read a workbook: 0 when nothing is found, 1 when something is, 2 when the file cannot be used."""
    options = _parser().parse_args(arguments)
    language: str = options.lang or spoken()
    categories, wrong = read_taxonomy(PACKS, system="inventory")
    sets = read_all_sets(PACKS)
    opened = open_file(options.file, limit_kb=LIMIT_MB * 1024)
    if opened.content is None:
        assert opened.wrong is not None, "a file without content is wrong"
        print(_said(Mistake(options.file.name, None, None, *opened.wrong), language), file=sys.stderr)
        return 2
    book = read_workbook(opened.content, categories=categories, sets=sets, file=options.file.name)
    for mistake in (*wrong, *book.mistakes, *book.remarks):
        print(_said(mistake, language), file=sys.stderr)
    if not book.usable or wrong:
        return 2
    left_out = _left_out(book)
    if left_out:
        told = says.left_out_by_publisher(left_out)
        print(told.ko if language == "ko" else told.en, file=sys.stderr)
    if options.out is not None:
        try:
            options.out.write_bytes(written(book))
        except OSError as error:
            print(f"{options.out}: {error.strerror or error}", file=sys.stderr)
            return 2
    print(_as_json(book) if options.json else _as_csv(book))
    return 1 if book.mistakes or book.remarks else 0


def _left_out(book: Workbook) -> int:
    """The lines whose key stands as it was published, without the reason or the target that is due."""
    without_reason = sum(line.key in REASONED and not line["explanation"] for line in book.lines)
    return without_reason + sum(line.key == "IE" and not line.targets for line in book.lines)


def _said(mistake: Mistake, language: str) -> str:
    """A finding as it is printed, its cell once."""
    is_told = bool(mistake.column) and str(mistake.column) in mistake.says.en
    return sentence(replace(mistake, line=None, column=None) if is_told else mistake, language)


def _parser() -> argparse.ArgumentParser:
    """What the command line takes."""
    parser = argparse.ArgumentParser(prog="dure ecrf", description=__doc__)
    parser.add_argument("file", type=Path, help="an XLSX workbook in the layout of the eCRF")
    parser.add_argument("--json", action="store_true", help="city, lines and findings as one object")
    parser.add_argument("--out", type=Path, help="also write what is good as a workbook of plain values")
    parser.add_argument("--lang", choices=LANGUAGES, help="the language of the findings (default: LANG)")
    return parser


def _as_csv(book: Workbook) -> str:
    """The good lines, a column for each of the workbook's own, then those that only it has."""
    more = list(dict.fromkeys(heading for line in book.lines for heading, _text in line.other))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*FIRST, *DETAIL, *more])
    for line in book.lines:
        known = [line.cell("gpc_ref"), line.ref, line.key, " ".join(line.targets)]
        other = dict(line.other)
        cells = [*known, *(line[name] for name in DETAIL), *(other.get(heading, "") for heading in more)]
        writer.writerow([f"'{cell}" if is_formula_like(cell) else cell for cell in cells])
    return out.getvalue().rstrip("\n")


def _as_json(book: Workbook) -> str:
    """Everything the workbook says, and everything that is wrong with it."""
    said = {
        "city": dict(book.city) | dict(book.city_other),
        "lines": [
            {
                "cell": line.cell("gpc_ref"),
                "ref": line.ref,
                "key": line.key or None,
                "targets": list(line.targets),
                **dict(line.cells),
                "other": dict(line.other),
            }
            for line in book.lines
        ],
        "sheets": {title: [list(row) for row in rows] for title, rows in book.rows},
        "findings": [
            {
                "cell": mistake.column,
                "refused": mistake in book.mistakes,
                "says": {"ko": mistake.says.ko, "en": mistake.says.en},
                "mend": {"ko": mistake.mend.ko, "en": mistake.mend.en},
            }
            for mistake in (*book.mistakes, *book.remarks)
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1)
