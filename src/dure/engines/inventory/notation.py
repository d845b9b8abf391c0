"""Cells of an inventory: a number, a notation key, or nothing, however somebody wrote it.

NO (does not occur), NE (not estimated), IE (included elsewhere, with the references where) and C
(confidential) are answers. An empty cell is not, and neither of them is a zero.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

KEYS = ("NO", "NE", "IE", "C")
LONGEST = 120
# Decimals of any size are added exactly; beyond this a number is a slip of the pen, not an emission.
LARGEST_EXPONENT = 30

REF = re.compile(
    r"(?<![\w.])(VI|IV|V|I{1,3})\s?[.·_-]\s?(\d{1,2})(?:\s?[.·_-]\s?(\d{1,2}))?(?![\w.]*\w)", re.IGNORECASE
)
GROUPED = re.compile(r"[1-9]\d{0,2}(?:([,'’ ])\d{3})(?:\1\d{3})*(?:\.\d+)?")
GROUPED_BY_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
WITH_COMMA = re.compile(r"\d+,\d+")
PLAIN = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
MINUS = "-−–－△▲"
UNIT = re.compile(r"(?<=[\d.)])\s*t(?:onnes?|ons?)?(?:\s*co2(?:[\s-]?eq?)?)?\.?$", re.IGNORECASE)
BLANKS = {
    "", "na", "nan", "none", "null", "blank", "empty", "nodata", "notavailable", "notapplicable", "빈칸",
    "자료없음",
}  # fmt: skip
FILLERS = {"in", "see", "to", "under", "and", "as", "at", "with", "gpc", "ref", "notation", "key", "및"}
WORDS = {
    "no": "NO",
    "not occurring": "NO",
    "not occuring": "NO",
    "does not occur": "NO",
    "no occurrence": "NO",
    "no occurrance": "NO",
    "해당없음": "NO",
    "해당 없음": "NO",
    "배출없음": "NO",
    "배출 없음": "NO",
    "ne": "NE",
    "not estimated": "NE",
    "미산정": "NE",
    "산정 안 함": "NE",
    "ie": "IE",
    "included": "IE",
    "included elsewhere": "IE",
    "타 부문 포함": "IE",
    "타부문 포함": "IE",
    "타부문포함": "IE",
    "다른 항목에 포함": "IE",
    "c": "C",
    "confidential": "C",
    "confidential information": "C",
    "기밀": "C",
    "비공개": "C",
}
PARTS = re.compile(r"[;&()\[\]{}→⇒:|]|->|=>|(?<!\d),|,(?!\d)|(?<!\d)/|/(?!\d)|(?<=[a-z])\s*[-–]\s+|\+")


@dataclass(frozen=True)
class Cell:
    """What one reference of an inventory says.

    A number may stand beside a key ("12; NE": a part is not estimated). `unread` is what nobody can read;
    a cell with nothing in it is blank, which is neither a key nor zero.
    """

    value: Decimal | None = None
    keys: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    unread: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether the cell says nothing at all."""
        return self.value is None and not self.keys and not self.unread

    @property
    def is_answered(self) -> bool:
        """Whether the cell holds a number or a key."""
        return self.value is not None or bool(self.keys)

    @property
    def is_estimated(self) -> bool:
        """Whether the cell is answered, and nothing of it is left out as not estimated."""
        return self.is_answered and "NE" not in self.keys


