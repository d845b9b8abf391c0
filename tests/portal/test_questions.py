"""How often a page that is made anew asks the database."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dure.portal import keeping
from tests.crawling import Fetched, walk

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
MOST = 40


def test_a_page_asks_the_database_at_most_forty_times(capsys: pytest.CaptureFixture[str]) -> None:
    asked: dict[str, int] = {}

    def fetch(path: str) -> Fetched:
        keeping.forget()
        with CaptureQueriesContext(connection) as questions:
            answer = Client().get(path)
        asked[path] = len(questions)
        return Fetched(
            answer.status_code, answer.headers["Content-Type"], answer.content.decode(errors="replace")
        )

    walk(fetch, start=["/ko/", "/ko/help/", "/ko/accessibility/"], most_of_a_kind=3)
    with capsys.disabled():
        for path, count in sorted(asked.items(), key=lambda one: -one[1])[:10]:
            print(f"{count:4} questions  {path}")
    assert {path: count for path, count in asked.items() if count > MOST} == {}
