"""Check engines: each asks one question of published figures and answers with a Verdict.

A check changes nothing and decides nothing: what fails becomes a finding, which a person answers.
"""

from dure.engines.checks.bands import label_against_unit, outlier_among_peers, per_capita_band
from dure.engines.checks.factors import co2_of_carbon, co2_of_fuel, composite_of_gases
from dure.engines.checks.percentages import percent_change, percent_of, share_of_total
from dure.engines.checks.statements import (
    counted_against_list,
    definitions_differ,
    duplicate_rows,
    same_rows,
    slots_filled,
    two_statements,
)
from dure.engines.checks.sums import (
    change_between,
    distinct_counts_summed,
    mean_within_bounds,
    part_within_whole,
    sum_of_other_lines,
    sum_of_parts,
)
from dure.engines.checks.verdict import Repair, Verdict
from dure.engines.checks.years import (
    one_among_years,
    order_of_dates,
    plan_against_actual,
    stale_denominator,
    unit_order,
    year_on_year_jump,
)

__all__ = [
    "Repair",
    "Verdict",
    "change_between",
    "co2_of_carbon",
    "co2_of_fuel",
    "composite_of_gases",
    "counted_against_list",
    "definitions_differ",
    "distinct_counts_summed",
    "duplicate_rows",
    "label_against_unit",
    "mean_within_bounds",
    "one_among_years",
    "order_of_dates",
    "outlier_among_peers",
    "part_within_whole",
    "per_capita_band",
    "percent_change",
    "percent_of",
    "plan_against_actual",
    "same_rows",
    "share_of_total",
    "slots_filled",
    "stale_denominator",
    "sum_of_other_lines",
    "sum_of_parts",
    "two_statements",
    "unit_order",
    "year_on_year_jump",
]
