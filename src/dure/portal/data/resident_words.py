"""What residents' engines are called on pages: a title and a sentence."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RESIDENT_WORDS: dict[str, tuple[Promise, Promise]] = {
    "residents.car_baseline": (
        _("Usual distance of a car"),
        _("A car's mean distance a day over its whole life, times the days of the period."),
    ),
    "residents.car_payment": (
        _("Reward for driving less"),
        _("The better of two tiers, by percent and by kilometres driven less."),
    ),
    "residents.counted_by_evidence": (
        _("What counts by its evidence"),
        _("How much of a stated amount counts for its kind of evidence, up to a cap."),
    ),
    "residents.energy_baseline": (
        _("Usual use of a household"),
        _("The mean of the same months of the one or two years before, by those who live there."),
    ),
    "residents.energy_points": (
        _("Points for energy saved"),
        _("Points for a cut that reaches a step, or for keeping an earlier cut."),
    ),
    "residents.footprint_in_sum": (
        _("Footprint of an article"),
        _("The sum of the parts that are stated for it; none where a part is missing."),
    ),
    "residents.less_waste": (
        _("Less waste than last year"),
        _("A month's waste against the same month of last year, person by person and day by day."),
    ),
    "residents.mass_balance": (
        _("Where things passed on are missing"),
        _("What a count at each station should have found, and what is missing where."),
    ),
    "residents.price_jump": (
        _("Jump of a price"),
        _("Whether a new price is so far from the one before that somebody should confirm it."),
    ),
    "residents.raked": (
        _("Weights of a survey"),
        _("Weights that make the answers match what is known of all people, trait after trait."),
    ),
    "residents.refund_due": (
        _("What comes back by a rule"),
        _("A percentage of what was paid, in whole won."),
    ),
    "residents.refund_shares": (
        _("Refund to the sources"),
        _("A refund to points and won in the shares in which they paid, by largest remainder."),
    ),
    "residents.shared_out": (
        _("Shares that make the whole"),
        _("A whole sum in whole parts by weight, by largest remainder."),
    ),
    "residents.split_price": (
        _("Price paid by points and won"),
        _("What points pay of a price, and what is left to pay in won."),
    ),
    "residents.stacked_points": (
        _("Points by more than one rule"),
        _("What is paid where a household has earned by more than one rule."),
    ),
    "residents.standard_points": (
        _("Points for using little"),
        _("Points of a household that uses little beside the other participants."),
    ),
    "residents.truck_comes": (
        _("When the collection truck comes"),
        _("From when to when a truck may come, from the positions that it reported."),
    ),
    "residents.weighed_share": (
        _("Share of a weighed survey"),
        _("The share of the people who would say yes, with its range by chance."),
    ),
    "residents.won_for_points": (
        _("Won for points"),
        _("What points are worth in won, up to the most of a year."),
    ),
}
