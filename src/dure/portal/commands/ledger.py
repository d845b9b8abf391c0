"""`dure ledger verify` computes the ledgers again; `dure ledger seal` seals what is not sealed yet."""

import os
import sys

import django


def run(arguments: list[str]) -> int:
    """Run `verify [PLACE …]` or `seal [PLACE …]`: 0 when everything holds, 1 when something is wrong."""
    if not arguments or arguments[0] not in {"verify", "seal"}:
        print("dure ledger verify [PLACE …]\ndure ledger seal [PLACE …]", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
    django.setup()
    from dure.portal.commands import ledger_work  # noqa: PLC0415

    return ledger_work.verify(arguments[1:]) if arguments[0] == "verify" else ledger_work.seal(arguments[1:])
