"""From deposits and parameters to the methane of every year: finds each parameter and runs the engines."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from dure.engines import inventory
from dure.engines.refusals import Array
from dure.grammar.books.deposits import Deposits, Laid
from dure.grammar.sentences import decay as says
from dure.grammar.sentences.says import Sentence
from dure.portal.commands.decay_lines import (
    METHANE_PER_CARBON,
    Site,
    YearLine,
    compared,
    emitted,
    laid_in,
    most_methane,
    site_of,
)
from dure.portal.commands.decay_parameters import Given, filled, filled_from_others, of_set

CARBON = ("doc", "docf", "mcf")
FILLED = (*CARBON, "k_per_year", "methane_share", "oxidised_share", "recovered_share", "start_month")
NEXT_JANUARY = 13.0


@dataclass(frozen=True, eq=False)
class WasteDecay:
    """One waste from its first year on, as far as it is known."""

    waste: str
    first_year: int
    mass: Array
    ddocm: Array
    accumulated: Array
    decomposed: Array
    generated: Array

    def at(self, name: str, year: int, unknown_from: int | None) -> float | None:
        """A column's value in a year: zero before the first deposit, None where it is unknown."""
        if year < self.first_year:
            return 0.0
        values: Array = getattr(self, name)
        if (unknown_from is not None and year >= unknown_from) or year - self.first_year >= len(values):
            return None
        value = float(values[year - self.first_year])
        return None if math.isnan(value) else value


@dataclass(frozen=True)
class Answer:
    """Every year of the whole, every year of each waste, what is missing, and what was assumed aloud."""

    lines: tuple[YearLine, ...]
    by_waste: tuple[YearLine, ...]
    missing: tuple[tuple[str, tuple[str, ...]], ...] = ()
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class _Heard:
    """What is heard on the way: missing parameters by waste, and notes."""

    missing: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[Sentence, None] = field(default_factory=dict)

    def miss(self, waste: str, name: str) -> None:
        """Note a parameter that nobody gives."""
        names = self.missing.setdefault(waste, [])
        if name not in names:
            names.append(name)


def reckon(deposits: Deposits, given: Given) -> Answer:
    """The methane of every year; nothing but what is missing where parameters of decay are."""
    heard = _Heard()
    last = max([each.year for each in deposits.laid] + [year for year, _ in deposits.holes])
    last = max(last, given.until or last)
    for name, values in given.flags.items():
        for waste, value in values.items():
            said = {each.parameters.get(name, value) for each in deposits.laid if waste in ("", each.waste)}
            if said - {value}:
                heard.notes[says.file_goes_first(name)] = None
    _hear_filled(deposits, heard)
    decays = [_decay(waste, laid, given, last, heard) for waste, laid in deposits.by_waste.items()]
    if heard.missing:
        missing = tuple((waste, tuple(names)) for waste, names in heard.missing.items())
        return Answer((), (), missing, tuple(heard.notes))
    unknown = {
        waste: min(year for year, other in deposits.holes if other == waste) for _, waste in deposits.holes
    }
    known = [each for each in decays if each is not None]
    first = min([each.year for each in deposits.laid] + [year for year, _ in deposits.holes])
    years = range(first, last + 1)
    site = site_of(deposits, given)
    parts = [_line(each, year, unknown.get(each.waste), deposits) for year in years for each in known]
    broken = min(unknown.values(), default=None)
    by_year: dict[int, list[YearLine]] = {}
    for part in parts:
        by_year.setdefault(part.year, []).append(part)
    lines = [_total(by_year.get(year, []), year, broken) for year in years]
    bounds = most_methane(lines, deposits=deposits, given=given)
    lines = [
        emitted(line, site, deposits=deposits, given=given, most=most)
        for line, most in zip(lines, bounds, strict=True)
    ]
    if len(deposits.wastes) == 1:
        lines = [compared(line, laid_in(line.year, deposits.laid)) for line in lines]
    unsaid = _unsaid(lines, site, deposits)
    if unsaid:
        heard.notes[says.emitted_unknown(unsaid)] = None
    return Answer(tuple(lines), tuple(parts), (), tuple(heard.notes))


def _hear_filled(deposits: Deposits, heard: _Heard) -> None:
    """Note where blank cells of a parameter take the value that all others of the waste hold."""
    for waste, laid in deposits.by_waste.items():
        for name in FILLED:
            found = filled_from_others(name, laid)
            if found is not None:
                years = tuple(str(year) for year in found[1])
                heard.notes[says.taken_from_other_rows(name, waste, f"{found[0]:g}", years)] = None


def _unsaid(lines: Sequence[YearLine], site: Site, deposits: Deposits) -> tuple[str, ...]:
    """What keeps the emitted methane unknown although the methane generated is known."""
    open_lines = [line for line in lines if line.generated is not None and line.emitted is None]
    silent = [line.year for line in open_lines if line.recovered is None]
    names = ["recovery"] if set(silent) - set(deposits.recovered_m3) else []
    if site.density is None and set(silent) & set(deposits.recovered_m3):
        names.append("methane-density")
    shares = [site.at("oxidised_share", line.year) for line in open_lines]
    return (*names, "ox") if None in shares else tuple(names)


