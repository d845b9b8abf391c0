"""Road engines: turns, quickest times, what stations reach, and where vehicles drove."""

from dure.engines.roads.reach import (
    covered_share,
    hourly_link_times,
    own_reach,
    reach_by_hour,
    share_of_areas,
)
from dure.engines.roads.snapping import nearest_links
from dure.engines.roads.trees import quickest_times
from dure.engines.roads.turns import turn_table

__all__ = [
    "covered_share",
    "hourly_link_times",
    "nearest_links",
    "own_reach",
    "quickest_times",
    "reach_by_hour",
    "share_of_areas",
    "turn_table",
]
