"""`dure calc FILE.csv` computes activity rows: kilograms of each gas, CO2 equivalent, and the factor used.

The answer is CSV on the standard output, one row for each row of the file; what is refused, and the total of
each set of potentials, are said on the standard error. 1 when a row is refused or doubted, 2 when the
file is no table.
"""

import argparse
import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from dure.grammar.books.activity_tables import Unusable
from dure.grammar.books.categories import read_taxonomy
from dure.grammar.books.factors import PROGRAMMES
from dure.grammar.books.library import read_library
from dure.grammar.books.names import find_set
from dure.grammar.books.shapes import GASES
from dure.grammar.sentences.activity_cells import no_rows
from dure.grammar.shapes import Text
from dure.portal.commands.pack import LANGUAGES, sentence, spoken
from dure.portal.reckoning.chosen import Options
from dure.portal.reckoning.rows import (
    BIOGENIC,
    IDENTITY,
    UNTOLD,
    Reckoned,
    factors_of,
    reckon_file,
    totals,
    unread_columns,
)  # fmt: skip
from dure.portal.settings import PACKS

NO_PACKS = Text(
    "--packs {}: 이 폴더에는 팩이 없습니다. systems와 places가 든 폴더를 적으십시오.",
    "--packs {}: there are no packs there. Name the folder that holds systems and places.",
)
Cell = str | float | int | None


def run(arguments: list[str]) -> int:
    """Compute the rows of a file: 0 when every one has an answer."""
    given = _parser().parse_args(arguments)
    language: str = given.lang or spoken()
    library = read_library(given.packs, with_activities=False)
    if not library.sets:
        print(_words(NO_PACKS, language).format(given.packs), file=sys.stderr)
        return 2
    known = tuple(each.name for each in library.sets)
    gwp_set = find_set(given.gwp, known=known) if given.gwp else ""
    if gwp_set is None:
        print(f"--gwp {given.gwp}: {', '.join(known)}", file=sys.stderr)
        return 2
    categories, _wrong = read_taxonomy(given.packs, system="inventory")
    refs = tuple(each.ref for each in categories)
    options = Options(library, gwp_set, given.known_on, given.programme, refs)
    try:
        rows = reckon_file(given.file, options=options)
        if not rows:
            raise Unusable(no_rows())
        _say_unread(unread_columns(given.file, options=options), language)
    except Unusable as error:
        says, mend = error.sentence
        print(f"{given.file}: {_words(says, language)} {_words(mend, language)}", file=sys.stderr)
        return 2
    for row in rows:
        for mistake in (*row.refusals, *row.findings):
            print(sentence(mistake, language), file=sys.stderr)
    gases = _gases(rows)
    answers = _sums(rows, gases) if given.total else [_answer(row, gases, language) for row in rows]
    print(json.dumps(answers, ensure_ascii=False, indent=1) if given.json else _csv(answers), end="")
    _say_totals(rows, language)
    return 1 if any(row.refusals or row.findings for row in rows) else 0


def _parser() -> argparse.ArgumentParser:
    """What the command line takes."""
    parser = argparse.ArgumentParser(prog="dure calc", description=__doc__)
    parser.add_argument("file", type=Path, help="a table of activities")
    parser.add_argument("--json", action="store_true", help="a list of objects instead of CSV")
    parser.add_argument("--total", action="store_true", help="one row for each set of potentials")
    parser.add_argument("--gwp", default="", help="the set of potentials for rows that name none, like AR5")
    parser.add_argument("--known-on", type=date.fromisoformat, help="only factors published by this day")
    parser.add_argument("--programme", choices=PROGRAMMES[1:], default="inventory", help="whose factors")
    parser.add_argument("--packs", type=Path, default=PACKS, help="a folder of packs (default: Dure's own)")
    parser.add_argument("--lang", choices=LANGUAGES, help="the language of the answers (default: LANG)")
    return parser


def _words(text: Text, language: str) -> str:
    """A text in the reader's language."""
    return text.ko if language == "ko" else text.en


def _gases(rows: Sequence[Reckoned]) -> tuple[str, ...]:
    """The gases that have a column: the three of every inventory, and what else there is."""
    others = {gas for row in rows for gas in row.gas_kg} - {*GASES, BIOGENIC}
    return (*GASES, *sorted(others))


