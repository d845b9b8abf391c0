"""Spans lie on one axis, a year as wide as it is long, and say their years in words."""

from dure.portal.blocks.timeline import Span, Timeline, drawn, years_words


def test_a_span_is_as_wide_as_its_years() -> None:
    block = drawn(Timeline("", (Span("a", 2001, 2005), Span("b", 2010, 2010))), language="ko")
    assert (block.first, block.last) == (2001, 2010)
    assert [(each.x, each.width) for each in block.spans] == [(0.0, 500.0), (900.0, 100.0)]


def test_a_span_without_an_end_goes_on_to_the_last_year() -> None:
    block = drawn(Timeline("", (Span("a", 2001, 2004), Span("b", 2003, None))), language="en")
    assert (block.spans[1].x, block.spans[1].width, block.spans[1].years) == (500.0, 500.0, "since 2003")


def test_a_more_exact_date_is_said_in_place_of_the_years() -> None:
    block = drawn(Timeline("", (Span("a", 2001, 2001, on="2001년 3월"),)), language="ko")
    assert block.spans[0].years == "2001년 3월"


def test_years_in_words() -> None:
    assert years_words(2018, 2018, language="ko") == "2018년"
    assert years_words(2018, 2020, language="ko") == "2018–2020년"
    assert years_words(2018, None, language="ko") == "2018년부터"
    assert years_words(None, 2020, language="en") == "until 2020"
