"""States an inventory: activity rows of a place and year become figures, each with the rows it came from.

The statement is a run. Its inputs are the rows of the series and the factors; its answers whole grams of each
gas by source; what it publishes are the sources in CO2 equivalent of one named set, and their totals.
"""

import hashlib
import inspect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal

from django.db import transaction

from dure.engines.inventory import methods
from dure.engines.inventory.completeness import completeness
from dure.engines.inventory.notation import Cell
from dure.grammar.books.brought_rows import as_text
from dure.grammar.books.library import FactorLibrary
from dure.grammar.books.shapes import Activity
from dure.grammar.numbers import CONFIDENTIAL
from dure.grammar.periods import period_days
from dure.grammar.shapes import Category, Text
from dure.kernel.observations import write as observing
from dure.kernel.observations.write import Statement
from dure.kernel.runs import models, read
from dure.kernel.runs.write.answering import Answered, exact, gases, keep_answers, ranges
from dure.kernel.runs.write.brought import has_brought, keep_activities, with_brought
from dure.kernel.runs.write.emitting import Line, emit
from dure.kernel.runs.write.reasons import joined, misfits, no_potential
from dure.kernel.runs.write.rows import reference, row_answers
from dure.kernel.runs.write.sureness import activity_points, sureness

ENGINE = "inventory.emitted"
SYSTEM = "inventory"
TITLE = Text("온실가스 인벤토리", "Greenhouse gas inventory")
SAYS = Text(
    "활동자료의 행마다 기체별 배출량을 계산하고 배출원별로 더합니다.",
    "Works out each gas of every activity row, and adds them up by source.",
)
SOURCE, TOTAL, SECTOR = "gpc_emissions_tco2e", "gpc_total_tco2e", "gpc_sector_tco2e"
COMPLETE = "inventory_completeness_percent"
UNCERTAIN = "inventory_uncertainty_percent"
RANGE = "inventory_range_tco2e"
GRADE = "inventory_activity_grade"
VIEWS = ("basic", "basic-plus", "territorial")
SECTORS = {"I": "stationary", "II": "transport", "III": "waste", "IV": "industry", "V": "land"}
GRAMS = 1000
TONNE_GRAMS = Decimal(10**6)


def state_inventories(
    library: FactorLibrary, *, categories: Sequence[Category], at: datetime, known_on: date | None = None
) -> tuple[int, int]:
    """State every inventory that the library has activities for; answers how many, and how many are new."""
    by_place: dict[str, list[Activity]] = {}
    for activity in with_brought(library).activities:
        by_place.setdefault(activity.place, []).append(activity)
    stated = fresh = 0
    _lapse_gone(by_place, at=at)
    for place, rows in by_place.items():
        done = _state_place(place, rows, library=library, categories=categories, at=at, known_on=known_on)
        stated, fresh = stated + done[0], fresh + done[1]
    return stated, fresh


def state_inventory(
    place: str, *, library: FactorLibrary, categories: Sequence[Category], at: datetime
) -> int:
    """State the inventory of one place anew after officers brought rows; answers how many are new."""
    if not has_brought(place):
        return 0
    rows = [row for row in with_brought(library, place=place).activities if row.place == place]
    return _state_place(place, rows, library=library, categories=categories, at=at)[1]


def figures_of(
    place: str, *, period: str, mark: str, library: FactorLibrary, categories: Sequence[Category]
) -> tuple[Statement, ...]:
    """What a place would state of a year with the rows of the library; nothing is recorded."""
    rows = [
        row for row in library.activities if (row.place, row.period[:4], row.mark) == (place, period, mark)
    ]
    lines = lines_of(rows, library=library, place=place)
    book = _book(
        place, period=period, mark=mark, digest="", rows=rows, library=library, categories=categories
    )
    return tuple(_figures(book, lines)) if rows else ()


def _state_place(
    place: str, rows: Sequence[Activity], *, library: FactorLibrary, categories: Sequence[Category],
    at: datetime, known_on: date | None = None,
) -> tuple[int, int]:  # fmt: skip
    """State every year of a place; answers how many there are, and how many are new."""
    digest, _new = keep_activities(place, rows, at=at)
    stated = fresh = 0
    for period, mark in dict.fromkeys((row.period[:4], row.mark) for row in rows):
        own = [row for row in rows if (row.period[:4], row.mark) == (period, mark)]
        lines = lines_of(own, library=library, place=place, known_on=known_on)
        book = _book(
            place, period=period, mark=mark, digest=digest, rows=own, library=library, categories=categories
        )
        stated, fresh = stated + 1, fresh + _record(book, lines, at=at)
    return stated, fresh