def _column(gas: str) -> str:
    """The column of a gas."""
    return f"{gas.lower().replace(' ', '_')}_kg"


def _answer(row: Reckoned, gases: Sequence[str], language: str) -> dict[str, Cell]:
    """A row as it is printed."""
    told = [
        f"{mistake.column}: {_words(mistake.says, language)}"
        if mistake.column
        else _words(mistake.says, language)
        for mistake in (*row.refusals, *row.findings)
    ]
    told += [_words(note, language) for note in row.notes]
    return {
        "line": row.line,
        **{role: row.identity[role] for role in IDENTITY},
        **{_column(gas): row.gas_kg.get(gas) for gas in gases},
        "biogenic_co2_kg": row.gas_kg.get(BIOGENIC),
        "co2e_kg": row.co2e_kg,
        "co2e_t": row.co2e_kg / 1000 if row.co2e_kg is not None else None,
        "gwp_set": row.gwp_set,
        "status": "computed" if not row.refusals else "gases only" if row.gas_kg else "refused",
        "factor": row.terms.factor,
        "edition": row.terms.edition,
        "source": row.terms.source,
        "message": " ".join(told),
    }


def _sums(rows: Sequence[Reckoned], gases: Sequence[str]) -> list[dict[str, Cell]]:
    """One row for each set, with the gases that were weighed under it."""
    sums: list[dict[str, Cell]] = []
    for name, co2e_kg in totals(rows).items():
        of_set = [row for row in rows if row.gwp_set == name and row.co2e_kg is not None]
        gas_kg = {gas: sum(row.gas_kg.get(gas, 0.0) for row in of_set) for gas in (*gases, BIOGENIC)}
        columns = {_column(gas): gas_kg[gas] for gas in gases}
        sums.append(
            {
                "gwp_set": name,
                "rows": len(of_set),
                **columns,
                "biogenic_co2_kg": gas_kg[BIOGENIC],
                "co2e_kg": co2e_kg,
                "co2e_t": co2e_kg / 1000,
            }
        )
    return sums


def _csv(answers: Sequence[Mapping[str, Cell]]) -> str:
    """The answers as CSV, every number to its full double precision."""
    out = io.StringIO()
    if answers:
        writer = csv.DictWriter(out, list(answers[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {
                column: "" if cell is None else repr(cell) if isinstance(cell, float) else cell
                for column, cell in answer.items()
            }
            for answer in answers
        )
    return out.getvalue()


def _say_unread(columns: Sequence[str], language: str) -> None:
    """Name the columns that nothing is read from, once for the file."""
    if columns:
        named = ", ".join(columns)
        print(f"읽지 않은 열: {named}" if language == "ko" else f"Columns not read: {named}", file=sys.stderr)


def _say_totals(rows: Sequence[Reckoned], language: str) -> None:
    """Say the total of each set, and that sets are not added."""
    sums = totals(rows)
    for name, co2e_kg in sums.items():
        counted = sum(1 for row in rows if row.gwp_set == name and row.co2e_kg is not None)
        if language == "ko":
            line = f"합계({name or '지수 없음'}): {counted}행, {co2e_kg / 1000:,.3f} tCO2e"
        else:
            line = f"Total ({name or 'no set'}): {counted} rows, {co2e_kg / 1000:,.3f} tCO2e"
        print(line, file=sys.stderr)
    factors = factors_of(rows, gwp_set=UNTOLD)
    if factors and UNTOLD not in sums:
        print(
            f"지수를 밝히지 않은 계수 {len(factors)}가지의 값은 더하지 않습니다. 지수가 다를 수 있습니다."
            if language == "ko"
            else f"Composites of {len(factors)} factors of untold sets are not added: the sets may differ.",
            file=sys.stderr,
        )
    if len(sums) > 1:
        print(
            "지구온난화지수가 서로 다른 값은 더하지 않습니다. --gwp와 기체별 계수로 하나로 맞추십시오."
            if language == "ko"
            else "Values of different sets are not added. Bring them to one with --gwp and factors by gas.",
            file=sys.stderr,
        )
