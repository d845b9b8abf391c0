"""Residents' engines: what an act is worth, what it counts, what is odd about it, and who won.

They know nothing of accounts or tables. Tariffs, caps and rates are arguments: a place states them.
"""

from dure.engines.residents.anomalies import (
    Act,
    Photo,
    Suspicion,
    Where,
    alike_photos,
    outside_fence,
    shared_device,
    shop_and_person,
    too_fast,
)
from dure.engines.residents.car import CarBaseline, CarPayment, car_baseline, car_payment
from dure.engines.residents.draws import (
    Announced,
    Drawn,
    commitment_to,
    drawn,
    entries_digest,
    faults_of_draw,
)
from dure.engines.residents.energy import (
    EnergyBaseline,
    EnergyPoints,
    StackedPoints,
    StandardPoints,
    energy_baseline,
    energy_points,
    stacked_points,
    standard_points,
)
from dure.engines.residents.evidence import Counted, counted_by_evidence, is_sampled, key_commitment
from dure.engines.residents.exchange import Shares, WonForPoints, shared_out, won_for_points
from dure.engines.residents.ice_packs import MassBalance, mass_balance
from dure.engines.residents.judging import Judged, PrizesByRank, judged, prizes_by_rank
from dure.engines.residents.lots import Lot, Notice, Spent, expired, notices, spend
from dure.engines.residents.market import (
    SplitPrice,
    footprint_in_sum,
    refund_due,
    refund_shares,
    split_price,
)
from dure.engines.residents.missions import MissionProgress, mission_progress
from dure.engines.residents.outstanding import Outstanding, outstanding
from dure.engines.residents.pictures import picture_hash
from dure.engines.residents.prices import PriceJump, price_jump
from dure.engines.residents.run_out import RunOut, runs_out
from dure.engines.residents.small_cells import ShownCounts, shown_counts
from dure.engines.residents.survey import Raked, WeighedShare, raked, weighed_share
from dure.engines.residents.trial import PastAct, PastActs, Trial, past_acts, trial
from dure.engines.residents.trucks import TruckComes, truck_comes
from dure.engines.residents.waste import LessWaste, less_waste

__all__ = [
    "Act",
    "Announced",
    "CarBaseline",
    "CarPayment",
    "Counted",
    "Drawn",
    "EnergyBaseline",
    "EnergyPoints",
    "Judged",
    "LessWaste",
    "Lot",
    "MassBalance",
    "MissionProgress",
    "Notice",
    "Outstanding",
    "PastAct",
    "PastActs",
    "Photo",
    "PriceJump",
    "PrizesByRank",
    "Raked",
    "RunOut",
    "Shares",
    "ShownCounts",
    "Spent",
    "SplitPrice",
    "StackedPoints",
    "StandardPoints",
    "Suspicion",
    "Trial",
    "TruckComes",
    "WeighedShare",
    "Where",
    "WonForPoints",
    "alike_photos",
    "car_baseline",
    "car_payment",
    "commitment_to",
    "counted_by_evidence",
    "drawn",
    "energy_baseline",
    "energy_points",
    "entries_digest",
    "expired",
    "faults_of_draw",
    "footprint_in_sum",
    "is_sampled",
    "judged",
    "key_commitment",
    "less_waste",
    "mass_balance",
    "mission_progress",
    "notices",
    "outside_fence",
    "outstanding",
    "past_acts",
    "picture_hash",
    "price_jump",
    "prizes_by_rank",
    "raked",
    "refund_due",
    "refund_shares",
    "runs_out",
    "shared_device",
    "shared_out",
    "shop_and_person",
    "shown_counts",
    "spend",
    "split_price",
    "stacked_points",
    "standard_points",
    "too_fast",
    "trial",
    "truck_comes",
    "weighed_share",
    "won_for_points",
]