def _lapse_gone(by_place: Mapping[str, Sequence[Activity]], *, at: datetime) -> None:
    """Statements whose activities are gone lapse, and what they published is withdrawn."""
    standing = {(place, _name(row.period[:4], row.mark)) for place, rows in by_place.items() for row in rows}
    for place, name in models.Run.objects.filter(engine=ENGINE).values_list("place", "name").distinct():
        last = models.Run.objects.filter(place=place, system=SYSTEM, name=name).order_by("-at", "-id").first()
        if (place, name) in standing or last is None or last.digest == read.LAPSED:
            continue
        with transaction.atomic():
            count = models.Run.objects.filter(place=place, system=SYSTEM, name=name).count()
            models.Run.objects.create(
                id=_run_id(place, name, count + 1), place=place, system=SYSTEM, name=name, engine=ENGINE,
                title_ko=TITLE.ko, title_en=TITLE.en, is_check=False, holds=None, digest=read.LAPSED,
                engine_digest="", at=at,
            )  # fmt: skip
            observing.withdraw_of_run(last.id, but=(), at=at)


def _name(period: str, mark: str) -> str:
    return f"statement@{period}:{mark}"


def _run_id(place: str, name: str, number: int) -> str:
    return hashlib.sha256(f"{place}/{name}/{number}".encode()).hexdigest()[:16]


def lines_of(
    rows: Iterable[Activity], *, library: FactorLibrary, place: str, known_on: date | None = None
) -> tuple[Line, ...]:
    """The sources of one statement, in the order of their references."""
    rows = tuple(rows)
    weights = {each.name: each.weights() for each in library.sets}
    name = library.set_of(place, rows)
    by_ref: dict[str, list[Activity]] = {}
    for row in rows:
        by_ref.setdefault(row.ref, []).append(row)
    return tuple(
        _line(ref, own, library=library, set_name=name, weights=weights.get(name, {}), known_on=known_on)
        for ref, own in by_ref.items()
    )


def _line(
    ref: str,
    rows: Sequence[Activity],
    *,
    library: FactorLibrary,
    set_name: str,
    weights: Mapping[str, float],
    known_on: date | None,
) -> Line:
    keyed = [row for row in rows if row.key]
    done = tuple(emit(row, library=library, known_on=known_on) for row in rows if not row.key)
    if keyed and not done:
        key = f"{keyed[0].key} ({keyed[0].target})" if keyed[0].target else keyed[0].key
        return Line(ref, {}, 0, None, key, keyed[0].reason, ())
    if keyed:
        both = Text("값과 기호가 함께 있습니다.", "Both amounts and a key stand here.")
        return Line(ref, {}, 0, None, "", both, done)
    sums: dict[str, Decimal] = {}
    for one in done:
        for gas, kg in one.gases_kg:
            sums[gas] = sums.get(gas, Decimal(0)) + kg
    grams = {gas: _whole(kg * GRAMS) for gas, kg in sums.items()}
    missing = [one.why for one in done if one.why] + misfits(done, set_name)
    missing += [no_potential(gas, set_name) for gas in grams if gas not in weights]
    co2e = sum((Decimal(str(weights.get(gas, 0))) * amount for gas, amount in grams.items()), Decimal(0))
    co2e += sum((one.composite_kg or Decimal(0) for one in done), Decimal(0)) * GRAMS
    return Line(
        ref,
        grams,
        _whole(sum((one.memo_kg for one in done), Decimal(0)) * GRAMS),
        None if missing else _whole(co2e),
        "",
        joined(missing + [one.remark for one in done if one.remark]),
        done,
    )


def _whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


@dataclass(frozen=True)
class _Book:
    """What a statement is of, and what it is stated with."""

    place: str
    period: str
    mark: str
    digest: str
    set_name: str
    categories: tuple[Category, ...]
    weights: Mapping[str, float]

    @property
    def name(self) -> str:
        return _name(self.period, self.mark)


def _book(
    place: str, *, period: str, mark: str, digest: str, rows: Sequence[Activity], library: FactorLibrary,
    categories: Sequence[Category],
) -> _Book:  # fmt: skip
    """What a statement of these rows is of."""
    name = library.set_of(place, rows)
    weights = next((each.weights() for each in library.sets if each.name == name), {})
    return _Book(place, period, mark, digest, name, tuple(categories), weights)


