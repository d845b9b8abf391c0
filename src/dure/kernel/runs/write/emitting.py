"""From one activity row to what it emitted: the factor it names or that holds, its units, and its gases.

Nothing is assumed. What cannot be worked out is told in words, and the row is then unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dure.engines.inventory import factors as choosing
from dure.engines.inventory.methods import YEAR, emitted, find_method
from dure.grammar.books.activity_headings import spelling
from dure.grammar.books.library import FactorLibrary
from dure.grammar.books.shapes import Activity, Factor
from dure.grammar.numbers import UNKNOWN
from dure.grammar.periods import period_days
from dure.grammar.shapes import Text
from dure.grammar.units import convert, converts, find_unit

BY_FACTOR = "activity"
CARBON = Decimal(44) / Decimal(12)
# Among the factors that a row states itself: CO2 equivalent in its own set, and biogenic CO2.
COMPOSITE, MEMO = "CO2e", "CO2 biogenic"


@dataclass(frozen=True)
class Emitted:
    """What a row came to: kilograms by gas, or a composite in its own set, with the factor it took.

    `memo_kg` is biogenic CO2, which is never added. `why` says what is missing; then the row is unknown.
    """

    activity: Activity
    gases_kg: tuple[tuple[str, Decimal], ...] = ()
    memo_kg: Decimal = Decimal(0)
    composite_kg: Decimal | None = None
    composite_set: str = ""
    factor: Factor | None = None
    why: Text | None = None
    # What must be said although the row was worked out: a named factor that holds for other days.
    remark: Text | None = None


@dataclass(frozen=True)
class Line:
    """One source of a statement: grams of each gas and of CO2 equivalent, or a key, or what is missing."""

    ref: str
    grams: Mapping[str, int]
    memo_grams: int
    co2e_grams: int | None
    key: str
    note: Text
    rows: tuple[Emitted, ...]


def emit(activity: Activity, *, library: FactorLibrary, known_on: date | None = None) -> Emitted:
    """What one row emitted, by the method it names."""
    if activity.quantity is None:
        return Emitted(activity, why=Text("활동량을 모릅니다", "the activity is unknown"))
    if activity.own_kg:
        return _by_own(activity, activity.quantity)
    if activity.method != BY_FACTOR:
        return _by_method(activity, activity.quantity, library)
    factor = _factor(activity, library, known_on)
    if isinstance(factor, Text):
        return Emitted(activity, why=factor)
    amount = _in_unit(activity.quantity, activity.unit, factor)
    if amount is None:
        return Emitted(activity, factor=factor, why=_no_way(activity, factor))
    return replace(_of_factor(activity, amount, factor), remark=_other_days(activity, factor))


def _by_own(activity: Activity, quantity: Decimal) -> Emitted:
    """By the factors that stand in the row itself, per unit of its quantity."""
    own = dict(activity.own_kg)
    composite, memo = own.pop(COMPOSITE, None), own.pop(MEMO, Decimal(0))
    return Emitted(
        activity,
        gases_kg=tuple((gas, kg * quantity) for gas, kg in own.items()),
        memo_kg=memo * quantity,
        composite_kg=None if composite is None else composite * quantity,
        composite_set="" if composite is None else activity.gwp_set or UNKNOWN,
    )


def _by_method(activity: Activity, quantity: Decimal, library: FactorLibrary) -> Emitted:
    """By a method of the guidelines, from the row's own arguments."""
    method = find_method(activity.method)
    if method is None:
        return Emitted(
            activity, why=Text(f"모르는 방법 {activity.method}", f"unknown method {activity.method}")
        )
    if not converts(activity.unit, method.unit):
        return Emitted(
            activity,
            why=Text(
                f"{activity.method}의 단위는 {method.unit}인데 {activity.unit}로 적었습니다",
                f"{activity.method} takes {method.unit}, not {activity.unit}",
            ),
        )
    amount = convert(quantity, unit=activity.unit, into=method.unit)
    given = {name: float(value) for name, value in activity.arguments} | {YEAR: float(activity.period[:4])}
    try:
        found = emitted(method=activity.method, quantity=float(amount), given=given)
    except ValueError as error:
        said = str(error).removeprefix("row 1: ")
        return Emitted(activity, why=Text(f"{activity.method} 방법으로 계산할 수 없습니다: {said}", said))
    if found.missing:
        names = ", ".join(found.missing)
        return Emitted(activity, why=Text(f"빠진 인수: {names}", f"missing: {names}"))
    gases = dict(found.gases_kg)
    memo = Decimal(repr(gases.pop(MEMO, 0.0)))
    named = library.gas_names
    told = tuple((named.get(spelling(gas), gas), Decimal(repr(kg))) for gas, kg in gases.items())
    return Emitted(activity, gases_kg=told, memo_kg=memo)


