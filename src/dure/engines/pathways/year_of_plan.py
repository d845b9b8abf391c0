"""One year of a plan: what its parts take away, what standing evidence supports, and what nobody covers."""

import math
from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import Array, ShapeError, above_zero, not_negative, same_length

# A measure that belongs to no one sector, such as what residents do at home and on the way.
NO_SECTOR = -1


@dataclass(frozen=True, eq=False)
class CutsOfSectors:
    """What each sector emitted in the base year, and what its level of a later year takes off that."""

    bases: Array
    cuts: Array
    may_add: float


@dataclass(frozen=True)
class StartOfCuts:
    """The level from which the cuts of a plan are taken off, and whether it is that of the base year."""

    start: float
    held: float


@dataclass(frozen=True, eq=False)
class PlanYear:
    """A year of a plan: its two levels, and each part as a wedge on the way from where the cuts begin."""

    plan: float
    adjusted: float
    covered: float
    overlap: float
    supported: float
    not_covered: float
    beyond: float
    parts_with_tonnes: float
    measures_with_evidence: float
    sector_wedges: Array
    measure_wedges: Array
    supported_wedges: Array


def cuts_of_sectors(*, levels: Array, cut_percents: Array) -> CutsOfSectors:
    """What a printed level and the printed percentage it lies below the base year say of the cut.

    A level below zero takes up: in a base year of gross emissions it has no place, so all of it is a cut.

    Arguments
        levels        (sector,)  any:a    of the later year, below zero for what takes up, NaN where not known
        cut_percents  (sector,)  percent  below 100: against the base year, NaN where not known
    Returns
        bases         (sector,)  any:a    of the base year, NaN where not known
        cuts          (sector,)  any:a    base less level, NaN where not known
        may_add       scalar     any:a    the most that sectors of unknown cut add: their levels
    Raises
        ShapeError  the arrays differ in length or are empty.
        ValueError  a percentage is 100 or more, or a number is infinite.
    Source
        Definition of a percentage cut, solved for the base.

    >>> answer = cuts_of_sectors(levels=np.array([60.0, -5.0, 7.0]),
    ...                          cut_percents=np.array([40.0, np.nan, np.nan]))
    >>> answer.bases.tolist(), answer.cuts.tolist(), answer.may_add
    ([100.0, 0.0, nan], [40.0, 5.0, nan], 7.0)
    """
    level, percent = _known_or_not("levels", levels), _known_or_not("cut_percents", cut_percents)
    same_length("levels", level, "cut_percents", percent)
    if (percent >= 100).any():
        raise ValueError(
            f"cut_percents holds {np.nanmax(percent)}: what is cut to nothing has no known base."
        )
    bases = np.where((level < 0) & np.isnan(percent), 0.0, level / (1 - percent / 100))
    unknown = np.isnan(bases) & ~np.isnan(level)
    return CutsOfSectors(bases=bases, cuts=bases - level, may_add=float(level[unknown].sum()))


def start_of_cuts(*, base: float, bau: float, from_forecast: float) -> StartOfCuts:
    """Where the cuts of a plan begin: at the forecast if the plan counts them from it, else at the base year.

    A forecast that is published beside a plan is no start: cuts against a base year taken off a forecast
    would leave too much.

    Arguments
        base           scalar  any:a  of the base year, above zero
        bau            scalar  any:a  forecast without measures, above zero, NaN where none is published
        from_forecast  scalar  1      1 where the plan counts its cuts from the forecast, 0 or NaN where not
    Returns
        start          scalar  any:a  NaN where the plan counts from a forecast that is not published
        held           scalar  1      1 where the level of the base year is held
    Raises
        ValueError  base or bau is not above zero, or from_forecast is neither 1 nor 0.
    Source
        Baselines of mitigation goals (GHG Protocol Mitigation Goal Standard, ch. 4 and 5).

    >>> start_of_cuts(base=100.0, bau=130.0, from_forecast=1.0)
    StartOfCuts(start=130.0, held=0.0)
    """
    above_zero("base", base)
    if not (math.isnan(from_forecast) or from_forecast in {0.0, 1.0}):
        raise ValueError(f"from_forecast is {from_forecast}: give 1 or 0.")
    if from_forecast != 1:
        return StartOfCuts(start=base, held=1.0)
    return StartOfCuts(start=bau if math.isnan(bau) else above_zero("bau", bau), held=0.0)


