"""The translations: each room keeps its own file of Korean words, made ready for Django without system tools.

Message ids are the English text. `locale/<room>/ko/LC_MESSAGES/django.po` holds the Korean of one room.
"""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent / "locale"


def compile_words(home: Path) -> int:
    """Compile every room's words into HOME/locale where they are newer than what is there; answers how many
    were.
    """
    compiled = 0
    for po in sorted(LOCALE.glob("*/*/LC_MESSAGES/django.po")):
        mo = (home / "locale" / po.relative_to(LOCALE)).with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns == po.stat().st_mtime_ns:
            continue
        _compile(po, mo)
        compiled += 1
    return compiled


def _compile(po: Path, mo: Path) -> None:
    """Write one compiled file, whole or not at all; it takes the age of its origin."""
    with po.open("rb") as file:
        catalog = read_po(file, locale=po.parent.parent.name)
    mo.parent.mkdir(parents=True, exist_ok=True)
    fresh = mo.with_suffix(".new")
    with fresh.open("wb") as file:
        write_mo(file, catalog)
    stamp = po.stat().st_mtime_ns
    os.utime(fresh, ns=(stamp, stamp))
    fresh.replace(mo)