def _factor(activity: Activity, library: FactorLibrary, known_on: date | None) -> Factor | Text:
    """The factor a row names, or the one that holds for it."""
    if activity.factor:
        region, _, name = activity.factor.partition("/")
        named = [f for f in library.factors if (f.region, f.factor) == (region, name)]
        if not named:
            return Text(f"모르는 배출계수 {activity.factor}", f"unknown factor {activity.factor}")
        then = [f for f in named if known_on is None or (f.published_on and f.published_on <= known_on)]
        return then[-1] if then else _not_published(activity.factor, known_on)
    days = period_days(activity.period)
    assert days is not None
    found = choosing.look_up(
        library.factors,
        asked=choosing.Asked(
            quantity=activity.carrier,
            technology=activity.technology,
            use=activity.use,
            programme="inventory",
            regions=library.chain(activity.place),
            first_day=days[0],
            last_day=days[1],
            known_on=known_on,
        ),
    )
    if isinstance(found, choosing.Choice):
        return found.factor
    near = ", ".join(f"{row.region}/{row.factor}" for row in found.nearest) or "—"
    return Text(
        f"맞는 배출계수가 없습니다({found.why}). 가까운 것: {near}",
        f"no factor holds ({found.why}); nearest: {near}",
    )


def _not_published(factor: str, known_on: date | None) -> Text:
    return Text(
        f"배출계수 {factor}: {known_on}까지 공표되지 않았거나 공표일을 모릅니다",
        f"the factor {factor} had not been published by {known_on}, or its day of publication is not known",
    )


def _in_unit(quantity: Decimal, unit: str, factor: Factor) -> Decimal | None:
    """The quantity in the unit that the factor is per; through the calorific value where it is per energy."""
    if converts(unit, factor.per):
        return convert(quantity, unit=unit, into=factor.per)
    value, per = (factor.gcv, factor.gcv_unit) if factor.basis == "GCV" else (factor.ncv, factor.ncv_unit)
    energy, _, amount = per.partition("/")
    through = find_unit(factor.per)
    if value is None or through is None or through.dimension != "energy" or not converts(unit, amount):
        return None
    return convert(convert(quantity, unit=unit, into=amount) * value, unit=energy, into=factor.per)


def _other_days(activity: Activity, factor: Factor) -> Text | None:
    """That a named factor holds for other days than the activity; nothing where it holds or is silent."""
    days = period_days(activity.period)
    if not activity.factor or days is None or factor.valid_from is None or factor.valid_to is None:
        return None
    if factor.valid_from <= days[0] and days[1] <= factor.valid_to:
        return None
    name, year = f"{factor.region}/{factor.factor}", activity.period[:4]
    return Text(
        f"배출계수 {name}({factor.valid_from:%Y-%m-%d}~{factor.valid_to:%Y-%m-%d})를 {year}년에 썼습니다. "
        f"{year}년의 계수는 확보하지 못했습니다.",
        f"The factor {name} ({factor.valid_from:%Y-%m-%d} to {factor.valid_to:%Y-%m-%d}) was taken for "
        f"{year}: none of {year} is at hand.",
    )


def _no_way(activity: Activity, factor: Factor) -> Text:
    return Text(
        f"{activity.unit}에서 배출계수의 단위 {factor.per}로 갈 발열량이나 밀도가 없습니다",
        f"no calorific value or density brings {activity.unit} to {factor.per}, which the factor is per",
    )


def _of_factor(activity: Activity, amount: Decimal, factor: Factor) -> Emitted:
    """Gas by gas; a composite only where the document splits none."""
    gases = [(gas, kg) for gas, kg in factor.gases_kg if kg is not None]
    oxidised = factor.oxidation if factor.oxidation is not None else Decimal(1)
    if factor.carbon_kg is not None:
        gases.insert(0, ("CO2", factor.carbon_kg * CARBON * oxidised))
    if gases:
        emitted_kg = [(gas, kg * amount) for gas, kg in gases]
        memo = sum((kg for gas, kg in emitted_kg if gas == "CO2" and factor.biogenic), Decimal(0))
        counted = tuple((gas, kg) for gas, kg in emitted_kg if not (gas == "CO2" and factor.biogenic))
        untold = ", ".join(gas for gas, kg in factor.gases_kg if kg is None and not factor.biogenic)
        why = (
            Text(f"배출계수가 {untold} 값을 밝히지 않습니다", f"the factor does not tell {untold}")
            if untold
            else None
        )
        return Emitted(activity, gases_kg=counted, memo_kg=memo, factor=factor, why=why)
    if factor.composite_kgco2e is None:
        return Emitted(
            activity, factor=factor, why=Text("배출계수의 값을 모릅니다", "the factor's value is unknown")
        )
    return Emitted(
        activity,
        composite_kg=factor.composite_kgco2e * amount,
        composite_set=factor.composite_set,
        factor=factor,
    )