def _record(book: _Book, lines: Sequence[Line], *, at: datetime) -> bool:
    """Keep the run with its rows and publish its figures; the very same statement is not recorded twice."""
    parts = [inspect.getsource(part) for part in (*methods.PARTS, methods)] + [inspect.getsource(emit)]
    code = hashlib.sha256("".join(parts).encode()).hexdigest()
    said: list[object] = [book.set_name, book.mark, code] + [
        (line.ref, sorted(line.grams.items()), line.co2e_grams, line.key, line.note) for line in lines
    ]
    said += [reference(one) for line in lines for one in line.rows]
    figures = _figures(book, lines)
    said += [(figure.address, figure.printed) for figure in figures]
    answers = _answers(book, lines)
    said += [(one.name, one.label, one.value) for one in answers]
    # Of its own rows: a statement stands though another year of the place is told anew.
    fed = [sorted(as_text(one.activity).items()) for line in lines for one in line.rows]
    fed = [[(name, text) for name, text in row if name != "line"] for row in fed]
    digest = hashlib.sha256(repr((fed, said)).encode()).hexdigest()
    before = models.Run.objects.filter(place=book.place, system=SYSTEM, name=book.name)
    last = before.order_by("-at", "-id").first()
    if last is not None and last.digest == digest:
        return False
    run_id = _run_id(book.place, book.name, before.count() + 1)
    with transaction.atomic():
        run = models.Run.objects.create(
            id=run_id, place=book.place, system=SYSTEM, name=book.name, engine=ENGINE,
            title_ko=f"{TITLE.ko} ({book.period}, {book.set_name})",
            title_en=f"{TITLE.en} ({book.period}, {book.set_name})",
            says_ko=SAYS.ko, says_en=SAYS.en, is_check=False, holds=None,
            digest=digest, engine_digest=code, at=at,
        )  # fmt: skip
        _keep_rows(run, book, lines)
        keep_answers(run, answers)
        observing.record(figures, origin="run", by=run.id, at=at)
        if last is not None:
            kept = {f"{f.place}/{f.address}@{f.period}:{f.mark}" for f in figures}
            observing.withdraw_of_run(last.id, but=kept, at=at)
    return True


def _keep_rows(run: models.Run, book: _Book, lines: Sequence[Line]) -> None:
    """The rows that went in with their factors."""
    inputs = [
        models.Input(
            run=run, argument=line.ref, position=position, kind="series",
            reference=f"{book.digest}#{one.activity.row}|{reference(one)}"[:240], figure=None,
            value="unknown" if one.activity.quantity is None else f"{one.activity.quantity:f}",
            unit=one.activity.unit,
        )
        for line in lines
        for position, one in enumerate(line.rows)
    ]  # fmt: skip
    models.Input.objects.bulk_create(inputs)


def _answers(book: _Book, lines: Sequence[Line]) -> list[Answered]:
    """The gases of each source, and how sure each source and each sector is.

    A sector of which a source is blank or unknown has no range: nobody knows of what.
    """
    by_ref = {line.ref: line for line in lines if not _is_unknown(line)}
    plus = _refs(book, "basic-plus")
    groups = {ref: [ref] for ref in by_ref}
    for number, name in SECTORS.items():
        groups[name] = [ref for ref in plus if ref.split(".")[0] == number]
    whole = {label: refs for label, refs in groups.items() if by_ref.keys() >= set(refs)}
    rows = {label: [row for ref in refs for row in by_ref[ref].rows] for label, refs in whole.items()}
    every = [one for line in lines for one in line.rows]
    return [
        *gases(lines),
        *ranges(rows, graded=by_ref.keys(), weights=book.weights),
        *row_answers(every, weights=book.weights, set_name=book.set_name),
    ]


def _figures(book: _Book, lines: Sequence[Line]) -> list[Statement]:
    """Every source, the sectors and the views, and how complete the statement is."""
    facet = {category.ref: category.facet for category in book.categories}
    sources = [_figure(book, f"{SOURCE}/{facet[line.ref]}", line) for line in lines if line.ref in facet]
    by_ref = {line.ref: line for line in lines}
    totals = [_total(book, f"{TOTAL}/{view}", _refs(book, view), by_ref) for view in VIEWS]
    plus = _refs(book, "basic-plus")
    sectors = [
        _total(book, f"{SECTOR}/{name}", [ref for ref in plus if ref.split(".")[0] == number], by_ref)
        for number, name in SECTORS.items()
    ]
    complete = [_complete(book, view, by_ref) for view in VIEWS[:2]]
    return [*sources, *totals, *sectors, *complete, *_how_sure(book, by_ref)]


