"""What the systems of a place are called, as their packs say."""

import tomllib

from django.conf import settings

from dure.grammar.shapes import Text
from dure.portal.showing import say


def system_title(system: str) -> str:
    """The title of a system in the reader's language; its id where the packs are not at hand."""
    try:
        said = tomllib.loads((settings.PACKS / "systems" / system / "system.toml").read_text())["title"]
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return system
    return say(Text(said.get("ko", ""), said.get("en", ""))) or system
