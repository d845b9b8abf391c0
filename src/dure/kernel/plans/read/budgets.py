"""Answers about budgets: their stages, lines and tags, and the schemes they can be read in."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from dure.grammar.books.budget_shapes import (
    STAGES,
    BudgetLine,
    Scheme,
    SchemeClass,
    SchemeRule,
    SuggestionRule,
    Tag,
    UnitFactor,
)
from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.plans import models

# What a budget passes on its way; before the council nothing of it is shown to everybody.
COUNCIL = "council"
SHOWN_FROM = {
    "proposed": COUNCIL, "adopted": "adopted", "supplementary": "adopted", "executed": "executed",
    "settled": "settled",
}  # fmt: skip


@dataclass(frozen=True)
class BudgetEdition:
    """A budget in one stage as it was brought once."""

    number: int
    stage: str
    title: Text
    total_krw: int | None
    sum_krw: int
    lines: int
    ceiling_tco2e: Decimal | None
    reference_tco2e: Decimal | None
    synthetic: bool
    digest: str
    recorded_at: datetime
    by_name: str
    source: str
    locator: str
    note: Text

    @property
    def gap_krw(self) -> int | None:
        """How far the official total lies above the lines; None where none is stated."""
        return None if self.total_krw is None else self.total_krw - self.sum_krw


@dataclass(frozen=True)
class TagGiven:
    """A tag with who gave it, when, why, and the suggestion it followed, if any."""

    number: int
    tag: Tag
    why: Text
    suggested_by: str
    by: str
    by_name: str
    at: datetime


@dataclass(frozen=True)
class BudgetBook:
    """A year's budget: the current edition of each stage with its lines, and the current tag of each code."""

    place: str
    year: int
    editions: tuple[BudgetEdition, ...]
    lines: dict[str, tuple[BudgetLine, ...]]
    tags: dict[str, TagGiven]

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that have been reached, in order."""
        known = {edition.stage for edition in self.editions}
        return tuple(stage for stage in STAGES if stage in known)

    @property
    def synthetic(self) -> bool:
        """Whether any of it is made up."""
        return any(edition.synthetic for edition in self.editions)

    def edition(self, stage: str) -> BudgetEdition | None:
        """The current edition of a stage."""
        return next((each for each in self.editions if each.stage == stage), None)


def case_of(place: str, *, year: int) -> str:
    """The id of the case in which a year's budget is assessed."""
    return f"{place}/budget-{year}"


def is_made_up(source: str) -> bool:
    """Whether a budget that is made up cites this document: whatever cites it is made up, too."""
    return models.BudgetEdition.objects.filter(source=source, synthetic=True).exists()


def budget_years(place: str) -> tuple[int, ...]:
    """The fiscal years whose lines are known, the newest first."""
    rows = models.Budget.objects.filter(place=place).order_by("-year")
    return tuple(rows.values_list("year", flat=True))


def find_budget(place: str, *, year: int, recorded_by: datetime | None = None) -> BudgetBook | None:
    """A year's budget as it stands, or as it stood by a moment."""
    budget = models.Budget.objects.filter(place=place, year=year).first()
    if budget is None:
        return None
    rows = budget.editions.order_by("number")
    tags = budget.tags.order_by("number")
    if recorded_by:
        rows, tags = rows.filter(recorded_at__lte=recorded_by), tags.filter(at__lte=recorded_by)
    current = {row.stage: row for row in rows}
    if not current:
        return None
    lines = _lines_of(current)
    return BudgetBook(
        place=place,
        year=year,
        editions=tuple(_edition(current[stage], lines[stage]) for stage in lines),
        lines=lines,
        tags={row.code: _given(row) for row in tags.iterator()},
    )


def public_years(place: str) -> tuple[int, ...]:
    """The fiscal years whose budget everybody may see, the newest first: those that have passed a review."""
    opened = {case.id: case for case in cases.cases(place=place, kind="budget_assessment")}
    reached = {id_ for id_, case in opened.items() if COUNCIL in {step.to_state for step in case.standing}}
    return tuple(year for year in budget_years(place) if case_of(place, year=year) in reached)


def public_budget(place: str, *, year: int) -> BudgetBook | None:
    """A year's budget as everybody may see it: what has passed the review by another person.

    While it is assessed again, it is what stood when that began. None before the first review.
    """
    case = cases.find_case(case_of(place, year=year))
    if case is None:
        return None
    reached = [step.to_state for step in case.standing]
    if COUNCIL not in reached:
        return None
    last = max(n for n, state in enumerate(reached) if state not in {"assessment", "review"})
    again = case.standing[last + 1].at if last + 1 < len(reached) else None
    book = find_budget(place, year=year, recorded_by=again)
    if book is None:
        return None
    shown = {stage for stage in book.stages if SHOWN_FROM[stage] in reached}
    return BudgetBook(
        place=book.place,
        year=book.year,
        editions=tuple(each for each in book.editions if each.stage in shown),
        lines={stage: lines for stage, lines in book.lines.items() if stage in shown},
        tags=book.tags,
    )


