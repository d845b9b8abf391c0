"""What stations reach follows from roads, stations and stated parameters, and from nothing else."""

import pytest

from dure.kernel.networks import read as networks
from dure.kernel.observations import read as observations
from dure.kernel.runs import read as runs
from dure.kernel.runs import write
from tests.kernel.said import NOON

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]


def test_the_run_names_the_edition_the_stations_and_every_parameter() -> None:
    run = runs.find_latest("daejeon", system="dispatch", name="reach")
    assert run is not None
    kinds = [fed.kind for fed in run.inputs]
    assert (kinds.count("network"), kinds.count("thing")) == (1, 26)
    network = next(fed.reference for fed in run.inputs if fed.kind == "network")
    assert networks.edition_of(network) is not None
    stated = {fed.reference.split("@")[0] for fed in run.inputs if fed.kind == "figure"}
    assert {"daejeon/golden_time_min/research", "world/turn_delay_s/left"} <= stated
    assert len([each for each in stated if "/road_speed_percent/" in each]) == 24


def test_what_it_publishes_is_a_scenario_for_every_hour_and_limit() -> None:
    run = runs.find_latest("daejeon", system="dispatch", name="reach")
    assert run is not None
    published = observations.figures_by(run.id)
    assert len(published) == 48
    assert {figure.mark for figure in published} == {"scenario"}
    shares = {figure.address: float(figure.value or 0) for figure in published}
    for hour in range(24):
        five = shares[f"streets_reached_percent/research/hour_{hour:02d}"]
        seven = shares[f"streets_reached_percent/fire_practice/hour_{hour:02d}"]
        assert 0 < five < seven < 100


def test_the_arrays_say_the_same_as_the_figures() -> None:
    run = runs.find_latest("daejeon", system="dispatch", name="reach")
    assert run is not None
    arrays = runs.arrays(next(answer.label for answer in run.answers if answer.name == "arrays"))
    assert arrays["time_s"].shape == arrays["station"].shape == (24, 6590)
    assert arrays["station_m"].shape == (2, 24, 26)
    share = next(a.value for a in run.answers if a.name == "share_research" and a.label == "hour_08")
    assert float(share) == pytest.approx(arrays["share"][0, 8])
    # Nobody is nearer than the nearest: a station's own reach is never all of what is reached together.
    assert arrays["station_m"].sum(axis=2).min() > 0


def test_the_very_same_is_not_reckoned_twice() -> None:
    assert not write.reach("daejeon", at=NOON)
    assert write.missing_for_reach("daejeon") == ()


def test_a_place_without_roads_says_what_is_missing() -> None:
    assert write.missing_for_reach("incheon") == ("roads", "stations")
