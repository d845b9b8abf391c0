"""Every engine by the name that packs call it: the topic, a point, the function."""

from collections.abc import Callable

from dure.engines import checks, hydrogen, phrases, plan, readings

CHECKS: dict[str, Callable[..., checks.Verdict]] = {
    "checks.counted_against_list": checks.counted_against_list,
    "checks.definitions_differ": checks.definitions_differ,
    "checks.distinct_counts_summed": checks.distinct_counts_summed,
    "checks.duplicate_rows": checks.duplicate_rows,
    "checks.label_against_unit": checks.label_against_unit,
    "checks.mean_within_bounds": checks.mean_within_bounds,
    "checks.order_of_dates": checks.order_of_dates,
    "checks.outlier_among_peers": checks.outlier_among_peers,
    "checks.part_within_whole": checks.part_within_whole,
    "checks.per_capita_band": checks.per_capita_band,
    "checks.percent_change": checks.percent_change,
    "checks.percent_of": checks.percent_of,
    "checks.plan_against_actual": checks.plan_against_actual,
    "checks.share_of_total": checks.share_of_total,
    "checks.slots_filled": checks.slots_filled,
    "checks.stale_denominator": checks.stale_denominator,
    "checks.sum_of_parts": checks.sum_of_parts,
    "checks.two_statements": checks.two_statements,
    "checks.unit_order": checks.unit_order,
    "checks.year_on_year_jump": checks.year_on_year_jump,
}

ENGINES: dict[str, Callable[..., object]] = {
    **CHECKS,
    "hydrogen.hydrogen_needed": hydrogen.hydrogen_needed,
    "phrases.of_a_rise": phrases.of_a_rise,
    "phrases.of_time_saved": phrases.of_time_saved,
    "plan.gap_to_path": plan.gap_to_path,
    "plan.path_to_target": plan.path_to_target,
    "plan.target_level": plan.target_level,
    "plan.years_between": plan.years_between,
    "readings.at_price": readings.at_price,
    "readings.roll_up": readings.roll_up,
    "readings.sum_along_line": readings.sum_along_line,
    "readings.total_of": readings.total_of,
    "readings.whole_of_share": readings.whole_of_share,
}
