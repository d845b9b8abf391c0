"""What a statement answers beside its figures: the gases of each source, its 95 % range, and its grade."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dure.kernel.runs import models
from dure.kernel.runs.write.emitting import Emitted, Line
from dure.kernel.runs.write.sureness import activity_points, sureness


@dataclass(frozen=True)
class Answered:
    """An answer of a statement: its name, of which source or sector, and its value as text."""

    name: str
    label: str
    value: str


def gases(lines: Iterable[Line]) -> list[Answered]:
    """The whole grams of each gas, source by source."""
    answers: list[Answered] = []
    for line in lines:
        amounts = {f"{gas.lower()}_g": amount for gas, amount in line.grams.items()}
        if line.memo_grams:
            amounts["co2_biogenic_g"] = line.memo_grams
        if line.co2e_grams is not None:
            amounts["co2e_g"] = line.co2e_grams
        answers += [Answered(name, line.ref, str(amount)) for name, amount in amounts.items()]
    return answers


def ranges(
    rows: Mapping[str, Sequence[Emitted]], *, graded: Collection[str], weights: Mapping[str, float]
) -> list[Answered]:
    """The 95 % range of everything whose rows all say how sure they are, and the grade of what is graded."""
    answers: list[Answered] = []
    for label, own in rows.items():
        sure = sureness(own, weights=weights)
        if sure is not None:
            answers.append(Answered("range_low_t", label, f"{exact(sure.low_t):f}"))
            answers.append(Answered("range_high_t", label, f"{exact(sure.high_t):f}"))
        points = activity_points(own, weights=weights) if label in graded else None
        if points is not None:
            answers.append(Answered("activity_grade", label, f"{exact(points):f}"))
    return answers


def keep_answers(run: models.Run, answers: Iterable[Answered]) -> None:
    """Keep the answers of a run as rows, in their order."""
    models.Answer.objects.bulk_create(
        models.Answer(run=run, name=one.name, position=position, label=one.label, value=one.value)
        for position, one in enumerate(answers)
    )


def exact(value: float) -> Decimal:
    """A reckoned range to six digits after the point: the draws know no more."""
    return Decimal(str(round(value, 6)))
