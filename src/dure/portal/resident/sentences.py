"""Sentences made from figures, in both languages: tested, so that words and numbers never disagree."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dure.grammar.shapes import Text
from dure.kernel.observations.read import Figure, Kind
from dure.portal.blocks.korean import with_particle
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.times import period_words
from dure.portal.resident.measures import ACTUAL, Measure
from dure.portal.showing import amount


@dataclass(frozen=True)
class Path:
    """What a place's way to its target is known by; any of it may be missing.

    `last` is the last actual value, `planned` what the path allows for its year.
    """

    base: Figure | None
    goal: Figure | None
    cut_percent: Figure | None
    net_zero: Figure | None
    last: Figure | None
    planned: Figure | None = None

    @property
    def latest(self) -> Figure | None:
        """The last actual emissions, where they are newer than the base year's."""
        newer = self.last and self.base and self.last.valid_to > self.base.valid_to
        return self.last if newer else None


def path_of(standing: Sequence[Figure]) -> Path:
    """What the standing figures of a place say about its way to its target."""

    def stated(address: str) -> list[Figure]:
        return [f for f in standing if f.address == address]

    actual = [f for f in stated("emissions_tco2e") if f.mark in ACTUAL and f.value is not None]
    seen = [f for f in actual if f.mark == "observed"]
    last = max(actual, key=lambda f: f.valid_to, default=None)
    base_year = stated("base_year")
    base = next(
        (f for f in seen if base_year and f.period == base_year[0].printed), seen[-1] if seen else None
    )
    goals = [f for f in stated("emissions_goal_tco2e") if f.value is not None]
    cuts = [f for f in stated("emissions_cut_percent") if f.mark == "target"]
    zero = stated("net_zero_year")
    return Path(
        base=base,
        goal=goals[-1] if goals else None,
        cut_percent=cuts[-1] if cuts else None,
        net_zero=zero[0] if zero else None,
        last=last,
        planned=next((f for f in stated("emissions_path_tco2e") if last and f.period == last.period), None),
    )


def _value(figure: Figure, kind: Kind, language: str) -> str:
    in_unit = amount(figure.value, kind)
    return shown(in_unit.value, unit=in_unit.unit, language=language, decimals=in_unit.decimals).text


def path_sentence(path: Path, kind: Kind) -> Text:
    """Where a place stands on its way: from what, to what, and what has been heard since.

    Says plainly what is unknown.
    """
    return Text(" ".join(_path_ko(path, kind)), " ".join(_path_en(path, kind)))


def _path_ko(path: Path, kind: Kind) -> list[str]:
    said = []
    if path.base and path.goal:
        cut = f" {path.cut_percent.printed}%" if path.cut_percent else ""
        base, goal = _value(path.base, kind, "ko"), _value(path.goal, kind, "ko")
        said.append(
            f"{period_words(path.base.period, language='ko')} {base}에서 "
            f"{period_words(path.goal.period, language='ko')} {goal}까지{cut} 줄이기로 했습니다."
        )
    elif path.base:
        base = _value(path.base, kind, "ko")
        said.append(
            f"{period_words(path.base.period, language='ko')} 배출량은 {base}입니다. "
            "감축 목표는 확보한 출처에 없습니다."
        )
    else:
        said.append("배출량과 감축 목표는 확보한 출처에 없습니다.")
    if path.net_zero:
        said.append(f"탄소중립 목표는 {path.net_zero.printed}년입니다.")
    if path.base and path.latest:
        said += [each.ko for each in _latest(path, path.latest, kind)]
    elif path.base:
        said.append(
            f"확보한 출처에는 {period_words(path.base.period, language='ko')} 뒤의 배출량이 없습니다. "
            "그래서 목표대로 가고 있는지 판단할 수 없습니다."
        )
    return said


def _path_en(path: Path, kind: Kind) -> list[str]:
    said = []
    if path.base and path.goal:
        cut = f" {path.cut_percent.printed} %" if path.cut_percent else ""
        base, goal = _value(path.base, kind, "en"), _value(path.goal, kind, "en")
        said.append(
            f"The promise: from {base} in {path.base.period} to {goal} in {path.goal.period}"
            + (f", a cut of{cut}." if cut else ".")
        )
    elif path.base:
        base = _value(path.base, kind, "en")
        said.append(f"Emissions in {path.base.period} were {base}. The sources at hand state no target.")
    else:
        said.append("The sources at hand state neither emissions nor a target.")
    if path.net_zero:
        said.append(f"Carbon neutrality is promised for {path.net_zero.printed}.")
    if path.base and path.latest:
        said += [each.en for each in _latest(path, path.latest, kind)]
    elif path.base:
        said.append(
            f"The sources at hand have no emissions after {path.base.period}, "
            "so they do not tell whether the path is kept."
        )
    return said


