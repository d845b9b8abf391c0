"""What a text of a pack may hold: letters that every database takes, and no more than it has room for."""

import re
from unicodedata import category

from dure.grammar.sentences import letters as says
from dure.grammar.sentences.says import Sentence

# Characters that steer machines. Tabs and line ends stand in notes.
CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
# Those that have no width, those that turn what follows around, and halves of letters, which no file takes.
HIDDEN = r"\u200b\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff"
STEERING = re.compile(f"[{CONTROLS}{HIDDEN}]")
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


def wrong_in_name(called: str, text: str, *, most: int) -> Sentence | None:
    """What is wrong with the letters of a name: two names that look the same must be the same.

    Nothing that cannot be seen stands in it, not even what joins letters in prose.
    """
    if any(category(letter) in {"Cc", "Cf", "Cs"} for letter in text):
        return says.steering_letter(called)
    return wrong_letters(called, text, most=most)
