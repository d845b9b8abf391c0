"""Accounts below a path, found by the index of paths and never by reading every account.

Asking what a path begins with reads all accounts on SQLite, and on PostgreSQL wherever letters are sorted as
a language sorts them. A range in the order of bytes needs neither, and orders alike on both.
"""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Collate

# Behind every path: they are plain letters.
AFTER_ALL = "~"
BYTES = {"postgresql": "C", "sqlite": "BINARY"}


def in_bytes() -> Collate:
    """The path of an account, compared byte by byte."""
    return Collate("path", BYTES[connection.vendor])


def begins(prefix: str, *, path: str = "in_bytes") -> Q:
    """That a path, annotated as `in_bytes`, begins so. Every path begins with nothing."""
    if not prefix:
        return Q()
    return Q(**{f"{path}__gte": prefix, f"{path}__lt": after_all(prefix)})


def after_all(prefix: str) -> str:
    """The first text after all those that begin so; paths are plain letters, none of them the last there is.

    >>> after_all("wallet/")
    'wallet0'
    """
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def spans(prefixes: Sequence[str], *, without: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Where paths lie that begin with one of some words and with none of others, in order, each once.

    A span goes from one text to before another, so that each is found by the index of paths: several choices
    in one question would be answered by reading every account of a book.

    >>> spans(["a/", "a/b/"]), spans([""], without=["wallet/"])
    ([('a/', 'a0')], [('', 'wallet/'), ('wallet0', '~')])
    """
    found: list[tuple[str, str]] = []
    for first, last in sorted((each, after_all(each) if each else AFTER_ALL) for each in prefixes):
        if not found or last > found[-1][1]:
            found.append((max(first, found[-1][1]) if found else first, last))
    for each in without:
        low, high = each, after_all(each)
        found = [
            part
            for first, last in found
            for part in ((first, min(last, low)), (max(first, high), last))
            if part[0] < part[1]
        ]
    return found
