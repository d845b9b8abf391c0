"""Sentences made from figures, in both languages: tested, so that words and numbers never disagree.

Each comes in two forms: `…_linked` with every amount leading to the figure it is, for pages; `…_sentence` as
bare words, for reports and data.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dure.grammar.shapes import Text
from dure.kernel.observations.read import Figure, Kind
from dure.portal.blocks.korean import with_particle
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.times import period_words
from dure.portal.blocks.told import linked, plain, plain_text
from dure.portal.resident.measures import ACTUAL, Measure
from dure.portal.showing import amount, figure_href

# So many times the value before it, or so small a part, is not told without saying that it is doubted.
GROSS = 10


@dataclass(frozen=True)
class Path:
    """What a place's way to its target is known by; any of it may be missing.

    `last` is the last actual value, `planned` what the path allows for its year.
    `made_up` says that its emissions are stated, but invented. `doubted` are the emissions told here that
    lie far from those before them while nobody has decided whether they are right.
    """

    base: Figure | None
    goal: Figure | None
    cut_percent: Figure | None
    net_zero: Figure | None
    last: Figure | None
    planned: Figure | None = None
    made_up: bool = False
    doubted: tuple[Figure, ...] = ()

    @property
    def latest(self) -> Figure | None:
        """The last actual emissions, where they are newer than the base year's."""
        newer = self.last and self.base and self.last.valid_to > self.base.valid_to
        return self.last if newer else None


def path_of(standing: Sequence[Figure], *, waiting: Collection[str] = ()) -> Path:
    """What the standing figures of a place say about its way to its target.

    `waiting` are the full addresses of figures about which a finding waits for a decision.
    """

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
        # A place may promise a cut for several years: the one of the goal that stands beside it.
        cut_percent=_of_goal(cuts, goals),
        net_zero=zero[0] if zero else None,
        last=last,
        planned=next((f for f in stated("emissions_path_tco2e") if last and f.period == last.period), None),
        made_up=any(f.mark == "synthetic" and f.value is not None for f in stated("emissions_tco2e")),
        doubted=tuple(
            figure
            for figure in dict.fromkeys(each for each in (base, last) if each)
            if figure.full_address in waiting and _is_gross(figure, actual)
        ),
    )


def _is_gross(figure: Figure, actual: Sequence[Figure]) -> bool:
    """Whether a value is more than ten times the one before it, or less than a tenth of it."""
    before = max((f for f in actual if f.valid_to < figure.valid_to), key=lambda f: f.valid_to, default=None)
    if before is None or before.value is None or figure.value is None or before.value <= 0:
        return False
    return not before.value / GROSS <= figure.value <= before.value * GROSS


def _of_goal(cuts: list[Figure], goals: list[Figure]) -> Figure | None:
    """The cut of the year that the goal is for; the last one where there is no such goal."""
    own = [cut for cut in cuts if goals and cut.period == goals[-1].period]
    found = own or cuts
    return found[-1] if found else None


def _value(figure: Figure, kind: Kind, language: str) -> str:
    in_unit = amount(figure.value, kind)
    return shown(in_unit.value, unit=in_unit.unit, language=language, decimals=in_unit.decimals).text


def _linked(figure: Figure, kind: Kind, language: str) -> str:
    """An amount with the way to its figure."""
    return linked(_value(figure, kind, language), href=figure_href(figure))


def _known(figure: Figure | None) -> bool:
    return figure is not None and figure.value is not None


def _bare(figure: Figure | None, language: str) -> str:
    """A percentage or a year in words, by the unit it was stated in."""
    if figure is None:
        return ""
    return linked(shown(figure.value, unit=figure.unit, language=language).text, href=figure_href(figure))


def _period(figure: Figure | None, language: str) -> str:
    return period_words(figure.period, language=language) if figure else ""


BY_SECTOR = Text(
    "배출량은 부문별로만 발표되었습니다. 감축 목표는 확보한 출처에 없습니다.",
    "Emissions are published by sector only. No source at hand states a target.",
)


def inventory_sentence(figure: Figure, kind: Kind) -> Text:
    """What an inventory comes to, in bare words."""
    return plain_text(inventory_linked(figure, kind))


def inventory_linked(figure: Figure, kind: Kind) -> Text:
    """What an inventory comes to, for a place of which no promise is known."""
    title = kind.title_of(figure.address)
    ko, en = _linked(figure, kind, "ko"), _linked(figure, kind, "en")
    said_ko, said_en = title.ko.split(" · ")[-1], title.en.split(" · ")[-1]
    return Text(
        f"{_period(figure, 'ko')} 배출량은 {ko}입니다({said_ko}). 감축 목표는 확보한 출처에 없습니다.",
        f"Emissions of {_period(figure, 'en')}: {en} ({said_en}). No source at hand states a target.",
    )