def plan_year(
    *,
    start: float,
    promised: float,
    sector_cuts: Array,
    measure_cuts: Array,
    measure_sector: Array,
    supported: Array,
    overlap: float,
) -> PlanYear:
    """What a plan's parts take away in one year, and what of it standing evidence supports.

    Where the cut of a sector is stated, its measures lie within it and are not taken off again. A part whose
    tonnes nobody stated takes nothing away and is not counted as quantified. Evidence counts up to what the
    plan says of a measure, and up to the cut of its sector. Measures on one source take from each other: what
    that comes to is taken off their sum, where it is known and each of them counts by itself.

    Arguments
        start             scalar      any:a    the level from which cuts are taken off, above zero
        promised          scalar      any:a    the most that keeps the promise, not negative
        sector_cuts       (sector,)   any:a    below zero where a sector adds, NaN where not known
        measure_cuts      (measure,)  any:a    below zero where a measure adds, NaN where not known
        measure_sector    (measure,)  1        the number of its sector, from 0; -1: of no one sector
        supported         (measure,)  any:a    what evidence says was cut in a year, NaN where there is none
        overlap           scalar      any:a    what measures take from each other, NaN where not known
    Returns
        plan                    scalar      any:a   start less all parts with tonnes, NaN where none has any
        adjusted                scalar      any:a   start less what evidence supports, NaN where there is none
        covered                 scalar      any:a   all parts with tonnes added up, less the overlap
        overlap                 scalar      any:a   what is taken off the sum, NaN where it is not known
        supported               scalar      any:a   what evidence supports, added up
        not_covered             scalar      any:a   how far start less covered lies above promised, else zero
        beyond                  scalar      any:a   how far start less covered lies below promised, else zero
        parts_with_tonnes       scalar      1       how many parts have tonnes
        measures_with_evidence  scalar      1       how many measures have evidence
        sector_wedges           (sector,)   any:a   as stated, NaN where not known
        measure_wedges          (measure,)  any:a   as stated, NaN where not known or within a sector
        supported_wedges        (measure,)  any:a   as far as it counts, NaN where there is no evidence
    Raises
        ShapeError  the arrays of measures differ in length, or a sector is not there.
        ValueError  start is not above zero, promised or overlap is negative, or more is taken than there is.
    Source
        Stabilization wedges (Pacala and Socolow, 2004, doi:10.1126/science.1100103), with parts as stated.

    >>> year = plan_year(start=100.0, promised=50.0, sector_cuts=np.array([20.0, np.nan]),
    ...                  measure_cuts=np.array([15.0, 10.0]), measure_sector=np.array([0.0, 1.0]),
    ...                  supported=np.array([np.nan, 4.0]), overlap=np.nan)
    >>> year.plan, year.adjusted, year.not_covered
    (70.0, 96.0, 20.0)
    """
    sectors, measures = _known_or_not("sector_cuts", sector_cuts), _known_or_not("measure_cuts", measure_cuts)
    at = _sectors_of(measure_sector, sectors=len(sectors))
    evidence = _known_or_not("supported", supported)
    same_length("measure_cuts", measures, "measure_sector", at)
    same_length("measure_cuts", measures, "supported", evidence)
    within = np.array([each != NO_SECTOR and not math.isnan(sectors[each]) for each in at], dtype=bool)
    wedges = np.where(within, np.nan, measures)
    # Within a sector with a cut of its own nobody took the measures off, so nothing is counted twice there.
    twice = math.nan if (within & ~np.isnan(measures)).any() else _overlap(overlap)
    covered, counted = _added(sectors, wedges, np.array([-twice])), _counted(evidence, measures=measures)
    standing = _standing(counted, at=at, sectors=sectors)
    if max(covered, standing) > above_zero("start", start) * (1 + 1e-9):
        raise ValueError(f"The parts take {max(covered, standing)} of {start}: look for one counted twice.")
    quantified = float((~np.isnan(sectors)).sum() + (~np.isnan(wedges)).sum())
    with_evidence = float((~np.isnan(counted)).sum())
    short = start - covered - not_negative("promised", promised)
    return PlanYear(
        plan=start - covered if quantified else math.nan,
        adjusted=start - standing if with_evidence else math.nan,
        covered=covered,
        overlap=twice,
        supported=standing,
        not_covered=max(short, 0.0),
        beyond=max(-short, 0.0),
        parts_with_tonnes=quantified,
        measures_with_evidence=with_evidence,
        sector_wedges=sectors,
        measure_wedges=wedges,
        supported_wedges=counted,
    )


def _overlap(overlap: float) -> float:
    """What measures take from each other, not negative; unknown stays unknown."""
    return overlap if math.isnan(overlap) else not_negative("overlap", overlap)


def _counted(evidence: Array, *, measures: Array) -> Array:
    """Evidence of each measure, up to what the plan says of it where it says anything."""
    return np.where(np.isnan(measures), evidence, np.minimum(evidence, np.maximum(measures, 0.0)))


def _standing(counted: Array, *, at: Array, sectors: Array) -> float:
    """Evidence added up, of a sector with a stated cut no more than that."""
    whole = _added(counted[at == NO_SECTOR])
    for sector, cut in enumerate(sectors.tolist()):
        own = _added(counted[at == sector])
        whole += own if math.isnan(cut) else min(own, max(cut, 0.0))
    return whole


def _added(*parts: Array) -> float:
    """Everything known, added up."""
    return math.fsum(value for part in parts for value in part.tolist() if not math.isnan(value))


def _sectors_of(measure_sector: Array, *, sectors: int) -> Array:
    """The sector of each measure as a number of a row, when it is there."""
    rows = np.asarray(measure_sector, dtype=np.float64)
    if rows.ndim != 1 or (rows != np.rint(rows)).any() or (rows < NO_SECTOR).any() or (rows >= sectors).any():
        raise ShapeError(f"measure_sector names one that is not there: give -1, or 0 to {sectors - 1}.")
    return rows.astype(np.intp)


def _known_or_not(name: str, values: Array) -> Array:
    """The array of one dimension, in which NaN says that a value is not known."""
    checked = np.asarray(values, dtype=np.float64)
    if checked.ndim != 1 or not len(checked):
        raise ShapeError(f"{name} is no list of values: give an array with one dimension and at least one.")
    if np.isinf(checked).any():
        raise ValueError(f"{name} holds a value that is infinite: leave it out or find it.")
    return checked
