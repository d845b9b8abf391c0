"""What is read while somebody records is told and not kept: on PostgreSQL a lower number may come later."""

import psycopg
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from dure.portal import keeping
from tests.postgres import Database

BEGUN = """
    INSERT INTO observations_source (id, title_ko, title_en, publisher_ko, publisher_en, kind, url, licence,
        may_copy, language, to_confirm, published, note_ko, note_en, by)
    VALUES ('a-source', '', '', '', '', 'document', '', '', false, 'ko', false, '', '', '', '')
"""


def told(request: HttpRequest, made: list[int]) -> bytes:
    """The answer to a request, from a maker that counts how often it is asked."""

    def make() -> HttpResponse:
        made.append(1)
        return HttpResponse(str(len(made)))

    return keeping.answer(request, make).content


@pytest.mark.parametrize("both_databases", ["postgresql"], indirect=True)
def test_an_answer_is_kept_once_nobody_is_in_the_midst_of_recording(both_databases: Database) -> None:
    request, made = RequestFactory().get("/en/somewhere/"), list[int]()
    with psycopg.connect(both_databases.environment["DURE_DATABASE_URL"]) as another:
        another.execute(BEGUN)
        assert [told(request, made) for _each in range(2)] == [b"1", b"2"]
        another.rollback()
        assert [told(request, made) for _each in range(3)] == [b"3", b"3", b"3"]


@pytest.mark.parametrize("both_databases", ["sqlite"], indirect=True)
def test_sqlite_lets_one_record_at_a_time(both_databases: Database) -> None:
    request, made = RequestFactory().get("/en/somewhere/"), list[int]()
    assert [told(request, made) for _each in range(2)] == [b"1", b"1"]
