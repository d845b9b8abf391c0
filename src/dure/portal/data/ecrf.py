"""A statement of an inventory as an eCRF workbook: the city, a line for each source, further sheets.

What was brought as a workbook and approved goes out as it came, cell by cell, as long as the figures that it
stated stand. Everything else is told from the figures, their runs and the activity rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from dure.grammar.books.ecrf import Workbook
from dure.grammar.books.ecrf_checks import co2e_of
from dure.grammar.books.ecrf_columns import CITY, DETAIL
from dure.grammar.books.ecrf_lines import Line, number_of, refs_in
from dure.grammar.numbers import notation
from dure.grammar.shapes import Category, Text
from dure.kernel.observations.read import Figure
from dure.kernel.runs.read import ROW, Run

ACTIVITIES, OPEN = "Activities", "Not answered"
OPEN_HEADER = ("GPC ref", "Source of emissions", "Why")
SOURCES = "gpc_emissions_tco2e/"
GASES = {"co2_g": "ghg_co2", "ch4_g": "ghg_ch4", "n2o_g": "ghg_n2o", "co2_biogenic_g": "ghg_biogenic_co2"}
FACTORS = {
    "co2_g": "factor_co2",
    "ch4_g": "factor_ch4",
    "n2o_g": "factor_n2o",
    "co2_biogenic_g": "factor_biogenic_co2",
}
OF_ROWS = ("emissions_tco2e", "emissions_kgco2e_per_unit")
OVER_QUANTITY = "Emissions of the line over its activity; the factor itself is named as the source."
TONNE_GRAMS = Decimal(10**6)
GRAMS_IN_KG = Decimal(1000)
FACTOR_DIGITS = Context(prec=12)
IN_GRAMS = "_g"
UNKNOWN = "unknown"
MOST_NAMED = 8
NOTHING_BROUGHT = Workbook()


@dataclass(frozen=True)
class Stated:
    """A statement of an inventory to be written: its figures, the run behind them, and its activity rows.

    `brought` is the workbook that its officers brought of this period, without what is confidential.
    """

    period: str
    figures: dict[str, Figure]
    runs: tuple[Run, ...] = ()
    activities: tuple[dict[str, str], ...] = ()
    brought: Workbook = NOTHING_BROUGHT


def workbook_of(stated: Stated, *, categories: Sequence[Category], city: dict[str, str]) -> Workbook:
    """The workbook of one statement. Sources without a number or a key are listed apart, with the reason."""
    brought, lines = _standing_lines(stated, categories), list[Line]()
    not_answered: list[tuple[str, ...]] = []
    answers = {(run.id, a.label, a.name): a.value for run in stated.runs for a in run.answers}
    whys = _kept_whys(stated.brought)
    for category in categories:
        figure = stated.figures.get(SOURCES + category.facet)
        if category.ref in brought:
            continue
        if figure is None or (figure.value is None and not notation(figure.printed)):
            why = _both(figure.note) if figure else "Nothing is stated about this source."
            not_answered.append((category.ref, category.title.en, whys.get(category.ref, why)))
            continue
        gases = {name: value for (run, ref, name), value in answers.items()
                 if run == figure.by and ref == category.ref}  # fmt: skip
        own = [row for row in stated.activities if row["ref"] == category.ref]
        lines.append(_line(figure, category, gases=gases, activities=own))
    kept = sorted((line for own in brought.values() for line in own), key=lambda line: line.row)
    known = {"inventory_year": stated.period, "gwp_set": _gwp_set(stated), **city}
    told = {name: text for name, text in stated.brought.city if text and text != UNKNOWN}
    return Workbook(
        city=tuple((name, told.get(name) or known.get(name, "") or UNKNOWN) for name in CITY),
        city_other=stated.brought.city_other,
        lines=tuple(replace(line, row=number) for number, line in enumerate([*kept, *lines], start=2)),
        rows=tuple(_sheets(stated, not_answered)),
        usable=True,
    )


def _standing_lines(stated: Stated, categories: Sequence[Category]) -> dict[str, list[Line]]:
    """The lines that were brought, by reference, of every source whose figure is still what they state."""
    found: dict[str, list[Line]] = {}
    figures = {each.ref: stated.figures.get(SOURCES + each.facet) for each in categories}
    for line in stated.brought.lines:
        found.setdefault(line.ref, []).append(line)
    return {ref: own for ref, own in found.items() if _states(own, figures.get(ref))}


def _states(lines: Sequence[Line], figure: Figure | None) -> bool:
    """Whether a figure is what these lines come to, in number or key."""
    if figure is None or figure.origin != "officer":
        return False
    if figure.value is None:
        return bool(lines[0].key) and notation(figure.printed) == lines[0].key
    return not lines[0].key and co2e_of(lines) == figure.value


def _kept_whys(book: Workbook) -> dict[str, str]:
    """Why a source is not answered, as a workbook that was brought says it."""
    rows = dict(book.rows).get(OPEN, ())
    return {row[0]: row[2] for row in rows if len(row) > 2 and refs_in(row[0]) == (row[0],)}


def _sheets(
    stated: Stated, not_answered: Sequence[tuple[str, ...]]
) -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
    """The further sheets: the activity rows, what is not answered, and whatever else was brought."""
    own: dict[str, tuple[tuple[str, ...], ...]] = {}
    came_to = {a.label: Decimal(a.value) for run in stated.runs for a in run.answers if a.name == ROW}
    if stated.activities:
        header = tuple(stated.activities[0])
        own[ACTIVITIES] = (
            (*header, *OF_ROWS),
            *((*row.values(), *_of_row(row, came_to)) for row in stated.activities),
        )
    for title, rows in stated.brought.rows:
        if title != OPEN:
            own.setdefault(title, rows)
    if not_answered:
        own[OPEN] = (OPEN_HEADER, *not_answered)
    return list(own.items())


def _of_row(row: dict[str, str], came_to: dict[str, Decimal]) -> tuple[str, str]:
    """What an activity row came to, in tonnes of CO2 equivalent, and that for each unit, in kilograms."""
    grams = came_to.get(row["row"])
    if grams is None:
        return "", ""
    quantity = number_of(row["quantity"]) or Decimal(0)
    return _plain(grams / TONNE_GRAMS), _plain(_each(grams, quantity)) if quantity > 0 else ""


def _gwp_set(stated: Stated) -> str:
    """The set that a reckoned statement is in; a published one does not say its set in the figures."""
    labels = {figure.label for figure in stated.figures.values() if figure.origin == "run"}
    return labels.pop() if len(labels) == 1 else ""


def _line(
    figure: Figure,
    category: Category,
    *,
    gases: dict[str, str],
    activities: Sequence[dict[str, str]],
) -> Line:
    key = notation(figure.printed) if figure.value is None else ""
    cells = {
        "inventory_year": figure.period,
        "gpc_ref": category.ref,
        "crf_sector": category.sector.en,
        "crf_subsector": category.subsector.en,
        "scope": str(category.scope),
        "notation_key": figure.printed if key else "",
        "ghg_co2e": "" if figure.value is None else _plain(figure.value),
        "explanation": _both(figure.note),
        **_activity_cells(figure, activities),
    }
    if len(activities) == 1:
        cells |= _factor_cells(gases, activities[0])
    other = []
    for name, grams in gases.items():
        if name in GASES:
            cells[GASES[name]] = _plain(Decimal(grams) / TONNE_GRAMS)
        # Grades and ranges of a source are answers of the same run, and no gases.
        elif name.endswith(IN_GRAMS) and name != "co2e_g":
            other.append((f"GHG {name.removesuffix(IN_GRAMS).upper()}", _plain(Decimal(grams) / TONNE_GRAMS)))
    kept = tuple((name, cells[name]) for name in DETAIL if cells.get(name))
    return Line(row=0, ref=category.ref, cells=kept, other=tuple(other))


def _activity_cells(figure: Figure, rows: Sequence[dict[str, str]]) -> dict[str, str]:
    """The activity behind a line, where it is one; of several, their names: they have their own sheet."""
    document = f"{figure.source}:{figure.locator}" if figure.source else ""
    if not rows:
        return {"activity_source": document}
    named = list(dict.fromkeys(row["title_en"] or row["title_ko"] for row in rows))
    titles = "; ".join(named[:MOST_NAMED]) + ("; …" if len(named) > MOST_NAMED else "")
    if len(rows) > 1:
        return {
            "fuel_or_activity": titles,
            "activity_method": f"{len(rows)} rows, each on the sheet {ACTIVITIES}.",
        }
    (row,) = rows
    return {
        "fuel_or_activity": titles,
        "activity_amount": row["quantity"],
        "activity_unit": row["unit"],
        "activity_method": row["method"],
        "activity_source": row["source"],
        "activity_quality": row["grade"],
        "factor_source": row["factor"],
    }


def _factor_cells(gases: dict[str, str], row: dict[str, str]) -> dict[str, str]:
    """What a unit of the one activity behind a line emits, in kilograms: its emissions over its quantity."""
    quantity = number_of(row["quantity"]) or Decimal(0)
    if quantity <= 0 or not row["unit"]:
        return {}
    cells = {
        column: _plain(_each(Decimal(gases[name]), quantity))
        for name, column in FACTORS.items()
        if name in gases
    }
    told = {"factor_unit": f"kg/{row['unit']}", "factor_description": OVER_QUANTITY}
    return {**cells, **told} if cells else {}


def _each(grams: Decimal, quantity: Decimal) -> Decimal:
    """Kilograms for each unit, to as many digits as whole grams can tell."""
    return FACTOR_DIGITS.divide(grams / GRAMS_IN_KG, quantity)


def _both(text: Text) -> str:
    return " / ".join(dict.fromkeys(part for part in (text.ko, text.en) if part))


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
