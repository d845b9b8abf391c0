"""A budget read in a scheme: classes and won by class, tonnes, stages, and what moved. Computed by engines.

Everything follows from lines and neutral tags; nothing of it is kept. Ten thousand lines are read in another
scheme faster than a page is drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from dure.engines import budget as engines
from dure.engines.refusals import Array
from dure.grammar.books.budget_shapes import (
    DIRECTIONS,
    OBJECTIVES,
    BudgetLine,
    Scheme,
    SchemeRule,
    Tag,
    UnitFactor,
)
from dure.grammar.shapes import Text
from dure.kernel.plans.read.budgets import BudgetBook, TagGiven

# What stands for a line that its scheme has no class for, for one that was tagged as undetermined where the
# scheme has no class for that, and for one that nobody has tagged.
NO_CLASS = "no-class"
UNDETERMINED = "undetermined-line"
UNTAGGED = "untagged"
UNKNOWN = -1.0
# How a rule says that anything fits.
ANYTHING = -1.0
Groups = tuple[tuple[str, tuple["ClassSum", ...]], ...]


@dataclass(frozen=True)
class ClassSum:
    """Lines and won of one class; `weighted_krw` where the scheme weighs by a coefficient."""

    name: str
    title: Text
    effect: str
    lines: int
    krw: int
    weighted_krw: Decimal | None


@dataclass(frozen=True)
class Reading:
    """A stage of a budget in one scheme: sums by class, and the class of each line by its code."""

    scheme: Scheme
    stage: str
    classes: tuple[ClassSum, ...]
    by_line: dict[str, str]
    total_krw: int
    lines: int

    def sum_of(self, *effects: str) -> int:
        """Won of all classes that point this way."""
        return sum(each.krw for each in self.classes if each.effect in effects)

    def title_of(self, name: str) -> Text:
        """What a class is called."""
        return next((each.title for each in self.classes if each.name == name), Text(name, name))


@dataclass(frozen=True)
class LineTonnes:
    """Tonnes of a line a year and over its lifetime; which way they go, and by which factor."""

    code: str
    direction: str
    factor: UnitFactor
    low_tco2e: float
    high_tco2e: float
    life_low_tco2e: float
    life_high_tco2e: float


@dataclass(frozen=True)
class Tonnes:
    """What a stage cuts and adds in tonnes, what a tonne costs, and how much is undetermined.

    `open_lines` are all lines, and their won, of which nobody has said yet whether they add or cut how much:
    untagged and undetermined ones, too.
    """

    lines: tuple[LineTonnes, ...]
    cut: tuple[float, float]
    added: tuple[float, float]
    undetermined_cuts: tuple[int, int]
    undetermined_harm: tuple[int, int]
    price: engines.WonPerTonne
    offset: engines.Offset
    ceiling: engines.CeilingGap | None
    open_lines: tuple[int, int]

    def made_up(self, *directions: str) -> tuple[UnitFactor, ...]:
        """The made-up unit factors that these tonnes rest on, each once; of every direction without one."""
        factors = [each.factor for each in self.lines if each.direction in directions or not directions]
        return tuple({each.factor: each for each in factors if each.synthetic}.values())


@dataclass(frozen=True)
class Stages:
    """By class from the budget over its execution to its settlement, in won; and all of it."""

    budget_stage: str
    rows: tuple[tuple[ClassSum, ClassSum, ClassSum], ...]
    total: engines.Settlement


@dataclass(frozen=True)
class Overspent:
    """Lines on which more was spent than their budget: how many, by how much, and all of it in won."""

    stage: str
    lines: tuple[tuple[BudgetLine, int, int], ...]
    over_krw: int
    budget_krw: int
    spent_krw: int


@dataclass(frozen=True)
class MovedLines:
    """What moved between two stages by class, and the lines that did: code, won before and after."""

    classes: tuple[ClassSum, ...]
    sums: engines.Moved
    lines: tuple[tuple[BudgetLine, int, int], ...]


def _rule(rule: SchemeRule, names: Sequence[str]) -> list[float]:
    return [
        float(DIRECTIONS.index(rule.direction)) if rule.direction else ANYTHING,
        float(OBJECTIVES.index(rule.objective)) if rule.objective else ANYTHING,
        float(rule.share_from),
        float(rule.share_to),
        ANYTHING if rule.goods is None else float(rule.goods),
        float(names.index(rule.name)),
    ]


def _tag(tag: Tag, *, goods: bool) -> list[float]:
    share = UNKNOWN if tag.share_percent is None else float(tag.share_percent)
    return [
        float(DIRECTIONS.index(tag.direction)), float(OBJECTIVES.index(tag.objective)), share, float(goods)
    ]  # fmt: skip


def retag_lines(lines: Sequence[BudgetLine], *, tags: Mapping[str, TagGiven], scheme: Scheme) -> Array:
    """The position of each line's class in a scheme; one past the last where it has none, two past where it
    is undetermined besides; −1 untagged.
    """
    names = [each.name for each in scheme.classes]
    found = np.full(len(lines), UNKNOWN)
    tagged = [n for n, line in enumerate(lines) if line.code in tags]
    if tagged and scheme.rules:
        table = np.array([_tag(tags[lines[n].code].tag, goods=lines[n].goods) for n in tagged])
        rules = np.array([_rule(rule, names) for rule in scheme.rules])
        classes = engines.retag(tags=table, rules=rules).classes
        vague = np.array([tags[lines[n].code].tag.direction == "undetermined" for n in tagged])
        found[tagged] = np.where(classes < 0, len(names) + vague, classes)
    return found


def reading(book: BudgetBook, *, stage: str, scheme: Scheme) -> Reading:
    """A stage of a budget in a scheme."""
    lines = book.lines.get(stage, ())
    places = retag_lines(lines, tags=book.tags, scheme=scheme)
    names = [*(each.name for each in scheme.classes), NO_CLASS, UNDETERMINED, UNTAGGED]
    sums = _sums(lines, places, np.zeros(len(lines)), groups=1, scheme=scheme)[0]
    return Reading(
        scheme=scheme,
        stage=stage,
        classes=sums,
        by_line={line.code: names[int(place)] for line, place in zip(lines, places, strict=True)},
        total_krw=sum(line.amount_krw for line in lines),
        lines=len(lines),
    )


def _sums(
    lines: Sequence[BudgetLine], places: Array, groups_of: Array, *, groups: int, scheme: Scheme
) -> list[tuple[ClassSum, ...]]:
    """Sums by class of each group; every line in exactly one."""
    count = len(scheme.classes) + 2
    table = engines.crosstab(
        amounts_krw=np.array([float(line.amount_krw) for line in lines]),
        groups=groups_of,
        classes=places,
        group_count=float(groups),
        class_count=float(count),
    )
    heads: list[tuple[str, Text, str, Decimal | None]] = [
        (c.name, c.title, c.effect, c.coefficient_percent) for c in scheme.classes
    ]
    heads += [
        (NO_CLASS, Text("이 분류체계에 맞는 등급 없음", "No class in this scheme"), "undetermined", None),
        (UNDETERMINED, Text("미정", "Undetermined"), "undetermined", None),
        (UNTAGGED, Text("아직 태그하지 않음", "Not tagged yet"), "undetermined", None),
    ]
    return [
        tuple(
            ClassSum(name, title, effect, int(counts[n]), int(won[n]), _weighted(int(won[n]), weight))
            for n, (name, title, effect, weight) in enumerate(heads)
        )
        for counts, won in zip(table.counts, table.sums_krw, strict=True)
    ]


def _weighted(krw: int, coefficient: Decimal | None) -> Decimal | None:
    return None if coefficient is None else krw * coefficient / 100


def group_sums(book: BudgetBook, *, stage: str, scheme: Scheme, by: str) -> Groups:
    """Sums by class of each department or field (`by`), the largest first."""
    lines = book.lines.get(stage, ())
    names = sorted({getattr(line, by) for line in lines})
    number = {name: n for n, name in enumerate(names)}
    if not lines:
        return ()
    places = retag_lines(lines, tags=book.tags, scheme=scheme)
    groups_of = np.array([float(number[getattr(line, by)]) for line in lines])
    sums = _sums(lines, places, groups_of, groups=len(names), scheme=scheme)
    found = list(zip(names, sums, strict=True))
    return tuple(sorted(found, key=lambda group: -sum(each.krw for each in group[1])))


def tonnes_of(book: BudgetBook, *, stage: str, factors: Mapping[str, UnitFactor]) -> Tonnes:
    """What a stage of a budget cuts and adds in tonnes, and what a tonne costs."""
    lines = book.lines.get(stage, ())
    matters = [
        line
        for line in lines
        if line.code in book.tags and book.tags[line.code].tag.direction in {"cuts", "emits", "mixed"}
    ]
    known = _quantified(matters, book.tags, factors)
    cut = [each for each in known if each.direction == "cuts"]
    added = [each for each in known if each.direction == "emits"]
    cut_range = (sum(each.low_tco2e for each in cut), sum(each.high_tco2e for each in cut))
    added_range = (sum(each.low_tco2e for each in added), sum(each.high_tco2e for each in added))
    told = {each.code for each in known}
    silent = [line for line in matters if line.code not in told]
    tags = book.tags
    blank = [n for n in lines if n.code not in tags or tags[n.code].tag.direction == "undetermined"]
    still_open = (len(blank) + len(silent), sum(line.amount_krw for line in (*blank, *silent)))
    return Tonnes(
        lines=known,
        cut=cut_range,
        added=added_range,
        undetermined_cuts=_count(silent, book.tags, ("cuts", "mixed")),
        undetermined_harm=_count(silent, book.tags, ("emits",)),
        price=_price(matters, cut, book.tags),
        offset=engines.offset_of_harm(
            added_low_tco2e=added_range[0],
            added_high_tco2e=added_range[1],
            cut_low_tco2e=cut_range[0],
            cut_high_tco2e=cut_range[1],
        ),
        ceiling=_ceiling(book, stage, cut_range, added_range) if known or not still_open[0] else None,
        open_lines=still_open,
    )


def _count(
    lines: Sequence[BudgetLine], tags: Mapping[str, TagGiven], directions: tuple[str, ...]
) -> tuple[int, int]:
    """Lines and won of these directions."""
    found = [line for line in lines if tags[line.code].tag.direction in directions]
    return len(found), sum(line.amount_krw for line in found)


def _quantified(
    lines: Sequence[BudgetLine], tags: Mapping[str, TagGiven], factors: Mapping[str, UnitFactor]
) -> tuple[LineTonnes, ...]:
    """Those lines whose tag names a unit factor with a lifetime and a quantity."""
    asked = [
        (line, tags[line.code].tag, factors[tags[line.code].tag.factor])
        for line in lines
        if tags[line.code].tag.method == "quantified" and tags[line.code].tag.factor in factors
    ]

    def column(values: list[Decimal | None]) -> Array:
        return np.array([UNKNOWN if value is None else float(value) for value in values])

    answer = engines.quantify(
        quantities=column([tag.quantity for _line, tag, _factor in asked]),
        low_tco2e_per_unit=column([factor.low_tco2e for _line, _tag, factor in asked]),
        high_tco2e_per_unit=column([factor.high_tco2e for _line, _tag, factor in asked]),
        low_years=column([factor.low_years for _line, _tag, factor in asked]),
        high_years=column([factor.high_years for _line, _tag, factor in asked]),
    )
    return tuple(
        LineTonnes(
            line.code, factor.direction, factor, float(answer.low_tco2e[n]), float(answer.high_tco2e[n]),
            float(answer.life_low_tco2e[n]), float(answer.life_high_tco2e[n]),
        )
        for n, (line, _tag, factor) in enumerate(asked)
        if answer.low_tco2e[n] != UNKNOWN
    )  # fmt: skip


def _price(
    lines: Sequence[BudgetLine], cut: Sequence[LineTonnes], tags: Mapping[str, TagGiven]
) -> engines.WonPerTonne:
    """Won per tonne of the lines that cut; of a line with a stated share, that share of its won."""
    tonnes = {each.code: each for each in cut}
    wanted = [line for line in lines if tags[line.code].tag.direction in {"cuts", "mixed"}]
    shares = [tags[line.code].tag.share_percent for line in wanted]
    won = [
        float(line.amount_krw * (Decimal(100) if share is None else share) / 100)
        for line, share in zip(wanted, shares, strict=True)
    ]
    low = [tonnes[line.code].life_low_tco2e if line.code in tonnes else UNKNOWN for line in wanted]
    high = [tonnes[line.code].life_high_tco2e if line.code in tonnes else UNKNOWN for line in wanted]
    return engines.won_per_tonne(
        amounts_krw=np.array(won), low_tco2e=np.array(low), high_tco2e=np.array(high)
    )


def _ceiling(
    book: BudgetBook, stage: str, cut: tuple[float, float], added: tuple[float, float]
) -> engines.CeilingGap | None:
    edition = book.edition(stage)
    if edition is None or edition.ceiling_tco2e is None or edition.reference_tco2e is None:
        return None
    return engines.ceiling_gap(
        ceiling_tco2e=float(edition.ceiling_tco2e), reference_tco2e=float(edition.reference_tco2e),
        added_low_tco2e=added[0], added_high_tco2e=added[1], cut_low_tco2e=cut[0], cut_high_tco2e=cut[1],
    )  # fmt: skip


def stages_of(book: BudgetBook, *, scheme: Scheme) -> Stages | None:
    """From the last budget over its execution to its settlement; None before both are known."""
    if not {"executed", "settled"} <= set(book.stages):
        return None
    budget = last_budget(book)
    sums = [reading(book, stage=stage, scheme=scheme).classes for stage in (budget, "executed", "settled")]
    by_code = [_amounts(book.lines.get(stage, ())) for stage in (budget, "executed", "settled")]
    codes = sorted(set().union(*by_code))
    columns = [np.array([float(amounts.get(code, 0)) for code in codes]) for amounts in by_code]
    total = engines.settlement(budget_krw=columns[0], executed_krw=columns[1], settled_krw=columns[2])
    return Stages(budget, tuple(zip(*sums, strict=True)), total)


def last_budget(book: BudgetBook) -> str:
    """The budget that execution is held against: the last one before it; empty where there is none."""
    return next((each for each in ("supplementary", "adopted", "proposed") if each in book.lines), "")


def overspent(book: BudgetBook, *, stage: str, lines: Sequence[BudgetLine]) -> Overspent | None:
    """What these lines, executed or settled, spend above their budget; None where no line does."""
    planned = _amounts(book.lines.get(last_budget(book), ()))
    if not planned or stage not in {"executed", "settled"}:
        return None
    over = [
        (line, planned.get(line.code, 0), line.amount_krw)
        for line in lines
        if line.amount_krw > planned.get(line.code, 0)
    ]
    over.sort(key=lambda each: each[1] - each[2])
    if not over:
        return None
    return Overspent(
        stage=stage,
        lines=tuple(over),
        over_krw=sum(spent - budget for _line, budget, spent in over),
        budget_krw=sum(planned.values()),
        spent_krw=sum(line.amount_krw for line in lines),
    )


def _amounts(lines: Sequence[BudgetLine]) -> dict[str, int]:
    return {line.code: line.amount_krw for line in lines}


def moved_between(book: BudgetBook, *, before: str, after: str, scheme: Scheme) -> MovedLines | None:
    """What moved between two stages: did the assessment change what is funded? None before both are known."""
    if not {before, after} <= set(book.stages):
        return None
    old, new = _amounts(book.lines[before]), _amounts(book.lines[after])
    lines = {line.code: line for line in (*book.lines[before], *book.lines[after])}
    ordered = list(lines.values())
    places = retag_lines(ordered, tags=book.tags, scheme=scheme)
    sums = engines.moved(
        before_krw=np.array([float(old.get(line.code, 0)) for line in ordered]),
        after_krw=np.array([float(new.get(line.code, 0)) for line in ordered]),
        classes=places,
        class_count=float(len(scheme.classes) + 2),
    )
    changed = [(line, old.get(line.code, 0), new.get(line.code, 0)) for line in ordered]
    changed = [each for each in changed if each[1] != each[2]]
    changed.sort(key=lambda each: -abs(each[2] - each[1]))
    return MovedLines(reading(book, stage=after, scheme=scheme).classes, sums, tuple(changed))
