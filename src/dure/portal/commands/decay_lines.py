"""The years of a landfill as printed: what was made, recovered, oxidised and emitted, and the findings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dure.engines import inventory
from dure.engines.landfill_gas import methane_measured
from dure.grammar.books.deposits import Deposits, Laid
from dure.grammar.sentences import decay as says
from dure.grammar.sentences.says import Sentence
from dure.portal.commands.decay_parameters import Given, filled, of_set

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


def compared(line: YearLine, laid: Sequence[Laid]) -> YearLine:
    """The line with a finding for every printed answer that is not what comes out."""
    found = list(line.findings)
    for each in laid:
        if each.year != line.year:
            continue
        for name, (value, digit) in each.printed.items():
            mine = getattr(line, PRINTED[name])
            # Half the last digit, and what adding floating-point numbers may cost.
            if mine is not None and abs(value - mine) > digit / 2 + 1e-9 * max(1.0, abs(value)):
                found.append(says.printed_differs(name, value, mine))
    return replace(line, findings=tuple(dict.fromkeys(found)))


def emitted(line: YearLine, deposits: Deposits, given: Given) -> YearLine:
    """The line with what of its methane was recovered, oxidised and emitted, as far as it is known."""
    laid = laid_in(line.year, deposits)
    oxidised_share = of_site("oxidised_share", laid, deposits, given)
    recovered = _recovered(line, laid, deposits, given)
    if line.generated is None:
        return replace(line, recovered=recovered)
    generated = line.generated
    greatest = of_set("greatest_recovered_share", given)
    found = list(line.findings)
    if greatest is not None and recovered is not None and recovered > greatest * generated:
        answer = inventory.generated_at_least(
            generated=np.array([generated]), recovered=np.array([recovered]), greatest_share=greatest
        )
        found.append(says.generated_raised(generated, float(answer.ch4[0]), greatest))
        generated = float(answer.ch4[0])
    if recovered is not None and recovered > generated * (1 + 1e-12):
        found.append(says.recovered_above_generated(recovered, generated))
        oxidised_share = None
    line = replace(line, generated=generated, recovered=recovered, findings=tuple(found))
    if recovered is None or oxidised_share is None:
        return line
    air = inventory.methane_emitted(
        generated=np.array([generated]),
        recovered=np.array([recovered]),
        oxidised_share=np.array([oxidised_share]),
    )
    return replace(line, oxidised=float(air.oxidised[0]), emitted=float(air.ch4[0]))


def laid_in(year: int, deposits: Deposits) -> Sequence[Laid]:
    """The deposits of a year; the last ones where nothing was laid down any more."""
    return [each for each in deposits.laid if each.year == year] or deposits.laid[-1:]


def of_site(name: str, laid: Sequence[Laid], deposits: Deposits, given: Given) -> float | None:
    """A parameter of the whole site in one year; None where nobody says it, or rows differ."""
    values = set()
    for each in laid:
        own = [other for other in deposits.laid if other.waste == each.waste]
        values.add(filled(name, each.waste, own, given)[own.index(each)])
    return values.pop() if len(values) == 1 else None


def _recovered(line: YearLine, laid: Sequence[Laid], deposits: Deposits, given: Given) -> float | None:
    """The methane recovered in a year: as weighed, as measured by volume, as a share, or as a flag says."""
    if line.year in deposits.recovered_kt:
        return deposits.recovered_kt[line.year]
    volume = deposits.recovered_m3.get(line.year)
    density = given.flags.get("methane_density_kg_per_m3", {}).get("")
    density = density or of_set("methane_density_kg_per_m3", given)
    if volume is not None and density is not None:
        answer = methane_measured(
            gas_m3=np.array([volume]), methane_share=np.array([1.0]), density_kg_per_m3=density
        )
        return float(answer.ch4_kg[0]) / 1e6
    share = of_site("recovered_share", laid, deposits, given)
    if share is not None and line.generated is not None:
        return share * line.generated
    return given.recovered_kt if line.year not in deposits.recovered_m3 else None