def _how_sure(book: _Book, by_ref: Mapping[str, Line]) -> list[Statement]:
    """The range of the BASIC total and the grade of its data, where its rows state them."""
    rows = [row for ref in _refs(book, VIEWS[0]) if ref in by_ref for row in by_ref[ref].rows]
    said = []
    sure = sureness(rows, weights=book.weights) if all(row.why is None for row in rows) else None
    if sure is not None:
        for name, value, unit in (
            (f"{UNCERTAIN}/analytic", sure.analytic_percent, "percent"),
            (f"{UNCERTAIN}/drawn", sure.drawn_percent, "percent"),
            (f"{RANGE}/low", sure.low_t, "tCO2e"),
            (f"{RANGE}/high", sure.high_t, "tCO2e"),
        ):
            said.append(_said(book, name, exact(value), unit=unit))
    points = activity_points(rows, weights=book.weights)
    if points is not None:
        said.append(_said(book, GRADE, exact(points), unit="1"))
    return said


def _refs(book: _Book, view: str) -> list[str]:
    return [category.ref for category in book.categories if view in category.views]


def _figure(book: _Book, address: str, line: Line) -> Statement:
    value = None if line.co2e_grams is None else Decimal(line.co2e_grams) / TONNE_GRAMS
    said = _said(book, address, value, unit="tCO2e", note=line.note)
    return replace(said, printed=line.key) if line.key else said


def _total(book: _Book, address: str, refs: Sequence[str], by_ref: Mapping[str, Line]) -> Statement:
    """A sum over sources. Where one is blank or unknown, the sum is too, and says which."""
    blank = [ref for ref in refs if ref not in by_ref]
    unknown = [ref for ref in refs if ref in by_ref and _is_unknown(by_ref[ref])]
    if blank or unknown:
        return _said(book, address, None, unit="tCO2e", note=without_value([*blank, *unknown]))
    grams = sum(by_ref[ref].co2e_grams or 0 for ref in refs)
    closed = [ref for ref in refs if CONFIDENTIAL in _cell(by_ref[ref]).keys]
    return _said(book, address, Decimal(grams) / TONNE_GRAMS, unit="tCO2e", note=not_added(closed))


def _is_unknown(line: Line) -> bool:
    return line.co2e_grams is None and not line.key


def _complete(book: _Book, view: str, by_ref: Mapping[str, Line]) -> Statement:
    """The share of a view's sources that is estimated."""
    cells = {ref: _cell(line) for ref, line in by_ref.items()}
    found = completeness(cells, refs=_refs(book, view))
    share = Decimal(str(round(found.share_added * 100, 6)))
    return _said(book, f"{COMPLETE}/{view}", share, unit="percent", note=not_added(found.confidential))


def without_value(refs: Sequence[str]) -> Text:
    """How many sources a sum has to wait for, by name."""
    count, names = len(refs), ", ".join(refs)
    sources = "source" if count == 1 else "sources"
    return Text(f"값을 모르는 배출원 {count}개: {names}", f"{count} {sources} without a value: {names}")


def not_added(refs: Sequence[str]) -> Text:
    """That confidential sources are no part of a sum, by name; nothing where there is none."""
    if not refs:
        return Text("", "")
    names = ", ".join(refs)
    return Text(f"기밀(C)이라 더하지 않은 배출원: {names}", f"Confidential (C) and not added: {names}")


def _cell(line: Line) -> Cell:
    if line.key:
        return Cell(keys=(line.key.split(" ")[0],))
    return Cell() if line.co2e_grams is None else Cell(value=Decimal(line.co2e_grams) / TONNE_GRAMS)


def _said(
    book: _Book, address: str, value: Decimal | None, *, unit: str, note: Text | None = None
) -> Statement:
    days = period_days(book.period)
    assert days is not None
    return Statement(
        place=book.place,
        address=address,
        period=book.period,
        mark=book.mark,
        printed="unknown" if value is None else f"{value:f}",
        unit=unit,
        value=value,
        step=None,
        valid_from=days[0],
        valid_to=days[1],
        published_on=None,
        source="",
        label=book.set_name,
        note=note or Text("", ""),
    )
