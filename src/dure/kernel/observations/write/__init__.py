"""The verbs of observations: record figures and sources, keep series, load what packs say."""

from dure.kernel.observations.write.closings import Closed, close
from dure.kernel.observations.write.device_events import HeardBefore, hear_event
from dure.kernel.observations.write.figures import (
    SourceKnown,
    Statement,
    load_figures,
    load_kinds,
    load_sources,
    record,
    register_source,
    withdraw_of_run,
)
from dure.kernel.observations.write.positions import Heard, Sighting, hear_positions
from dure.kernel.observations.write.series import record_series, withdraw_series

__all__ = [
    "Closed",
    "Heard",
    "HeardBefore",
    "Sighting",
    "SourceKnown",
    "Statement",
    "close",
    "hear_event",
    "hear_positions",
    "load_figures",
    "load_kinds",
    "load_sources",
    "record",
    "record_series",
    "register_source",
    "withdraw_of_run",
    "withdraw_series",
]
