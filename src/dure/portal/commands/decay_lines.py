"""The years of a landfill as printed: what was made, recovered, oxidised and emitted, and the findings."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dure.engines import inventory
from dure.engines.landfill_gas import methane_measured
from dure.grammar.books.deposits import Deposits, Laid
from dure.grammar.sentences import decay as says
from dure.grammar.sentences.says import Sentence
from dure.portal.commands.decay_parameters import Given, filled, of_set

METHANE_PER_CARBON = 16 / 12
# The answers that a file may already hold, by the name they have here.
PRINTED = {
    "ddocm_deposited": "ddocm_deposited",
    "ddocm_accumulated": "ddocm_accumulated",
    "ddocm_decomposed": "ddocm_decomposed",
    "ch4_generated": "generated",
    "ch4_oxidised": "oxidised",
    "ch4_emitted": "emitted",
}


@dataclass(frozen=True)
class YearLine:
    """One year of one waste, or of all: masses in Gg, None where unknown, and what was found."""

    year: int
    waste: str
    deposited: float | None
    ddocm_deposited: float | None
    ddocm_accumulated: float | None
    ddocm_decomposed: float | None
    generated: float | None
    recovered: float | None = None
    oxidised: float | None = None
    emitted: float | None = None
    findings: tuple[Sentence, ...] = ()
    is_impossible: bool = False


@dataclass(frozen=True)
class Site:
    """What is said of a whole site: shares by year, the density of methane, the rule of recovery."""

    oxidised_share: dict[int, float | None]
    recovered_share: dict[int, float | None]
    last_year: int
    density: float | None
    greatest_share: float | None

    def at(self, name: str, year: int) -> float | None:
        """A share in a year; None where nobody says it, or wastes differ."""
        shares: dict[int, float | None] = getattr(self, name)
        return shares.get(min(year, self.last_year))


def compared(line: YearLine, laid: Sequence[Laid]) -> YearLine:
    """The line with a finding for every printed answer that is not what comes out."""
    found = list(line.findings)
    for each in laid:
        for name, (value, digit) in each.printed.items():
            mine = getattr(line, PRINTED[name])
            # Half the last digit, and what adding floating-point numbers may cost.
            if mine is not None and abs(value - mine) > digit / 2 + 1e-9 * max(1.0, abs(value)):
                found.append(says.printed_differs(name, value, mine))
    return replace(line, findings=tuple(dict.fromkeys(found)))


def laid_in(year: int, laid: Sequence[Laid]) -> Sequence[Laid]:
    """The deposits of a year among those of one waste, or of several, in the order of years."""
    start = bisect_left(laid, year, key=lambda each: each.year)
    end = bisect_right(laid, year, key=lambda each: each.year)
    return laid[start:end]


def site_of(deposits: Deposits, given: Given) -> Site:
    """What is said of the whole site, year by year; the last year's words hold after it."""
    shares: dict[str, dict[int, set[float | None]]] = {"oxidised_share": {}, "recovered_share": {}}
    for name, by_year in shares.items():
        for waste, laid in deposits.by_waste.items():
            for each, value in zip(laid, filled(name, waste, laid, given), strict=True):
                by_year.setdefault(each.year, set()).add(value)
    agreed = {
        name: {year: next(iter(values)) if len(values) == 1 else None for year, values in by_year.items()}
        for name, by_year in shares.items()
    }
    return Site(
        oxidised_share=agreed["oxidised_share"],
        recovered_share=agreed["recovered_share"],
        last_year=max((each.year for each in deposits.laid), default=0),
        density=given.flags.get("methane_density_kg_per_m3", {}).get("")
        or of_set("methane_density_kg_per_m3", given),
        greatest_share=of_set("greatest_recovered_share", given),
    )


def most_methane(lines: Sequence[YearLine], *, deposits: Deposits, given: Given) -> list[float | None]:
    """By year, the methane of all carbon deposited by then; None where not all of it is known."""
    laid_of = deposits.by_waste.items()
    said = [share for waste, laid in laid_of for share in filled("methane_share", waste, laid, given)]
    share = max((each for each in said if each is not None), default=1.0)
    per_carbon = share * (of_set("methane_per_carbon", given) or METHANE_PER_CARBON)
    carbon: float | None = 0.0
    most = []
    for line in lines:
        own = line.ddocm_deposited
        carbon = None if carbon is None or own is None else carbon + own
        most.append(None if carbon is None else carbon * per_carbon)
    return most


def emitted(
    line: YearLine, site: Site, *, deposits: Deposits, given: Given, most: float | None = None
) -> YearLine:
    """The line with what of its methane was recovered, oxidised and emitted, as far as it is known.

    `most` is what all the carbon can make: a recovery that asks for more raises nothing, and is impossible.
    """
    recovered = _recovered(line, site, deposits, given)
    if line.generated is None:
        return replace(line, recovered=recovered)
    generated, found = line.generated, list(line.findings)
    greatest = site.greatest_share
    asked = (recovered or 0.0) / (greatest or 1.0)
    if recovered is not None and most is not None and asked > most * (1 + 1e-9) and recovered > generated:
        found.append(says.more_than_the_carbon(recovered, most))
        line, greatest = replace(line, is_impossible=True), None
    if greatest is not None and recovered is not None and recovered > greatest * generated:
        answer = inventory.generated_at_least(
            generated=np.array([generated]), recovered=np.array([recovered]), greatest_share=greatest
        )
        found.append(says.generated_raised(generated, float(answer.ch4[0]), greatest))
        generated = float(answer.ch4[0])
    too_much = recovered is not None and recovered > generated * (1 + 1e-12)
    if recovered is not None and too_much:
        found.append(says.recovered_above_generated(recovered, generated))
    line = replace(line, generated=generated, recovered=recovered, findings=tuple(found))
    oxidised_share = site.at("oxidised_share", line.year)
    if recovered is None or oxidised_share is None or too_much:
        return line
    air = inventory.methane_emitted(
        generated=np.array([generated]),
        recovered=np.array([recovered]),
        oxidised_share=np.array([oxidised_share]),
    )
    return replace(line, oxidised=float(air.oxidised[0]), emitted=float(air.ch4[0]))


def _recovered(line: YearLine, site: Site, deposits: Deposits, given: Given) -> float | None:
    """The methane recovered in a year: as weighed, as measured by volume, as a share, or as a flag says."""
    if line.year in deposits.recovered_kt:
        return deposits.recovered_kt[line.year]
    volume = deposits.recovered_m3.get(line.year)
    if volume is not None and site.density is not None:
        answer = methane_measured(
            gas_m3=np.array([volume]), methane_share=np.array([1.0]), density_kg_per_m3=site.density
        )
        return float(answer.ch4_kg[0]) / 1e6
    share = site.at("recovered_share", line.year)
    if share is not None and line.generated is not None:
        return share * line.generated
    return given.recovered_kt if line.year not in deposits.recovered_m3 else None
