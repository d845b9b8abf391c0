"""What a text of a pack may hold: letters that every database takes, and no more than it has room for."""

import re

from dure.grammar.sentences import letters as says
from dure.grammar.sentences.says import Sentence

# Characters that steer machines. Tabs and line ends stand in notes.
STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# By column or key: the smallest room that any table has for it.
MOST = {
    "code": 60, "id": 80, "label": 200, "level": 80, "licence": 200, "name": 200, "owner": 120, "parent": 60,
    "place": 60, "publisher": 200, "reason": 400, "title": 300, "url": 500,
}  # fmt: skip
MOST_IN_LOCATOR = 120
MOST_IN_TOML_TITLE = 120


def wrong_letters(called: str, text: str, *, most: int | None = None) -> Sentence | None:
    """What is wrong with the letters of `text`, or None. `called` is its column or key, `_ko` or not."""
    if STEERING.search(text):
        return says.steering_letter(called)
    limit = most or MOST.get(called.removesuffix("_ko").removesuffix("_en"))
    if limit is not None and len(text) > limit:
        return says.too_long(called, len(text), limit)
    return None
