"""What one unit of a row's quantity emits, by a factor of the packs: named in the row, or found for it."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from dure.engines.inventory.factors import ANY, Asked, Choice, look_up
from dure.grammar.books.activity_headings import Heading
from dure.grammar.books.library import FactorLibrary
from dure.grammar.books.measures import Measure, read_measure, read_quotient
from dure.grammar.books.names import find_fuel, find_user, plain, plain_ref
from dure.grammar.books.shapes import Factor
from dure.grammar.periods import FOREVER, days_of
from dure.grammar.sentences import activity_tables as says
from dure.grammar.words import nearest
from dure.portal.reckoning.bridges import Calorific, Density, Fuel, bridge
from dure.portal.reckoning.cells import Cells
from dure.portal.reckoning.terms import CO2_OF_CARBON, Terms

YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2}(?:-[0-9]{2}){0,2})(?![0-9])")
IS_REF = re.compile(r"\s*(?:gpc|ref\s*$)", re.IGNORECASE)
LIKE_REF = re.compile(r"(?:VI|IV|V|I{1,3})\.[0-9]", re.IGNORECASE)
CUBIC_METRE = Measure("m3", "m3", Fraction(1), "")
KILOGRAM = Measure("kg", "kg", Fraction(1), "")
Days = tuple[date, date]


@dataclass(frozen=True)
class Options:
    """What is asked of all rows: the set for rows that name none, a day of knowledge, a programme."""

    library: FactorLibrary
    gwp_set: str = ""
    known_on: date | None = None
    programme: str = "inventory"
    # The references of the taxonomy; none where they are not to be looked at.
    refs: tuple[str, ...] = ()


def choose(cells: Cells, options: Options) -> Factor | None:
    """The factor a row names, or the one that holds for its fuel, place and days; else refused."""
    days = _days(cells)
    if cells.text("factor"):
        return _named(cells, days, options)
    heading = cells.find("fuel") or _told_by_activity(cells, options)
    if heading is None:
        cells.refuse(says.no_factor(), None)
        return None
    about = find_fuel(cells.at(heading), factors=options.library.factors)
    if about is None:
        known = tuple(dict.fromkeys(factor.technology for factor in options.library.factors))
        near = nearest(plain(cells.at(heading)).replace(" ", "-"), known)
        cells.refuse(says.unknown_fuel(cells.at(heading), near), heading)
        return None
    region = _region(cells, options.library)
    if days is None:
        cells.refuse(says.not_a_period(cells.text("year")), (cells.under("year") or (None,))[0])
    if region is None or days is None:
        return None
    asked = Asked(
        quantity=about[0],
        technology=about[1],
        use=_user(cells),
        programme=cells.text("programme") or options.programme,
        regions=options.library.chain(region),
        first_day=days[0],
        last_day=days[1],
        known_on=options.known_on,
    )
    return _found(cells, asked, options.library)


def hear_identity(cells: Cells, options: Options) -> None:
    """Refuse a reference that is not in the taxonomy, and a year that is none; blanks are fine."""
    for heading in cells.under("ref") if options.refs else ():
        ref = cells.at(heading)
        # Columns of row numbers are read as references too: there only what looks like one is looked at.
        if not (IS_REF.search(heading.written) or LIKE_REF.match(ref)):
            continue
        named = plain_ref(ref)
        if ref and not any(each == named or each.startswith(f"{named}.") for each in options.refs):
            cells.refuse(says.ref_not_in_taxonomy(ref, nearest(named, options.refs)), heading)
    year = cells.find("year")
    if year is not None and cells.at(year).casefold() != "unknown" and _days(cells) is None:
        cells.refuse(says.not_a_period(cells.at(year)), year)


def undated_nearer(cells: Cells, factor: Factor, library: FactorLibrary) -> tuple[str, ...]:
    """Factors of nearer places about the same thing, passed over because their days are not known."""
    chain = library.chain(library.find_place(cells.text("region")) or "")
    if cells.text("factor") or factor.region not in chain:
        return ()
    nearer = chain[: chain.index(factor.region)]
    return tuple(
        each.address
        for each in library.factors
        if each.region in nearer
        and (each.quantity, each.technology) == (factor.quantity, factor.technology)
        and _is_undated(each)
    )


def _is_undated(factor: Factor) -> bool:
    """Whether it is not known for which days a factor holds."""
    return factor.valid_from is None or factor.valid_to is None


def factor_terms(
    cells: Cells, factor: Factor, *, unit: Measure, fuel: Fuel, instead: tuple[str, ...] = ()
) -> Terms | None:
    """The factor, brought to kilograms per unit of the quantity; None where the units do not meet.

    `instead` are factors that the row could name; the refusal says so.
    """
    per = read_measure(factor.per)
    assert per is not None, "a factor's unit is in the table of units"
    step = bridge(unit, into=replace(per, basis=factor.basis), fuel=stated_fuel(factor, fuel))
    if not isinstance(step, Fraction):
        told = says.or_name(step, instead, factor.address) if instead else step
        cells.refuse(told, cells.find("unit") or cells.under("quantity")[0])
        return None
    gas_kg = {gas: Fraction(kg) * step for gas, kg in factor.gases_kg if kg is not None}
    if factor.carbon_kg is not None:
        gas_kg["CO2"] = Fraction(factor.carbon_kg) * CO2_OF_CARBON * _oxidised(cells, factor) * step
    if factor.biogenic and "CO2" in gas_kg:
        gas_kg["CO2 biogenic"] = gas_kg.pop("CO2")
    composite = factor.composite_kgco2e if not factor.is_split else None
    if factor.verify:
        cells.say("계수의 원문 대조가 남아 있습니다.", "The factor has still to be compared with its source.")
    return Terms(
        gas_kg=gas_kg,
        composite_kg=Fraction(composite) * step if composite is not None else None,
        composite_set=factor.composite_set if composite is not None else "",
        untold=tuple(gas for gas, kg in factor.gases_kg if kg is None),
        factor=factor.address,
        edition=_edition(factor),
        source=f"{factor.source}:{factor.locator}",
    )


def _named(cells: Cells, days: Days | None, options: Options) -> Factor | None:
    """The factor of that name, when it may be used for these days and was known on that one."""
    heading = cells.find("factor")
    named = cells.text("factor")
    region = options.library.find_place(cells.text("region")) or ""
    factors = options.library.factors
    # A bare name is looked for in the row's place and those above it, then wherever it stands only once.
    found = [factor for factor in factors if factor.address == named]
    for place in options.library.chain(region) if not found else ():
        found = found or [factor for factor in factors if factor.address == f"{place}/{named}"]
    found = found or [factor for factor in factors if factor.factor == named]
    if len(found) != 1:
        known = tuple(factor.address for factor in factors)
        near = nearest(named, known) or nearest(named, tuple(factor.factor for factor in factors))
        cells.refuse(says.unknown_factor(named, near), heading)
        return None
    factor = found[0]
    if days and not _may_hold(factor, days):
        first, last = factor.valid_from or "?", factor.valid_to or "?"
        cells.refuse(says.outside_validity(factor.address, str(first), str(last)), heading)
        return None
    on = options.known_on
    if on is not None and (factor.published_on is None or factor.published_on > on):
        cells.refuse(says.not_known_then(factor.address, factor.published, str(on)), heading)
        return None
    if days is None or factor.valid_from is None or factor.valid_to is None:
        cells.say("적용 기간을 확인하지 못했습니다.", "Whether the factor holds for these days is not known.")
    return factor


def _may_hold(factor: Factor, days: Days) -> bool:
    """Whether what is known of a factor's validity lets it hold for these days."""
    first, last = factor.valid_from or date.min, factor.valid_to or FOREVER
    return first <= days[0] and days[1] <= last


