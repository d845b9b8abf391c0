"""Which sign parts the decimals of a table: what a whole table tells, where one cell may be read both ways.

`1,234` and `1.234` are a thousand and more to some, a little more than one to others. Cells that can only be
read in one way tell how the others of their table are meant.
"""

import re
import unicodedata
from collections.abc import Iterable

POINT, COMMA, BOTH = ".", ",", "?"
NUMBER_LIKE = re.compile(r"[0-9][0-9.,]*")
ONLY_COMMA = re.compile(
    r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}|0,[0-9]+|[0-9]{4,},[0-9]+"
    r"|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})"
)
ONLY_POINT = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}|0\.[0-9]+|[0-9]{4,}\.[0-9]+"
    r"|[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})"
)
EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
SIGNS = "+-−–－△▲()'"


def decimal_mark(texts: Iterable[str]) -> str:
    """What parts the decimals of these cells: `,`, `.` (also where nothing tells), or `?` where both do.

    >>> decimal_mark(["0,5", "1.234"]), decimal_mark(["0.5", "1,234"]), decimal_mark(["0,5", "0.5"])
    (',', '.', '?')
    """
    found = set()
    for text in texts:
        core = _core(text)
        if ONLY_COMMA.fullmatch(core):
            found.add(COMMA)
        elif ONLY_POINT.fullmatch(core):
            found.add(POINT)
    if found == {COMMA, POINT}:
        return BOTH
    return COMMA if COMMA in found else POINT


def is_undecided(texts: Iterable[str]) -> bool:
    """Whether a column holds both `2,000` and `2.500`, and nothing that tells which of them is thousands.

    >>> is_undecided(["2,000", "2.500"]), is_undecided(["2,000", "2.500", "0.5"]), is_undecided(["2,000"])
    (True, False, False)
    """
    signs = set()
    for text in texts:
        core = _core(text)
        if ONLY_COMMA.fullmatch(core) or ONLY_POINT.fullmatch(core):
            return False
        if EITHER.fullmatch(core):
            signs.add(COMMA if COMMA in core else POINT)
    return signs == {COMMA, POINT}


def with_point(text: str, *, mark: str) -> str:
    """A cell with a decimal point and nothing between thousands; as it is written where it needs nothing.

    >>> with_point("1.234", mark=","), with_point("−1 234,5", mark=","), with_point("NO", mark=",")
    ('1234', '-1234.5', 'NO')
    """
    core = _core(text)
    if not (ONLY_COMMA.fullmatch(core) or (mark == COMMA and NUMBER_LIKE.fullmatch(core))):
        return text
    # A point with other than three digits behind it parts decimals, whatever the other cells do.
    if ONLY_POINT.fullmatch(core):
        return text
    plain = unicodedata.normalize("NFKC", text).strip()
    number = core.replace(".", "").replace(",", ".")
    is_below = plain[:1] in "-−–－△▲" or (plain.startswith("(") and plain.endswith(")"))
    return ("-" if is_below else "") + number + ("%" if plain.endswith("%") else "")


def is_open(text: str, *, mark: str) -> bool:
    """Whether a cell may be read both ways in a table that writes its decimals both ways."""
    return mark == BOTH and EITHER.fullmatch(_core(text)) is not None


def _core(text: str) -> str:
    """The digits of a cell with their points and commas; nothing where it holds other letters."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).removesuffix("%").strip(SIGNS)
    plain = plain.replace("'", "").replace("’", "")
    return plain if NUMBER_LIKE.fullmatch(plain) else ""
