"""Accounts below a path, found by the index of paths and never by reading every account.

Asking what a path begins with reads all accounts on SQLite, and on PostgreSQL wherever letters are sorted as
a language sorts them. A range in the order of bytes needs neither, and orders alike on both.
"""

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Collate

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