def _decay(waste: str, laid: Sequence[Laid], given: Given, last: int, heard: _Heard) -> WasteDecay | None:
    """The decay of one waste up to the last year asked, or to its first hole."""
    first = laid[0].year
    kept = [each for place, each in enumerate(laid) if each.year == first + place]
    mass = np.array([math.nan if each.mass_kt is None else each.mass_kt for each in kept])
    ddocm = _carbon(waste, kept, given, heard)
    k = _single("k_per_year", waste, kept, given, heard)
    month = _single("start_month", waste, kept, given, heard)
    share = filled("methane_share", waste, kept, given)
    if not any(ddocm or [1.0]):
        k = 0.0 if k is None else k
        share = [0.0 if each is None else each for each in share]
    if k is None:
        heard.miss(waste, "k_per_year")
    if None in share:
        heard.miss(waste, "methane_share")
    if waste in heard.missing or k is None or ddocm is None:
        return None
    if month is None:
        month = NEXT_JANUARY
        heard.notes[says.next_january()] = None
    after = max(0, last - kept[-1].year) if len(kept) == len(laid) else 0
    shares = np.array([float(each or 0) for each in share] + [float(share[-1] or 0)] * after)
    carbon = np.concatenate([ddocm, np.zeros(after)])
    decay = inventory.first_order_decay(ddocm=carbon, k_per_year=k, start_month=month)
    ratio = of_set("methane_per_carbon", given) or METHANE_PER_CARBON
    made = inventory.methane_generated(
        decomposed=decay.decomposed, methane_share=shares, methane_per_carbon=ratio
    )
    whole = np.concatenate([mass, np.zeros(after)])
    return WasteDecay(waste, first, whole, carbon, decay.accumulated, decay.decomposed, made.ch4)


def _carbon(waste: str, kept: Sequence[Laid], given: Given, heard: _Heard) -> list[float] | None:
    """The decomposable carbon of every deposit: from its mass, or as printed where the mass is not known."""
    shares = {name: filled(name, waste, kept, given) for name in CARBON}
    printed = [each.printed.get("ddocm_deposited") for each in kept]
    carbon = []
    for place, each in enumerate(kept):
        factors = [shares[name][place] for name in CARBON]
        said = printed[place]
        if each.mass_kt == 0 or 0 in factors:
            carbon.append(0.0)
        elif each.mass_kt is not None and None not in factors:
            carbon.append(_decomposable(each.mass_kt, [float(factor or 0) for factor in factors]))
        elif said is not None and said[0] >= 0:
            carbon.append(said[0])
            heard.notes[says.carbon_as_printed()] = None
        else:
            for name, factor in zip(CARBON, factors, strict=True):
                if factor is None:
                    heard.miss(waste, name)
    return carbon if waste not in heard.missing else None


def _decomposable(mass: float, factors: Sequence[float]) -> float:
    """The decomposable carbon of one deposit."""
    doc, docf, mcf = (np.array([factor]) for factor in factors)
    answer = inventory.decomposable_carbon(deposited=np.array([mass]), doc=doc, docf=docf, mcf=mcf)
    return float(answer.ddocm[0])


def _single(name: str, waste: str, kept: Sequence[Laid], given: Given, heard: _Heard) -> float | None:
    """A parameter that one waste has only once; several are as good as none, and noted."""
    distinct = {value for value in filled(name, waste, kept, given) if value is not None}
    if len(distinct) > 1:
        heard.notes[says.several_values(name, waste)] = None
        heard.miss(waste, name)
        return None
    return next(iter(distinct), None)


def _line(decay: WasteDecay, year: int, unknown_from: int | None, deposits: Deposits) -> YearLine:
    """One year of one waste; the mass that its row states stands also where what came of it is unknown."""
    values = {
        name: decay.at(name, year, unknown_from)
        for name in ("mass", "ddocm", "accumulated", "decomposed", "generated")
    }
    laid = laid_in(year, deposits.by_waste[decay.waste])
    line = YearLine(
        year=year,
        waste=decay.waste,
        deposited=laid[0].mass_kt if laid else values["mass"],
        ddocm_deposited=values["ddocm"],
        ddocm_accumulated=values["accumulated"],
        ddocm_decomposed=values["decomposed"],
        generated=values["generated"],
    )
    return compared(line, laid)


def _total(own: Sequence[YearLine], year: int, unknown_from: int | None) -> YearLine:
    """One year of all wastes together; unknown where any of them is."""
    known = unknown_from is None or year < unknown_from

    def total(name: str) -> float | None:
        values = [getattr(part, name) for part in own]
        complete = known or name == "deposited"
        return math.fsum(values) if complete and values and None not in values else None

    return YearLine(
        year=year,
        waste="",
        deposited=total("deposited"),
        ddocm_deposited=total("ddocm_deposited"),
        ddocm_accumulated=total("ddocm_accumulated"),
        ddocm_decomposed=total("ddocm_decomposed"),
        generated=total("generated"),
        findings=tuple(dict.fromkeys(finding for part in own for finding in part.findings)),
    )
