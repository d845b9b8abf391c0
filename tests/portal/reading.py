"""Reading pages and their twins, in one language or the other."""

import csv
import io
import json
from typing import Any

from django.test import Client

from dure.portal.pages import JOINER


def page(path: str, *, status: int = 200) -> str:
    """The text of a page, without the marks that only keep a line together."""
    answer = Client().get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode().replace(JOINER, "")


def data(path: str, *, status: int = 200) -> Any:
    """The JSON of an address."""
    return json.loads(page(path, status=status))


def rows(path: str) -> list[dict[str, str]]:
    """The rows of a CSV."""
    text = page(path).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))
