"""Verbs of budgets: record a stage, tag lines, load what packs say. One transaction each; rows only grow."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from dure.grammar.books.budget_shapes import (
    DIRECTIONS,
    METHODS,
    OBJECTIVES,
    STAGES,
    BudgetHead,
    BudgetLine,
    BudgetPack,
    Tag,
    UnitFactor,
)
from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.cases.write import Actor
from dure.kernel.plans import models
from dure.kernel.plans.read import budgets as read

ASSESSMENT = "assessment"
NOTHING = Text("", "")
PACK = Actor("", "", frozenset())


class BudgetRefused(ValueError):
    """What was asked of a budget cannot be done. `says` tells why and how to mend it, in both languages."""

    def __init__(self, says: Text) -> None:
        """Keep the sentence for the reader."""
        super().__init__(says.en)
        self.says = says


class AssessmentClosed(BudgetRefused):
    """The budget is not being assessed, so its tags stand."""


class NotQuantifiable(BudgetRefused):
    """A quantified tag lacks what its tonnes would follow from."""


class TaggedMeanwhile(BudgetRefused):
    """Somebody else has tagged one of these lines since they were read."""


@dataclass(frozen=True)
class Tagging:
    """A tag with its reason, and the suggestion that was looked at and followed, if any."""

    tag: Tag
    why: Text
    suggested_by: str = ""


def record_budget(head: BudgetHead, *, lines: Sequence[BudgetLine], by: Actor, at: datetime) -> int:
    """Bring a stage of a year's budget as a new edition; answers its number.

    The same lines brought again are the same edition. Raises BudgetRefused without a line, in an unknown
    stage, or where the lines miss the official total by a won.
    """
    _hear_lines(head, lines)
    digest = _digest(head, lines)
    with transaction.atomic():
        budget, _fresh = models.Budget.objects.get_or_create(place=head.place, year=head.year)
        # Editions of a budget follow one another: whoever comes at the same moment waits here.
        models.Budget.objects.select_for_update().get(pk=budget.pk)
        rows = models.BudgetEdition.objects.filter(budget=budget)
        last = rows.filter(stage=head.stage).order_by("-number").first()
        if last is not None and last.digest == digest:
            return last.number
        number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
        edition = models.BudgetEdition.objects.create(
            budget=budget, number=number, stage=head.stage, title_ko=head.title.ko, title_en=head.title.en,
            total_krw=head.total_krw, ceiling_tco2e=_text(head.ceiling_tco2e),
            reference_tco2e=_text(head.reference_tco2e), synthetic=head.synthetic, digest=digest,
            recorded_at=at, by=by.party, by_name=by.name, source=head.source, locator=head.locator,
            note_ko=head.note.ko, note_en=head.note.en,
        )  # fmt: skip
        models.BudgetLine.objects.bulk_create(
            (
                models.BudgetLine(
                    edition=edition, position=n, code=line.code, department=line.department[:120],
                    field=line.field[:120], programme=line.programme[:200], title=line.title[:300],
                    item=line.item[:120], goods=line.goods, amount_krw=line.amount_krw,
                )
                for n, line in enumerate(lines)
            ),
            batch_size=500,
        )  # fmt: skip
    return number


def _hear_lines(head: BudgetHead, lines: Sequence[BudgetLine]) -> None:
    found = sum(line.amount_krw for line in lines)
    if not lines or head.stage not in STAGES:
        raise BudgetRefused(
            Text("예산에 사업이 없거나 단계가 잘못되었습니다. 파일과 단계를 다시 고르십시오.",
                 "The budget has no line, or its stage is unknown. Choose the file and the stage again.")
        )  # fmt: skip
    if head.total_krw is not None and found != head.total_krw:
        gap = head.total_krw - found
        raise BudgetRefused(
            Text(f"공식 합계와 사업의 합이 {abs(gap):,}원 다릅니다. 틀린 쪽을 고친 뒤 다시 올리십시오.",
                 f"The lines miss the official total by {abs(gap):,} won. Correct one and bring it again.")
        )  # fmt: skip


def _digest(head: BudgetHead, lines: Sequence[BudgetLine]) -> str:
    said = [repr((head.title, head.total_krw, head.ceiling_tco2e, head.reference_tco2e, head.synthetic))]
    said += [
        repr((line.code, line.department, line.field, line.programme, line.title, line.item, line.goods,
              line.amount_krw))
        for line in lines
    ]  # fmt: skip
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _text(value: object) -> str:
    return "" if value is None else str(value)


def tag_lines(
    place: str, *, year: int, codes: Mapping[str, int], tagging: Tagging, by: Actor, at: datetime
) -> int:
    """Give lines a tag; answers how many. `codes` says how many tags each had when it was read.

    Raises AssessmentClosed outside of the assessment, NotQuantifiable without a factor, a lifetime, a reason
    why it counts, or a quantity, TaggedMeanwhile where a line got another tag in between, and BudgetRefused
    without a reason or a line.
    """
    case = cases.find_case(read.case_of(place, year=year))
    if case is None or case.state != ASSESSMENT:
        raise AssessmentClosed(
            Text("평가 중인 예산이 아니어서 태그를 바꿀 수 없습니다. 검토자가 돌려보내면 열립니다.",
                 "This budget is not being assessed: its tags stand until it is sent back.")
        )  # fmt: skip
    _hear_tag(tagging, read.unit_factors(place))
    if not codes or not (tagging.why.ko or tagging.why.en):
        raise BudgetRefused(
            Text("사업을 하나 이상 고르고 까닭을 적으십시오.", "Choose at least one line, and say why.")
        )
    try:
        with transaction.atomic():
            budget = models.Budget.objects.get(place=place, year=year)
            _hear_codes(budget, codes)
            rows = [
                _tag_row(budget, code, number + 1, tagging, by=by, at=at) for code, number in codes.items()
            ]
            _hear_meanwhile(budget, codes)
            models.BudgetTag.objects.bulk_create(rows, batch_size=500)
    except IntegrityError as error:
        raise _meanwhile() from error
    return len(codes)


def _meanwhile() -> TaggedMeanwhile:
    return TaggedMeanwhile(
        Text("다른 사람이 방금 이 사업에 태그를 달았습니다. 화면을 새로 고친 뒤 다시 확인하십시오.",
             "Somebody else has just tagged one of these lines. Reload the page and look again.")
    )  # fmt: skip


def _hear_meanwhile(budget: models.Budget, codes: Mapping[str, int]) -> None:
    rows = models.BudgetTag.objects.filter(budget=budget).order_by().values("code")
    found = dict(rows.annotate(last=Max("number")).values_list("code", "last"))
    if any(found.get(code, 0) != number for code, number in codes.items()):
        raise _meanwhile()


def _hear_codes(budget: models.Budget, codes: Mapping[str, int]) -> None:
    lines = models.BudgetLine.objects.filter(edition__budget=budget)
    missing = set(codes) - set(lines.values_list("code", flat=True))
    if missing:
        code = min(missing)
        raise BudgetRefused(
            Text(f"사업 코드 “{code}”가 이 예산에 없습니다. 화면을 새로 고치십시오.",
                 f"This budget has no line “{code}”. Reload the page.")
        )  # fmt: skip


def _hear_tag(tagging: Tagging, factors: Mapping[str, UnitFactor]) -> None:
    tag = tagging.tag
    words = ((tag.direction, DIRECTIONS), (tag.objective, OBJECTIVES), (tag.method, METHODS))
    if any(word not in known for word, known in words):
        raise BudgetRefused(
            Text("방향, 목적, 방법을 목록에서 고르십시오.", "Choose direction, objective and method.")
        )
    if tag.share_percent is not None and not 0 <= tag.share_percent <= 100:
        raise BudgetRefused(Text("비율은 0에서 100 사이여야 합니다.", "Give a share from 0 to 100 percent."))
    if tag.method == "quantified":
        _hear_quantified(tag, factors.get(tag.factor))


def _hear_quantified(tag: Tag, factor: UnitFactor | None) -> None:
    missing: list[tuple[str, str]] = []
    if factor is None:
        missing.append(("원단위", "the unit factor"))
    else:
        if factor.low_years is None or factor.high_years is None:
            missing.append(("내용연수", "the lifetime"))
        if not (factor.additionality.ko or factor.additionality.en):
            missing.append(("추가성 설명", "the note on additionality"))
    if tag.quantity is None:
        missing.append(("물량", "the quantity"))
    if missing:
        ko, en = (", ".join(words) for words in zip(*missing, strict=True))
        raise NotQuantifiable(
            Text(f"정량으로 태그하려면 더 필요합니다: {ko}. 없으면 정성으로 태그하십시오.",
                 f"A quantified tag still lacks {en}. Without them tag the line as qualitative.")
        )  # fmt: skip


def _tag_row(
    budget: models.Budget, code: str, number: int, tagging: Tagging, *, by: Actor, at: datetime
) -> models.BudgetTag:
    tag = tagging.tag
    return models.BudgetTag(
        budget=budget, code=code, number=number, direction=tag.direction, objective=tag.objective,
        share_percent=_text(tag.share_percent), method=tag.method, factor=tag.factor,
        quantity=_text(tag.quantity), evidence_ko=tag.evidence.ko, evidence_en=tag.evidence.en,
        why_ko=tagging.why.ko, why_en=tagging.why.en, suggested_by=tagging.suggested_by, by=by.party,
        by_name=by.name, at=at,
    )  # fmt: skip


def load_budgets(packs: Mapping[str, BudgetPack], *, at: datetime) -> int:
    """Record what the packs say of places' budgets and is not recorded yet. Answers how many editions.

    A tag of a pack is given to a line that has none: what a person tagged stays.
    """
    recorded = 0
    with transaction.atomic():
        for place, pack in packs.items():
            before = models.BudgetEdition.objects.filter(budget__place=place).count()
            for edition in pack.editions:
                record_budget(edition.head, lines=edition.lines, by=PACK, at=at)
            recorded += models.BudgetEdition.objects.filter(budget__place=place).count() - before
            _load_tags(place, pack, at=at)
    return recorded


def _load_tags(place: str, pack: BudgetPack, *, at: datetime) -> None:
    budgets = {row.year: row for row in models.Budget.objects.filter(place=place)}
    known = set(models.BudgetTag.objects.filter(budget__place=place).values_list("budget__year", "code"))
    why = Text("팩에 적힌 태그입니다.", "As the pack says.")
    models.BudgetTag.objects.bulk_create(
        _tag_row(budgets[each.year], each.code, 1, Tagging(each.tag, why), by=PACK, at=at)
        for each in pack.tags
        if each.year in budgets and (each.year, each.code) not in known
    )
