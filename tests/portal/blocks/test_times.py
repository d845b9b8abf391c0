"""Periods and ages in words."""

from datetime import date, datetime, timedelta

import pytest

from dure.portal.blocks.times import age_words, period_words, period_year, published_words


@pytest.mark.parametrize(
    ("period", "korean", "english"),
    [
        ("2018", "2018년", "2018"),
        ("2018-03", "2018년 3월", "March 2018"),
        ("2018-03-15", "2018년 3월 15일", "15 March 2018"),
        ("2007/2021", "2007–2021년", "2007–2021"),
        ("2021-03/2021-12", "2021년 3월 – 2021년 12월", "March 2021 – December 2021"),
        ("", "", ""),
    ],
)
def test_a_period_reads_in_both_languages(period: str, korean: str, english: str) -> None:
    assert period_words(period, language="ko") == korean
    assert period_words(period, language="en") == english


def test_periods_stand_in_order_on_an_axis() -> None:
    periods = ["2017", "2018", "2018-02", "2018-02-03", "2018-12-31", "2019"]
    assert [period_year(p) for p in periods] == sorted(period_year(p) for p in periods)


@pytest.mark.parametrize(
    ("ago", "korean", "english"),
    [
        (timedelta(seconds=20), "방금", "just now"),
        (timedelta(minutes=3), "3분 전", "3 minutes ago"),
        (timedelta(hours=1), "1시간 전", "1 hour ago"),
        (timedelta(days=40), "1개월 전", "1 month ago"),
        (timedelta(days=800), "2년 전", "2 years ago"),
    ],
)
def test_an_age_is_said_in_its_largest_step(at: datetime, ago: timedelta, korean: str, english: str) -> None:
    assert age_words(at - ago, now=at, language="ko") == korean
    assert age_words(at - ago, now=at, language="en") == english


@pytest.mark.parametrize(
    ("published_on", "korean", "english"),
    [
        (date(2022, 10, 1), "4년 전 공표", "published 4 years ago"),
        (date(2026, 11, 1), "1일 전 공표", "published 1 day ago"),
        (date(2026, 11, 2), "오늘 공표", "published today"),
        (None, "공표일 미상", "publication date unknown"),
    ],
)
def test_a_figure_says_how_long_ago_it_was_published(
    at: datetime, published_on: date | None, korean: str, english: str
) -> None:
    assert published_words(published_on, today=at.date(), language="ko") == korean
    assert published_words(published_on, today=at.date(), language="en") == english
