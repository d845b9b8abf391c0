"""Texts that hold something like a Korean resident registration number, which is never taken or kept.

Also the number of a foreigner's registration. The check digit is not looked at: newer numbers have none.
"""

import re
import unicodedata

# Six digits of a birth date, the digit of century and sex, six more; with any sign or space between them.
SHAPE = re.compile(r"(?<!\d)(\d)\W{0,2}?(\d)(?:\W{0,2}?\d){11}(?!\d)")
DIGITS = re.compile(r"\d")
MONTHS = range(1, 13)
DAYS = range(1, 32)


def holds_resident_number(text: str) -> bool:
    """Whether thirteen digits stand together in a text, with signs or spaces between them or not.

    >>> holds_resident_number("900101-1234567"), holds_resident_number("9001011234567")
    (True, True)
    >>> holds_resident_number("010-1234-5678"), holds_resident_number("1990-01-01")
    (False, False)
    """
    plain = unicodedata.normalize("NFKC", text)
    return any(_is_one(found.group()) for found in SHAPE.finditer(plain))


def _is_one(found: str) -> bool:
    """Whether thirteen digits begin with a day, as the numbers of people do."""
    digits = "".join(DIGITS.findall(found))
    return int(digits[2:4]) in MONTHS and int(digits[4:6]) in DAYS
