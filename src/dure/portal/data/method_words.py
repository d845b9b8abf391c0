"""What every engine is called on pages, and one sentence of what it does. The whole text is its docstring."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dure.portal.data.inventory_words import INVENTORY_WORDS
from dure.portal.data.resident_words import RESIDENT_WORDS


@dataclass(frozen=True)
class MethodWords:
    """A method's name and what it does, in the reader's language."""

    title: Promise
    says: Promise


METHODS = {
    "checks.co2_of_carbon": MethodWords(
        title=_("Printed against reckoned CO2 of carbon"),
        says=_("Whether printed CO2 is the carbon of a fuel times 44/12."),
    ),
    "checks.co2_of_fuel": MethodWords(
        title=_("Printed against reckoned CO2 of fuel"),
        says=_("Whether printed CO2 is a fuel times its calorific value times its factor."),
    ),
    "checks.composite_of_gases": MethodWords(
        title=_("Composite against its gases"),
        says=_("Whether a printed composite is its gases weighed under one set of warming potentials."),
    ),
    "budget.ceiling_gap": MethodWords(
        title=_("Gap to the year's ceiling"),
        says=_("How far a year's expected emissions lie above the ceiling adopted with the budget."),
    ),
    "budget.crosstab": MethodWords(
        title=_("Won by department and class"),
        says=_("Lines and won of each group in each class, every line counted once."),
    ),
    "budget.moved": MethodWords(
        title=_("What moved between two stages"),
        says=_("Won that came in, went, rose and fell between two stages of a budget, by class."),
    ),
    "budget.offset_of_harm": MethodWords(
        title=_("Harm and what offsets it"),
        says=_("What harmful spending adds beside what the budget cuts, and the difference as a range."),
    ),
    "budget.quantify": MethodWords(
        title=_("Tonnes of a budget line"),
        says=_(
            "A quantity times a unit factor times a lifetime, as a range; undetermined lines are counted."
        ),
    ),
    "budget.reconcile": MethodWords(
        title=_("Parts and total to the won"),
        says=_("Whether the lines of a budget make their printed total, to the won."),
    ),
    "budget.retag": MethodWords(
        title=_("Class in another scheme"),
        says=_("The class of every budget line in a scheme, from its one neutral tag."),
    ),
    "budget.settlement": MethodWords(
        title=_("Budget, execution, settlement"),
        says=_("What was left of each budget line, and what the settlement changed."),
    ),
    "budget.won_per_tonne": MethodWords(
        title=_("Won per tonne"),
        says=_("What a tonne costs as a range, over the lines whose tonnes are known."),
    ),
    "checks.change_between": MethodWords(
        title=_("Printed against reckoned difference"),
        says=_("Whether a printed change is the difference of the two values beside it."),
    ),
    "allowances.borrowing_limit": MethodWords(
        title=_("Limit of borrowing"),
        says=_("How many allowances may be borrowed from the next year, and what that leaves for it."),
    ),
    "allowances.carry_over_limit": MethodWords(
        title=_("Limit of carry-over"),
        says=_("How many allowances may be carried over, as a multiple of the year's net sales."),
    ),
    "allowances.first_in_first_out": MethodWords(
        title=_("First in, first out"),
        says=_("What is taken of each lot when the oldest is used up first."),
    ),
    "allowances.sale_of_lots": MethodWords(
        title=_("Sale by lots"),
        says=_("What a sale of lots brought, and the gain on those whose cost is known."),
    ),
    "allowances.serial_ranges": MethodWords(
        title=_("Serial numbers"),
        says=_("The serial numbers of amounts that are taken one after another."),
    ),
    "allowances.year_balance": MethodWords(
        title=_("Holding against emissions"),
        says=_("What is left of a holding after the verified emissions, or what is missing."),
    ),
    "allowances.year_closes": MethodWords(
        title=_("A year closes"),
        says=_("Whether all that came in, less all that went out, is what is left."),
    ),
    "checks.counted_against_list": MethodWords(
        title=_("Counted against listed"),
        says=_("Whether a printed count is the number of different things the document lists."),
    ),
    "checks.definitions_differ": MethodWords(
        title=_("Several definitions"),
        says=_("Whether an indicator comes out the same under each definition its words allow."),
    ),
    "checks.distinct_counts_summed": MethodWords(
        title=_("Counted twice"),
        says=_("Whether a total of distinct things is less than the plain sum of its parts."),
    ),
    "checks.duplicate_rows": MethodWords(
        title=_("Same row twice"),
        says=_("Whether no row of a table is the same as an earlier one."),
    ),
    "checks.label_against_unit": MethodWords(
        title=_("Label against unit"),
        says=_("Whether a number can be what its label says, judged by its ratio to what it belongs to."),
    ),
    "checks.mean_within_bounds": MethodWords(
        title=_("Mean against its parts"),
        says=_("Whether a printed mean is at least what its known parts allow."),
    ),
    "checks.one_among_years": MethodWords(
        title=_("Unlike its other years"),
        says=_("Whether one value of a series agrees with most other years, up to a limit a year."),
    ),
    "checks.order_of_dates": MethodWords(
        title=_("Order of dates"),
        says=_("Whether what must come first is not later than what must follow."),
    ),
    "checks.outlier_among_peers": MethodWords(
        title=_("Unlike its peers"),
        says=_("Whether a value lies among its peers."),
    ),
    "checks.part_within_whole": MethodWords(
        title=_("Part against whole"),
        says=_("Whether a part stays within its whole."),
    ),
    "checks.per_capita_band": MethodWords(
        title=_("Per head"),
        says=_("Whether a total divided by the people it stands for lies within the usual band."),
    ),
    "checks.percent_change": MethodWords(
        title=_("Printed against reckoned change"),
        says=_("Whether a printed change in percent is the change between two printed values."),
    ),
    "checks.percent_of": MethodWords(
        title=_("Printed against reckoned percentage"),
        says=_("Whether a printed percentage is the part in a hundred of the whole."),
    ),
    "checks.plan_against_actual": MethodWords(
        title=_("Plan against actual"),
        says=_("Whether what was done reaches what was planned for that time."),
    ),
    "checks.share_of_total": MethodWords(
        title=_("Share of a total"),
        says=_("Whether a part is the printed share of its total."),
    ),
    "checks.slots_filled": MethodWords(
        title=_("Something is not stated"),
        says=_("Whether every piece a figure needs to be used (date, method, scope) is known."),
    ),
    "checks.stale_denominator": MethodWords(
        title=_("Denominator not renewed"),
        says=_("Whether a denominator, such as a population, was counted anew for each year."),
    ),
    "checks.sum_of_other_lines": MethodWords(
        title=_("A line under a wrong name"),
        says=_("Whether a line is another thing than the sum of other lines beside it."),
    ),
    "checks.sum_of_parts": MethodWords(
        title=_("Sum of parts"),
        says=_("Whether a printed total is the sum of its printed parts."),
    ),
    "checks.two_statements": MethodWords(
        title=_("Stated twice"),
        says=_("Whether two statements of one fact agree within their rounding."),
    ),
    "checks.unit_order": MethodWords(
        title=_("Decimal point"),
        says=_("Whether one value of a series is not a power of ten off its neighbours in time."),
    ),
    "checks.year_on_year_jump": MethodWords(
        title=_("Jump from year to year"),
        says=_("Whether no value changes from the one before by more than a limit a year."),
    ),
    "hydrogen.hydrogen_needed": MethodWords(
        title=_("Hydrogen balance"),
        says=_("The hydrogen that fuel cells burn for a year's electricity, against a year's production."),
    ),
    "inventory.emitted": MethodWords(
        title=_("Inventory from activities"),
        says=_("Works out each gas of every activity row, and adds them up by source."),
    ),
    "pathways.abatement_curve": MethodWords(
        title=_("Cost of measures"),
        says=_("Measures from the cheapest, each counted for what those before it have left."),
    ),
    "pathways.absolute_target": MethodWords(
        title=_("Test of an absolute target"),
        says=_("Whether an amount is so many percent below the base year."),
    ),
    "pathways.area_under": MethodWords(
        title=_("Area under a path"),
        says=_("Everything emitted between two years if each year emits what the path says."),
    ),
    "pathways.attributed_change": MethodWords(
        title=_("What a change is made of"),
        says=_("A measured change as activity, factor, boundary, credited projects and what is unexplained."),
    ),
    "pathways.bau_target": MethodWords(
        title=_("Test against a forecast"),
        says=_("Whether an amount is so many percent below what was forecast without measures."),
    ),
    "pathways.budget_used": MethodWords(
        title=_("Budget used up"),
        says=_("What yearly amounts add up to, against a budget of emissions, and when it runs out."),
    ),
    "pathways.cuts_of_sectors": MethodWords(
        title=_("Cuts of sectors"),
        says=_("What a printed level and the printed percentage below the base year say of the cut."),
    ),
    "pathways.effects_of_lines": MethodWords(
        title=_("Effects of factor and activity"),
        says=_("What changed factors and what changed activities did to each line."),
    ),
    "pathways.intensity_target": MethodWords(
        title=_("Test of an intensity target"),
        says=_("Whether an amount for each unit of activity is so many percent below the base year."),
    ),
    "pathways.plan_year": MethodWords(
        title=_("A year of a plan"),
        says=_("What a plan’s parts take away, what of it evidence supports, and what no part covers."),
    ),
    "pathways.stacked_wedges": MethodWords(
        title=_("Scenarios and wedges"),
        says=_(
            "Baseline, plan and what was delivered of it; each measure a wedge that no other takes again."
        ),
    ),
    "pathways.start_of_cuts": MethodWords(
        title=_("Where cuts begin"),
        says=_("At the forecast if a plan counts its cuts from it, else at the base year."),
    ),
    "pathways.stated_curve": MethodWords(
        title=_("Cost curve of stated measures"),
        says=_("Measures with tonnes and costs from the cheapest on; what lacks one of them stands apart."),
    ),
    "pathways.yearly_ceiling": MethodWords(
        title=_("Yearly ceiling"),
        says=_("The ceiling of a year against what the adopted measures leave, and the gap."),
    ),
    **{name: MethodWords(title=title, says=says) for name, (title, says) in INVENTORY_WORDS.items()},
    **{name: MethodWords(title=title, says=says) for name, (title, says) in RESIDENT_WORDS.items()},
    "phrases.of_a_rise": MethodWords(
        title=_("Readings of “n-fold”"),
        says=_("What “an n-fold increase” may mean: n times as much, or n times more."),
    ),
    "phrases.of_time_saved": MethodWords(
        title=_("Readings of “time cut”"),
        says=_("What “time cut by so many percent” over several tasks may mean."),
    ),
    "plan.gap_to_path": MethodWords(
        title=_("Gap to the path"),
        says=_("How far the actual amount of a year lies above the path."),
    ),
    "plan.path_of_promises": MethodWords(
        title=_("Path over every promise"),
        says=_("Straight lines from the base year over the target and every later promise to zero."),
    ),
    "plan.path_to_target": MethodWords(
        title=_("Path to the target"),
        says=_("The straight path from the base year over the target to zero, and the emissions it permits."),
    ),
    "plan.target_level": MethodWords(
        title=_("Level after a cut"),
        says=_("What a promised percentage off the base leaves, and what it takes away."),
    ),
    "readings.at_price": MethodWords(
        title=_("Worth at a price"),
        says=_("What an amount is worth at a price."),
    ),
    "plan.years_between": MethodWords(
        title=_("Years between"),
        says=_("Every year from the first to the last, both included."),
    ),
    "readings.roll_up": MethodWords(
        title=_("Roll-up of parts"),
        says=_("What the parts of a place come to together, each counted once."),
    ),
    "readings.sum_along_line": MethodWords(
        title=_("Sum along a line"),
        says=_("The values of every year from the first to the last on a straight line, added up."),
    ),
    "readings.total_of": MethodWords(
        title=_("Total"),
        says=_("What several amounts come to; sinks are taken off."),
    ),
    "roads.covered_share": MethodWords(
        title=_("Share reached within a limit"),
        says=_("How much of what lies along the streets is reached in time, hour by hour."),
    ),
    "roads.hourly_link_times": MethodWords(
        title=_("Time along every street"),
        says=_("Length over speed, with the share of that speed that an hour leaves."),
    ),
    "roads.nearest_links": MethodWords(
        title=_("Nearest street"),
        says=_("The street nearest to a point, how far along it, and how far away."),
    ),
    "roads.own_reach": MethodWords(
        title=_("What each station reaches by itself"),
        says=_("The streets that one station’s vehicles reach in time, without the others."),
    ),
    "roads.quickest_times": MethodWords(
        title=_("Quickest times over a network"),
        says=_("The quickest time from the nearest of several beginnings to everywhere, exactly."),
    ),
    "roads.reach_by_hour": MethodWords(
        title=_("When every street is reached"),
        says=_("The quickest time from the nearest station to every street, with turns, in each hour."),
    ),
    "roads.share_of_areas": MethodWords(
        title=_("Share reached of each area"),
        says=_("How much of each area’s streets is reached in time, hour by hour."),
    ),
    "roads.turn_table": MethodWords(
        title=_("Turns of a road network"),
        says=_("Which street may follow which, and whether that is straight on, right, left or back."),
    ),
    "readings.whole_of_share": MethodWords(
        title=_("Whole from a share"),
        says=_("The whole of which a part is the stated share."),
    ),
}


def method_title(engine: str) -> str:
    """What an engine is called; its name where it has no words."""
    return str(METHODS[engine].title) if engine in METHODS else engine