def _latest(path: Path, latest: Figure, kind: Kind) -> list[Text]:
    """The latest actual emissions, and how far they lie from what the path allows for that year."""
    year_ko, year = (period_words(latest.period, language=each) for each in ("ko", "en"))
    said = [
        Text(
            f"{year_ko} 배출량은 {_value(latest, kind, 'ko')}입니다.",
            f"Emissions in {year} were {_value(latest, kind, 'en')}.",
        )
    ]
    planned = path.planned
    if planned is None or planned.value is None or latest.value is None:
        return said
    off = latest.value - planned.value
    apart = replace(planned, value=abs(off))
    ko, en = _value(planned, kind, "ko"), _value(planned, kind, "en")
    if not off:
        said.append(
            Text(
                f"목표 경로의 그해 값 {with_particle(ko, '과/와')} 같습니다.",
                f"The path allows just that: {en}.",
            )
        )
        return said
    word_ko, word = ("많습니다", "above") if off > 0 else ("적습니다", "below")
    said.append(
        Text(
            f"목표 경로의 그해 값 {ko}보다 {_value(apart, kind, 'ko')} {word_ko}.",
            f"That is {_value(apart, kind, 'en')} {word} the path, which has {en} for that year.",
        )
    )
    return said


def measure_sentence(measure: Measure, kind: Kind) -> Text:
    """One indicator in words: the last actual value, the next target, and how far one is from the other."""
    actual, target = measure.actual, measure.target
    title = measure.indicator.title
    if actual and target:
        reached = share(measure)
        return Text(
            f"{period_words(actual.period, language='ko')} 실적은 {_value(actual, kind, 'ko')}, "
            f"{period_words(target.period, language='ko')} 목표는 {_value(target, kind, 'ko')}입니다."
            + (f" 목표의 {reached}에 이르렀습니다." if reached else ""),
            f"Actual in {period_words(actual.period, language='en')}: {_value(actual, kind, 'en')}; "
            f"target for {period_words(target.period, language='en')}: {_value(target, kind, 'en')}."
            + (f" That is {reached} of the target." if reached else ""),
        )
    if target:
        return Text(
            f"{period_words(target.period, language='ko')} 목표는 {_value(target, kind, 'ko')}입니다. "
            "실적은 확보한 출처에 없습니다.",
            f"Target for {period_words(target.period, language='en')}: {_value(target, kind, 'en')}. "
            "The sources at hand have no actual value.",
        )
    if actual:
        return Text(
            f"{period_words(actual.period, language='ko')} 실적은 {_value(actual, kind, 'ko')}입니다. "
            "목표는 확보한 출처에 없습니다.",
            f"Actual in {period_words(actual.period, language='en')}: {_value(actual, kind, 'en')}. "
            "The sources at hand have no target.",
        )
    return Text(
        f"{with_particle(title.ko, '은/는')} 실적도 목표도 확보한 출처에 없습니다.",
        f"{title.en}: the sources at hand have neither an actual value nor a target.",
    )


def way_sentence(measure: Measure, kind: Kind) -> Text:
    """An indicator with both values as a way: from what it was to what was promised."""
    actual, target = measure.actual, measure.target
    if actual is None or target is None:
        return measure_sentence(measure, kind)
    title = measure.indicator.title
    says = measure_sentence(measure, kind)
    return Text(f"{title.ko}: {says.ko}", f"{title.en}. {says.en}")


def share(measure: Measure) -> str:
    """Actual as a percentage of the target, where more is better and both are above zero."""
    actual, target = measure.actual, measure.target
    if actual is None or target is None or measure.indicator.better != "higher":
        return ""
    if actual.value is None or target.value is None or target.value <= 0 or actual.value <= 0:
        return ""
    return f"{(100 * actual.value / target.value).quantize(Decimal('0.1')).normalize():f}%"
