"""Made-up figures: what follows from them is made up, too. On both."""

from dataclasses import replace

import pytest

from dure.grammar import shapes
from dure.kernel.observations import read as observations
from dure.kernel.runs import write
from tests.kernel.runs.city import bound, city, figures, run
from tests.kernel.said import CITY, NOON

pytestmark = pytest.mark.usefixtures("both_databases")

# No binding names a mark: so a made-up figure answers where nothing else is stated.
CUT = bound("cut_percent", figure="cut_percent", period="target_year")
LEVEL = run(
    "level", "plan.target_level", bound("base", figure="emissions_tco2e", period="base_year"), CUT,
    publishes=(shapes.Publish("goal_tco2e", "level", "target_year", "target", ""),),
)  # fmt: skip
AGAIN = run(
    "again", "plan.target_level", bound("base", run="level", answer="level"), CUT,
    publishes=(shapes.Publish("path_tco2e", "level", "target_year", "target", ""),),
)  # fmt: skip


def marks(*, base: str) -> dict[str, str]:
    """The marks of what is published, when the base year's emissions have this mark."""
    rows = [replace(row, mark=base) if row.address == "emissions_tco2e" else row for row in figures()]
    packs = city(tuple(rows), runs=(AGAIN, LEVEL))
    write.load(packs, code_version="1", at=NOON, tell=lambda _words, _done, _of: None)
    found = observations.figures(CITY, addresses=["goal_tco2e", "path_tco2e"])
    return {figure.address: figure.mark for figure in found}


def test_what_follows_from_a_made_up_figure_is_made_up_through_every_run() -> None:
    assert marks(base="synthetic") == {"goal_tco2e": "synthetic", "path_tco2e": "synthetic"}


def test_what_follows_from_what_was_stated_keeps_the_mark_of_the_run() -> None:
    assert marks(base="observed") == {"goal_tco2e": "target", "path_tco2e": "target"}
