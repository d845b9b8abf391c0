"""Outlines become paths."""

from typing import Any

import pytest

from dure.portal.blocks import projection

SQUARE: dict[str, Any] = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}


def test_north_is_up_and_east_is_right() -> None:
    fit = projection.fitted([SQUARE], width=100)
    assert fit.point(0, 2) == (8, 8)
    assert fit.point(2, 0)[0] == 92
    assert fit.point(2, 0)[1] > 90


def test_a_closed_ring_is_drawn_once_around() -> None:
    fit = projection.fitted([SQUARE], width=100)
    assert projection.path(SQUARE, fit).count("L") == 3
    assert projection.path(SQUARE, fit).endswith("Z")


def test_a_label_stands_in_the_middle_of_the_largest_part() -> None:
    islands = {
        "type": "MultiPolygon",
        "coordinates": [SQUARE["coordinates"], [[[5, 5], [5.1, 5], [5.1, 5.1], [5, 5]]]],
    }
    fit = projection.fitted([islands], width=100)
    assert projection.middle(islands, fit) == pytest.approx(fit.point(1, 1), abs=0.2)


def test_what_cannot_be_drawn_says_so() -> None:
    with pytest.raises(ValueError, match="not Point"):
        projection.rings({"type": "Point", "coordinates": [0, 0]})
    with pytest.raises(ValueError, match="nothing to draw"):
        projection.fitted([], width=100)
