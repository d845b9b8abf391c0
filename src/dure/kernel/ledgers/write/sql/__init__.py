"""What the ledgers ask of the database: the same questions, one file for each database."""

from types import ModuleType

from django.db import connection

from dure.kernel.ledgers.write.sql import postgresql, sqlite


def sql() -> ModuleType:
    """The file for the database that is connected."""
    return postgresql if connection.vendor == "postgresql" else sqlite