def read_amount(text: str) -> Decimal | None:
    """The number that a text writes, or None.

    Thousands may be parted by commas, spaces, apostrophes or, where it is plain, dots; the sign may be a
    hyphen, a minus, a triangle or accountants' brackets; powers of ten as `1.2E+06`; a unit of tonnes may
    follow. `1,234` is one thousand two hundred and thirty-four.

    Arguments
        text     a cell as written
    Returns
        Decimal  its value to the last digit, or None where it is not a number
    Raises
        nothing
    Source
        What published inventories and spreadsheets print.

    >>> read_amount("1,234.50"), read_amount("△72,248"), read_amount("1.2E+3"), read_amount("12 kt")
    (Decimal('1234.50'), Decimal('-72248'), Decimal('1.2E+3'), None)
    """
    plain = UNIT.sub("", _plain(text))
    negative = plain[:1] in MINUS and bool(plain)
    if plain.startswith("(") and plain.endswith(")"):
        plain, negative = plain[1:-1].strip(), True
        if plain[:1] in MINUS:
            return None
    plain = plain.lstrip(MINUS if negative else "+").strip()
    if GROUPED.fullmatch(plain):
        plain = re.sub(r"[,'’ ]", "", plain)
    elif GROUPED_BY_DOTS.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif WITH_COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    if len(plain) > LONGEST or not PLAIN.fullmatch(plain):
        return None
    value = Decimal(plain)
    if value and not -LARGEST_EXPONENT <= value.adjusted() <= LARGEST_EXPONENT:
        return None
    return -value if negative and value else value


def read_cell(text: str) -> Cell:
    """What one cell of an inventory says, in clean and in dirty forms.

    Arguments
        text  a cell as written: a number, `NO`, `IE (II.1.1)`, `NO; IE`, `not occurring`, a dash, nothing
    Returns
        Cell  its number, its keys each once, the references that IE points to, or what could not be read
    Raises
        nothing
    Source
        GPC (2021), section 2.2, notation keys; GCoM Common Reporting Framework 6.1, notation keys.

    >>> read_cell("IE (II.1.1)")
    Cell(value=None, keys=('IE',), targets=('II.1.1',), unread='')
    >>> read_cell("NE; NE").keys, read_cell(" - ").is_blank, read_cell("0").value, read_cell("?").unread
    (('NE',), True, Decimal('0'), '?')
    """
    plain = _plain(text)
    if len(plain) > LONGEST:
        return Cell(unread=text[:LONGEST])
    if _says_nothing(plain) and "?" not in plain:
        return Cell()
    value = read_amount(plain)
    if value is not None:
        return Cell(value=value)
    if _letters(plain) in WORDS:
        return Cell(keys=(WORDS[_letters(plain)],))
    return _mixed(plain) or Cell(unread=plain)


def _mixed(plain: str) -> Cell | None:
    """A cell of several parts, or None where a part is not known."""
    targets = tuple(dict.fromkeys(_ref(found) for found in REF.finditer(plain)))
    keys: list[str] = []
    values: list[Decimal] = []
    for part in PARTS.split(REF.sub(" ; ", plain).lower()):
        value = read_amount(part)
        if value is not None:
            values.append(value)
            continue
        found = _keys(part)
        if found is None:
            return None
        keys += found
    if len(values) > 1 or not keys or (targets and "IE" not in keys):
        return None
    return Cell(value=values[0] if values else None, keys=tuple(dict.fromkeys(keys)), targets=targets)


def _keys(part: str) -> list[str] | None:
    """The keys that a part names, none where it only leads over to the next, None where it is not known."""
    words = [word for word in re.split(r"[\s_-]+", part) if word.strip(".'\"*") and word not in FILLERS]
    together = " ".join(word.strip(".'\"*") for word in words)
    if _says_nothing(together):
        return []
    if together in WORDS:
        return [WORDS[together]]
    found = [WORDS.get(word.strip(".'\"*")) for word in words]
    return None if None in found else [key for key in found if key]


def _says_nothing(plain: str) -> bool:
    """Whether a cell is a way to write that there is nothing. `NO, NE` has the letters of `none`."""
    letters = _letters(plain)
    return letters in BLANKS and (letters != "none" or letters in plain.lower())


def _ref(found: re.Match[str]) -> str:
    """A reference as the taxonomy writes it."""
    return ".".join([found[1].upper(), *(str(int(part)) for part in found.groups()[1:] if part)])


def _plain(text: str) -> str:
    """The text with ordinary letters and single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u200b", "").split())


def _letters(plain: str) -> str:
    """Only the letters and digits of a text, in small letters."""
    return "".join(letter for letter in plain.lower() if letter.isalnum())
