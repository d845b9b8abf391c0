"""`dure ledger verify` computes the ledgers again; `dure ledger seal` seals what is not sealed yet."""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django.setup()

from dure.kernel.ledgers import guard  # noqa: E402  after setup
from dure.kernel.ledgers import read as ledgers  # noqa: E402
from dure.kernel.ledgers.write import seal  # noqa: E402
from dure.portal.commands.pack import spoken  # noqa: E402

USAGE = "dure ledger verify [PLACE …]\ndure ledger seal [PLACE …]"


def run(arguments: list[str]) -> int:
    """Run `verify` or `seal` for the places named, or all: 0 when all holds, 1 when something is wrong."""
    if not arguments or arguments[0] not in {"verify", "seal"}:
        print(USAGE, file=sys.stderr)
        return 2
    places = arguments[1:] or ledgers.places()
    unknown = sorted(set(places) - set(ledgers.places()))
    if unknown:
        print(f"There is no ledger of {', '.join(unknown)}. Name one of: {', '.join(ledgers.places())}.")
        return 2
    return _verify(places) if arguments[0] == "verify" else _seal(places)


def _verify(places: Sequence[str]) -> int:
    """Print what holds and what does not; 1 when anything does not."""
    language = spoken()
    missing = guard.missing_guards()
    if missing:
        print(f"The guard is not in place: {', '.join(missing)}. Run dure up again.")
    right = not missing
    for place in places:
        found = ledgers.verify(place)
        right = right and not found.wrong
        state = "does NOT hold" if found.wrong else "holds"
        print(
            f"{place}: {state}. {found.rows:,} rows in {', '.join(found.units) or 'no unit'}, "
            f"{found.blocks:,} blocks, {found.unsealed_rows:,} rows not sealed yet, head {found.head[:16]}"
        )
        for wrong in found.wrong:
            print(f"  {wrong.ko if language == 'ko' else wrong.en}")
    if not places:
        print("There are no ledgers yet.")
    return 0 if right else 1


def _seal(places: Sequence[str]) -> int:
    """Seal what is committed and not sealed yet."""
    for place in places:
        made = seal(place, at=datetime.now(UTC))
        print(f"{place}: {made:,} blocks sealed, {ledgers.unsealed_rows(place):,} rows not sealed yet.")
    return 0
