"""A report is printed for whoever reads it, whether or not there is room to keep it."""

from datetime import datetime
from pathlib import Path

import pytest
import typst
from django.test import Client
from pytest_django import Settings

from dure.grammar import read
from dure.kernel.runs import write as runs
from dure.portal.data.reports.printing import typesetter

PACKS = Path(__file__).parents[2] / "grammar" / "packs"


@pytest.mark.django_db
def test_a_report_is_printed_where_it_cannot_be_kept(
    settings: Settings, tmp_path: Path, at: datetime
) -> None:
    runs.load(read(PACKS), code_version="test", at=at, tell=lambda *_: None)
    settings.HOME = tmp_path
    (tmp_path / "reports").write_text("a file where a folder has to be")
    answer = Client().get("/en/dreamtown/reports/draft.pdf")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")


def test_the_typesetter_that_is_told_is_the_one_that_the_file_names() -> None:
    source = b'#set document(title: "a")\na'
    made = typst.compile(source, format="pdf")
    assert f"Creator(Typst {typesetter()})".encode() in bytes(made or b"")
