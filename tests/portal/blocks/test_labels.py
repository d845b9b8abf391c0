"""Labels of a chart that would pile up are left to its table."""

from dure.portal.blocks import drawing
from dure.portal.blocks.chart import Chart, Gap, Point, Series


def test_labels_of_close_points_do_not_pile_up() -> None:
    path = Series("Path", "target", (Point("2018", 9_430_000), Point("2030", 5_186_500), Point("2050", 0)))
    points = (Point("2017", 9_890_000), Point("2018", 9_430_000), Point("2019", 9_310_000))
    chart = Chart("c", "c", "", "tco2e", (path, Series("Actual", "observed", points)))
    narrow = drawing.drawn(chart, language="ko").drawings[0]
    assert [label.text for label in narrow.labels] == ["943만", "519만", "0", "931만"]


def test_a_label_is_not_written_over_another_point() -> None:
    points = (Point("2017", 9_890_000), Point("2018", 9_430_000))
    path = Series("Path", "target", (Point("2030", 5_186_500), Point("2050", 0)))
    chart = Chart("c", "c", "", "tco2e", (path, Series("Actual", "observed", points)))
    sheet = drawing.drawn(chart, language="en", sizes=(("sheet", 640, 186),)).drawings[0]
    (first, second) = (next(each for each in sheet.labels if each.text == text) for text in ("9.89", "9.43"))
    assert first.y < second.y


def test_the_words_of_a_gap_stand_where_no_line_runs() -> None:
    path = Series("Path", "target", (Point("2018", 9_800_000), Point("2060", 0)))
    seen = Series("Actual", "observed", (Point("2018", 10_000_000), Point("2026", 10_000_000)))
    gap = Gap("2018", "2026", "no value at hand")
    chart = Chart("c", "c", "", "tco2e", (path, seen), gaps=(gap,))
    drawn = drawing.drawn(chart, language="en", sizes=(("full", 1120, 420),)).drawings[0]
    label = drawn.areas[0].label
    assert label is not None
    assert label.y > drawn.middle_y


def test_a_small_amount_on_a_large_korean_axis_is_written_in_its_own_size() -> None:
    seen = Series("Actual", "observed", (Point("2018", 9_430_000), Point("2024", 812_000_000)))
    wide = drawing.drawn(Chart("c", "c", "", "tco2e", (seen,)), language="ko").drawings[1]
    assert [label.text for label in wide.labels] == ["8.12억", "943만"]


def test_no_label_runs_over_the_years() -> None:
    seen = Series("Actual", "observed", (Point("2020", 495), Point("2022-05", 1157)))
    planned = Series("Plan", "target", (Point("2023", 2855), Point("2025", 9810), Point("2030", 60_000)))
    for drawn in drawing.drawn(Chart("c", "c", "", "vehicles", (seen, planned)), language="ko").drawings:
        assert all(label.y < drawn.bottom for label in drawn.labels)