def tags_of_line(place: str, *, year: int, code: str) -> tuple[TagGiven, ...]:
    """Every tag that a line was given, the first first."""
    rows = models.BudgetTag.objects.filter(budget__place=place, budget__year=year, code=code)
    return tuple(_given(row) for row in rows.order_by("number"))


def _lines_of(current: dict[str, models.BudgetEdition]) -> dict[str, tuple[BudgetLine, ...]]:
    """The lines of each stage, in their order; all of them are asked for at once."""
    stages = {row.pk: stage for stage, row in current.items()}
    names = ("code", "department", "field", "programme", "title", "item", "goods", "amount_krw", "position")
    rows = models.BudgetLine.objects.filter(edition__in=stages).order_by("edition", "position")
    found: dict[str, list[BudgetLine]] = {stage: [] for stage in STAGES if stage in current}
    for edition, *line in rows.values_list("edition", *names):
        found[stages[edition]].append(BudgetLine(*line))
    return {stage: tuple(lines) for stage, lines in found.items()}


def _edition(row: models.BudgetEdition, lines: tuple[BudgetLine, ...]) -> BudgetEdition:
    return BudgetEdition(
        number=row.number,
        stage=row.stage,
        title=Text(row.title_ko, row.title_en),
        total_krw=row.total_krw,
        sum_krw=sum(line.amount_krw for line in lines),
        lines=len(lines),
        ceiling_tco2e=_decimal(row.ceiling_tco2e),
        reference_tco2e=_decimal(row.reference_tco2e),
        synthetic=row.synthetic,
        digest=row.digest,
        recorded_at=row.recorded_at,
        by_name=row.by_name,
        source=row.source,
        locator=row.locator,
        note=Text(row.note_ko, row.note_en),
    )


def _given(row: models.BudgetTag) -> TagGiven:
    tag = Tag(
        direction=row.direction,
        objective=row.objective,
        share_percent=_decimal(row.share_percent),
        method=row.method,
        factor=row.factor,
        quantity=_decimal(row.quantity),
        evidence=Text(row.evidence_ko, row.evidence_en),
    )
    why = Text(row.why_ko, row.why_en)
    return TagGiven(row.number, tag, why, row.suggested_by, row.by, row.by_name, row.at)


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def schemes() -> tuple[Scheme, ...]:
    """Every version of every classification, in the order of the packs."""
    rows = models.Scheme.objects.prefetch_related("classes", "rules").order_by("position")
    return tuple(_scheme(row) for row in rows)


def find_scheme(scheme: str) -> Scheme | None:
    """The scheme of that id, its version included."""
    row = models.Scheme.objects.prefetch_related("classes", "rules").filter(id=scheme).first()
    return _scheme(row) if row else None


def _scheme(row: models.Scheme) -> Scheme:
    classes = sorted(row.classes.all(), key=lambda each: each.position)
    rules = sorted(row.rules.all(), key=lambda each: each.position)
    return Scheme(
        scheme=row.scheme,
        version=row.version,
        title=Text(row.title_ko, row.title_en),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        classes=tuple(
            SchemeClass(c.name, Text(c.title_ko, c.title_en), c.effect, _decimal(c.coefficient_percent))
            for c in classes
        ),
        rules=tuple(
            SchemeRule(r.name, r.direction, r.objective, Decimal(r.share_from), Decimal(r.share_to), r.goods)
            for r in rules
        ),
        source=row.source,
        locator=row.locator,
        verify=row.verify,
        note=Text(row.note_ko, row.note_en),
    )


def unit_factors(place: str) -> dict[str, UnitFactor]:
    """The unit factors that hold for a place: its own before those of everybody."""
    rows = models.UnitFactor.objects.filter(place__in=("", place)).order_by("place", "position")
    return {row.factor: _factor(row) for row in rows}


def _factor(row: models.UnitFactor) -> UnitFactor:
    return UnitFactor(
        factor=row.factor,
        title=Text(row.title_ko, row.title_en),
        unit=Text(row.unit_ko, row.unit_en),
        direction=row.direction,
        low_tco2e=Decimal(row.low_tco2e),
        high_tco2e=Decimal(row.high_tco2e),
        low_years=_decimal(row.low_years),
        high_years=_decimal(row.high_years),
        additionality=Text(row.additionality_ko, row.additionality_en),
        gwp_set=row.gwp_set,
        published_on=row.published_on,
        source=row.source,
        locator=row.locator,
        verify=row.verify,
        synthetic=row.synthetic,
    )


def suggestion_rules() -> tuple[SuggestionRule, ...]:
    """The rules that propose tags, in the order of the packs."""
    rows = models.SuggestionRule.objects.order_by("position")
    return tuple(
        SuggestionRule(
            row.rule, tuple(row.words.split("|")), row.direction, row.objective,
            Text(row.because_ko, row.because_en),
        )
        for row in rows
    )  # fmt: skip