def path_sentence(path: Path, kind: Kind) -> Text:
    """Where a place stands on its way, in bare words."""
    return plain_text(path_linked(path, kind))


def path_linked(path: Path, kind: Kind) -> Text:
    """Where a place stands on its way: from what, to what, and what has been heard since.

    Says plainly what is unknown.
    """
    said = Text(" ".join(_path_ko(path, kind)), " ".join(_path_en(path, kind)))
    for figure in path.doubted:
        ko, en = (period_words(figure.period, language=each) for each in ("ko", "en"))
        said = Text(
            f"{said.ko} {ko} 배출량은 그 앞의 값과 열 배 넘게 차이 나고, 맞는지는 아직 확인되지 않았습니다.",
            f"{said.en} The emissions of {en} are doubted: they differ more than tenfold from the value "
            "before them, and nobody has decided yet whether they are right.",
        )
    return said


def _path_ko(path: Path, kind: Kind) -> list[str]:
    said = [_promise_ko(path, kind)]
    if _known(path.net_zero):
        said.append(f"탄소중립 목표는 {_bare(path.net_zero, 'ko')}입니다.")
    if path.base and path.latest:
        said += [each.ko for each in _latest(path, path.latest, kind)]
    elif path.base:
        said.append(f"확보한 출처에는 {_period(path.base, 'ko')} 뒤의 배출량이 없습니다.")
        if path.goal or _known(path.cut_percent):
            said.append("그래서 목표대로 가고 있는지 판단할 수 없습니다.")
    return said


def _promise_ko(path: Path, kind: Kind) -> str:
    """From what to what, as far as each is known."""
    base = f"{_period(path.base, 'ko')} {_linked(path.base, kind, 'ko')}" if path.base else ""
    goal = f"{_period(path.goal, 'ko')} {_linked(path.goal, kind, 'ko')}" if path.goal else ""
    cut = f" {_bare(path.cut_percent, 'ko')}" if _known(path.cut_percent) else ""
    if base and goal:
        return f"{base}에서 {goal}까지{cut} 줄이기로 했습니다."
    promised = f"{_period(path.cut_percent, 'ko')}까지{cut} 줄이기로 했습니다." if cut else ""
    if path.base:
        emitted = f"{_period(path.base, 'ko')} 배출량은 {_linked(path.base, kind, 'ko')}입니다."
        return f"{emitted} {promised or '감축 목표는 확보한 출처에 없습니다.'}"
    if goal:
        return f"배출량 목표는 {goal}입니다. 기준이 되는 배출량은 확보한 출처에 없습니다."
    if promised:
        return f"배출량을 {promised} 기준이 되는 배출량은 확보한 출처에 없습니다."
    if path.made_up:
        return "여기 적힌 배출량은 지어낸 값입니다. 실제 배출량과 감축 목표는 확보한 출처에 없습니다."
    return "배출량과 감축 목표는 확보한 출처에 없습니다."


def _path_en(path: Path, kind: Kind) -> list[str]:
    said = [_promise_en(path, kind)]
    if _known(path.net_zero):
        said.append(f"Carbon neutrality is promised for {_bare(path.net_zero, 'en')}.")
    if path.base and path.latest:
        said += [each.en for each in _latest(path, path.latest, kind)]
    elif path.base:
        then = "so they do not tell whether the path is kept"
        asked = f", {then}" if path.goal or _known(path.cut_percent) else ""
        said.append(f"The sources at hand have no emissions after {_period(path.base, 'en')}{asked}.")
    return said


def _promise_en(path: Path, kind: Kind) -> str:
    """From what to what, as far as each is known."""
    base = f"{_linked(path.base, kind, 'en')} in {_period(path.base, 'en')}" if path.base else ""
    goal = f"{_linked(path.goal, kind, 'en')} in {_period(path.goal, 'en')}" if path.goal else ""
    cut = f"a cut of {_bare(path.cut_percent, 'en')}" if _known(path.cut_percent) else ""
    if base and goal:
        return f"The promise: from {base} to {goal}{', ' if cut else ''}{cut}."
    promised = f"The promise: {cut} by {_period(path.cut_percent, 'en')}." if cut else ""
    if path.base:
        emitted = f"Emissions in {_period(path.base, 'en')} were {_linked(path.base, kind, 'en')}."
        return f"{emitted} {promised or 'The sources at hand state no target.'}"
    if goal:
        return f"The promise: {goal}. The sources at hand do not state the emissions it is counted from."
    if promised:
        return f"{promised} The sources at hand do not state the emissions it is counted from."
    if path.made_up:
        return "The emissions stated here are made up. No source states real ones, nor a target."
    return "The sources at hand state neither emissions nor a target."


