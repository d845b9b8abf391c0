"""Activity rows that officers brought: kept as text, read back to the last digit, put beside the others.

A file stands beside the rows that are there, or instead of all rows of the sources that it has rows for.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from dure.grammar.books.shapes import Activity
from dure.grammar.shapes import Text

# Under this and the number of the filing a place keeps the rows of one approved file.
PREFIX = "activities-"
# How a file stands to the rows that are there.
BESIDE, INSTEAD = "beside", "instead"
WAYS = (BESIDE, INSTEAD)
COLUMNS = (
    "line", "row", "ref", "period", "title_ko", "title_en", "method", "quantity", "unit", "factor", "carrier",
    "technology", "use", "arguments", "own_kg", "gwp_set", "mark", "key", "target", "reason_ko", "reason_en",
    "grade", "uncertainty_percent", "source", "note_ko", "note_en",
)  # fmt: skip


def as_text(activity: Activity) -> dict[str, str]:
    """A row as the text of its columns."""
    off, amount = activity.uncertainty_percent, activity.quantity
    return {
        "line": str(activity.line),
        "row": activity.row,
        "ref": activity.ref,
        "period": activity.period,
        "title_ko": activity.title.ko,
        "title_en": activity.title.en,
        "method": activity.method,
        "quantity": "" if amount is None else f"{amount:f}",
        "unit": activity.unit,
        "factor": activity.factor,
        "carrier": activity.carrier,
        "technology": activity.technology,
        "use": activity.use,
        "arguments": _pairs(activity.arguments),
        "own_kg": _pairs(activity.own_kg),
        "gwp_set": activity.gwp_set,
        "mark": activity.mark,
        "key": activity.key,
        "target": activity.target,
        "reason_ko": activity.reason.ko,
        "reason_en": activity.reason.en,
        "grade": activity.grade,
        "uncertainty_percent": "" if off is None else f"{off:f}",
        "source": f"{activity.source}:{activity.locator}",
        "note_ko": activity.note.ko,
        "note_en": activity.note.en,
    }


def written_rows(activities: Iterable[Activity], *, way: str) -> str:
    """Rows as CSV, each with how its file stands to the rows that are there."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ("way", *COLUMNS), lineterminator="\n")
    writer.writeheader()
    writer.writerows({"way": way, **as_text(each)} for each in activities)
    return out.getvalue()


def read_brought(
    rows: Iterable[Mapping[str, str]], *, place: str, brought: str
) -> tuple[tuple[Activity, ...], str]:
    """The rows of one filing as they were checked, and how they stand to the others."""
    told = list(rows)
    way = told[0]["way"] if told else BESIDE
    return tuple(_read(row, place, brought) for row in told), way


def _read(row: Mapping[str, str], place: str, brought: str) -> Activity:
    source, _colon, locator = row["source"].partition(":")
    return Activity(
        place=place,
        row=row["row"],
        ref=row["ref"],
        period=row["period"],
        title=Text(row["title_ko"], row["title_en"]),
        method=row["method"],
        quantity=_number(row["quantity"]),
        unit=row["unit"],
        factor=row["factor"],
        carrier=row["carrier"],
        technology=row["technology"],
        use=row["use"],
        arguments=_read_pairs(row["arguments"]),
        mark=row["mark"],
        key=row["key"],
        target=row["target"],
        reason=Text(row["reason_ko"], row["reason_en"]),
        grade=row["grade"],
        uncertainty_percent=_number(row["uncertainty_percent"]),
        source=source,
        locator=locator,
        note=Text(row["note_ko"], row["note_en"]),
        file="",
        line=int(row["line"]),
        own_kg=_read_pairs(row["own_kg"]),
        gwp_set=row["gwp_set"],
        brought=brought,
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _pairs(pairs: Iterable[tuple[str, Decimal]]) -> str:
    """Names with numbers, parted by semicolons: names of gases may hold spaces."""
    return ";".join(f"{name}={value:f}" for name, value in pairs)


def _read_pairs(text: str) -> tuple[tuple[str, Decimal], ...]:
    pairs = (each.partition("=") for each in text.split(";") if each)
    return tuple((name, Decimal(value)) for name, _sign, value in pairs)


def put_together(
    standing: Sequence[Activity], brought: Sequence[Activity], *, way: str
) -> tuple[Activity, ...]:
    """The rows of a place after a file: a row of the same name stands instead of the earlier one.

    A file that stands instead of the others takes away every earlier row of its sources in its years.
    """
    names = {each.row for each in brought}
    sources = {_source(each) for each in brought} if way == INSTEAD else set()
    kept = [each for each in standing if each.row not in names and _source(each) not in sources]
    return (*kept, *brought)


def _source(activity: Activity) -> tuple[str, str, str]:
    return activity.ref, activity.period[:4], activity.mark
