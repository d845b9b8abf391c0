"""Labels of a chart that would pile up are left to its table."""

from dure.portal.blocks import drawing
from dure.portal.blocks.chart import Chart, Point, Series


def test_labels_of_close_points_do_not_pile_up() -> None:
    path = Series("Path", "target", (Point("2018", 9_430_000), Point("2030", 5_186_500), Point("2050", 0)))
    points = (Point("2017", 9_890_000), Point("2018", 9_430_000), Point("2019", 9_310_000))
    chart = Chart("c", "c", "", "tco2e", (path, Series("Actual", "observed", points)))
    narrow = drawing.drawn(chart, language="ko").drawings[0]
    assert [label.text for label in narrow.labels] == ["943만", "519만", "0", "931만"]
