"""What a report says of councils and committees: no more than documents tell, and as they tell it."""

import pytest

from dure.portal.data.reports import sentences


def test_seats_without_names_are_not_called_named() -> None:
    said = sentences.body_sentence(since="2021-06", seats=42, named=())
    assert said.ko == "2021년 6월부터 활동하고 있습니다. 위원은 42명이며 이름이 알려진 위원은 0명입니다."
    assert said.en == "Active since June 2021. 42 members, of whom 0 are known by name."


@pytest.mark.parametrize(
    ("since", "korean", "english"),
    [("2021-06-01", "2021년 6월 1일부터", "since 1 June 2021."), ("2021", "2021년부터", "since 2021.")],
)
def test_since_when_a_body_sits_is_told_as_the_document_tells_it(
    since: str, korean: str, english: str
) -> None:
    said = sentences.body_sentence(since=since, seats=0, named=())
    assert said.ko.startswith(f"{korean} 활동하고 있습니다.")
    assert said.en.startswith(f"Active {english}")
