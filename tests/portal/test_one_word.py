"""One Korean word for a published edition: 발간본; for one of the disclosure: 공시 발간본."""

import re

from dure.portal.words import LOCALE

OTHERS = re.compile(r"공개본|공시본|공개 발간본|확정 발간본|발행본|발간호|발간판")


def test_a_published_edition_is_called_by_one_word() -> None:
    files = sorted(LOCALE.glob("*/ko/LC_MESSAGES/*.po"))
    assert files
    for path in files:
        assert not OTHERS.findall(path.read_text(encoding="utf-8")), path