def _found(cells: Cells, asked: Asked, library: FactorLibrary) -> Factor | None:
    """The factor that the look-up chooses, or its refusal with the nearest ones."""
    answer = look_up(library.factors, asked=asked)
    if not isinstance(answer, Choice):
        near = tuple(f"{factor.address} ({_edition(factor)})" for factor in answer.nearest)
        undated = tuple(each.address for each in answer.nearest if _is_undated(each))
        heading = cells.find("fuel") or cells.find("activity")
        cells.refuse(says.factor_missing(answer.why, near, undated), heading)
        return None
    if answer.region_steps:
        place = answer.factor.region
        cells.say(
            f"가까운 지역에 적용할 계수가 없어 {place}의 계수를 썼습니다.",
            f"No nearer place has a factor for these days; the one of {place} is used.",
        )
    return answer.factor


def _told_by_activity(cells: Cells, options: Options) -> Heading | None:
    """The activity's cell, where it names a fuel and no other column does."""
    heading = cells.find("activity")
    if heading is None or find_fuel(cells.at(heading), factors=options.library.factors) is None:
        return None
    return heading


def _region(cells: Cells, library: FactorLibrary) -> str | None:
    """The place of a row; refused where it is not named or not known."""
    named = cells.text("region")
    found = library.find_place(named)
    if found is None:
        near = nearest(named, tuple(place.id for place in library.places)) if named else ""
        cells.refuse(says.unknown_region(named, near), (cells.under("region") or (None,))[0])
    return found


def _user(cells: Cells) -> str:
    """Who burns it, as far as the row tells."""
    for heading in cells.under("ref"):
        found = find_user(cells.at(heading), sector=cells.text("sector"))
        if found is not None:
            return found
    return find_user("", sector=cells.text("sector")) or find_user("", sector=cells.text("activity")) or ANY


def _days(cells: Cells) -> Days | None:
    """First and last day of a row's year, month or day."""
    found = YEAR.search(cells.text("year"))
    return days_of(found[1]) if found is not None else None


def stated_fuel(factor: Factor, fuel: Fuel) -> Fuel:
    """What row and factor state of the fuel; what the row states of its own fuel comes first."""
    calorific = list(fuel.calorific)
    for value, written, basis in ((factor.ncv, factor.ncv_unit, "NCV"), (factor.gcv, factor.gcv_unit, "GCV")):
        units = read_quotient(written)
        if value and units is not None:
            calorific.append(Calorific(Fraction(value), units[0], units[1], basis))
    density = fuel.density
    if density is None and factor.density_kg_per_m3:
        density = Density(Fraction(factor.density_kg_per_m3), KILOGRAM, CUBIC_METRE)
    return Fuel(density, tuple(calorific), factor.quantity == "fuel")


def _oxidised(cells: Cells, factor: Factor) -> Fraction:
    """The share of carbon that burns: the row's, else the factor's, else all of it, which is said."""
    heading = cells.find("oxidation")
    share: Decimal | None = cells.number(heading, is_share=True) if heading is not None else factor.oxidation
    if share is None:
        cells.say("산화율을 밝히지 않아 1로 계산했습니다.", "No share oxidised is told; all carbon is burnt.")
        return Fraction(1)
    return Fraction(share)


def _edition(factor: Factor) -> str:
    """The days a factor holds for and when it was published, as one reads them."""
    first = str(factor.valid_from) if factor.valid_from else "unknown"
    last = "" if factor.valid_to == FOREVER else str(factor.valid_to) if factor.valid_to else "unknown"
    return f"{first}/{last}, published {factor.published}"