def _latest(path: Path, latest: Figure, kind: Kind) -> list[Text]:
    """The latest actual emissions, and how far they lie from what the path allows for that year."""
    year_ko, year = (period_words(latest.period, language=each) for each in ("ko", "en"))
    said = [
        Text(
            f"{year_ko} 배출량은 {_linked(latest, kind, 'ko')}입니다.",
            f"Emissions in {year} were {_linked(latest, kind, 'en')}.",
        )
    ]
    planned = path.planned
    if planned is None or planned.value is None or latest.value is None:
        return said
    off = latest.value - planned.value
    apart = replace(planned, value=abs(off))
    ko, en = _linked(planned, kind, "ko"), _linked(planned, kind, "en")
    if not off:
        particle = with_particle(plain(ko), "과/와").removeprefix(plain(ko))
        said.append(
            Text(
                f"목표 경로의 그해 값 {ko}{particle} 같습니다.",
                f"The path allows just that: {en}.",
            )
        )
        return said
    word_ko, word = ("많습니다", "above") if off > 0 else ("적습니다", "below")
    said.append(
        Text(
            f"목표 경로의 그해 값 {ko}보다 {_linked(apart, kind, 'ko')} {word_ko}.",
            f"That is {_linked(apart, kind, 'en')} {word} the path, which has {en} for that year.",
        )
    )
    return said


def measure_sentence(measure: Measure, kind: Kind) -> Text:
    """One indicator, in bare words."""
    return plain_text(measure_linked(measure, kind))


def measure_linked(measure: Measure, kind: Kind) -> Text:
    """One indicator in words: the last actual value, the next target, and how far one is from the other."""
    actual, target = measure.actual, measure.target
    title = measure.indicator.title
    if actual and target:
        reached = share(measure)
        return Text(
            f"{period_words(actual.period, language='ko')} 실적은 {_linked(actual, kind, 'ko')}, "
            f"{period_words(target.period, language='ko')} 목표는 {_linked(target, kind, 'ko')}입니다."
            + (f" 목표의 {reached}에 이르렀습니다." if reached else ""),
            f"Actual in {period_words(actual.period, language='en')}: {_linked(actual, kind, 'en')}; "
            f"target for {period_words(target.period, language='en')}: {_linked(target, kind, 'en')}."
            + (f" That is {reached} of the target." if reached else ""),
        )
    if target:
        return Text(
            f"{period_words(target.period, language='ko')} 목표는 {_linked(target, kind, 'ko')}입니다. "
            "실적은 확보한 출처에 없습니다.",
            f"Target for {period_words(target.period, language='en')}: {_linked(target, kind, 'en')}. "
            "The sources at hand have no actual value.",
        )
    if actual:
        return Text(
            f"{period_words(actual.period, language='ko')} 실적은 {_linked(actual, kind, 'ko')}입니다. "
            "목표는 확보한 출처에 없습니다.",
            f"Actual in {period_words(actual.period, language='en')}: {_linked(actual, kind, 'en')}. "
            "The sources at hand have no target.",
        )
    if any(figure.mark == "synthetic" and figure.value is not None for figure in measure.figures):
        return Text(
            f"{title.ko}: 적힌 값은 지어낸 것입니다. 실적도 목표도 확보한 출처에 없습니다.",
            f"{title.en}: the values stated are made up. No source has a real one, nor a target.",
        )
    return Text(
        f"{with_particle(title.ko, '은/는')} 실적도 목표도 확보한 출처에 없습니다.",
        f"{title.en}: the sources at hand have neither an actual value nor a target.",
    )


def way_sentence(measure: Measure, kind: Kind) -> Text:
    """An indicator with its name, in bare words."""
    return plain_text(way_linked(measure, kind))


def way_linked(measure: Measure, kind: Kind) -> Text:
    """An indicator in words that name it, for where its title does not stand above."""
    title = measure.indicator.title
    says = measure_linked(measure, kind)
    if measure.actual is None and measure.target is None:
        return says
    return Text(f"{title.ko}: {says.ko}", f"{title.en}. {says.en}")


def share(measure: Measure) -> str:
    """Actual as a percentage of the target, where more is better and both are above zero."""
    actual, target = measure.actual, measure.target
    if actual is None or target is None or measure.indicator.better != "higher":
        return ""
    if actual.value is None or target.value is None or target.value <= 0 or actual.value <= 0:
        return ""
    return f"{(100 * actual.value / target.value).quantize(Decimal('0.1')).normalize():f}%"
