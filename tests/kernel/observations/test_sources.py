"""Documents that an officer enters: with who and when, never over another. On both databases."""

from dataclasses import replace

import pytest

from dure.kernel.observations import read, write
from tests.kernel.said import NOON, document, text

pytestmark = pytest.mark.usefixtures("both_databases")


def test_a_document_says_who_entered_it_and_when() -> None:
    assert write.register_source(document("town-report"), by="p-1", at=NOON)
    source = read.find_source("town-report")
    assert source is not None
    assert (source.by, source.recorded_at) == ("p-1", NOON)


def test_the_same_document_again_changes_nothing() -> None:
    write.register_source(document("town-report"), by="p-1", at=NOON)
    assert not write.register_source(document("town-report"), by="p-2", at=NOON)
    source = read.find_source("town-report")
    assert source is not None
    assert source.by == "p-1"


def test_a_document_is_not_put_over_another() -> None:
    write.load_sources([document("report")])
    with pytest.raises(write.SourceKnown):
        write.register_source(replace(document("report"), title=text("Another")), by="p-1", at=NOON)
    source = read.find_source("report")
    assert source is not None
    assert source.title == text("report")
