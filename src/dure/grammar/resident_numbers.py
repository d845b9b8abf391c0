"""Texts that hold something like a Korean resident registration number, which is never taken or kept.

Also the number of a foreigner's registration. In a field where such a number has no business the check digit
is not looked at: newer numbers have none. In the field of a bank account thirteen digits are nothing odd, and
there the digits have to be right in all that can be checked.
"""

import re
import unicodedata

# Six digits of a birth date, the digit of century and sex, six more; with any sign or space between them.
SHAPE = re.compile(r"(?<!\d)(\d)\W{0,2}?(\d)(?:\W{0,2}?\d){11}(?!\d)")
DIGITS = re.compile(r"\d")
# As it is written on a card: six digits, a sign, seven digits.
CARD = re.compile(r"(?<!\d)\d{6}\s?[-–—\s]\s?\d{7}(?!\d)")
WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
# The seventh digit of foreigners; their sum is taken from another number than that of citizens.
FOREIGN = "5678"
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


def is_account_a_resident_number(text: str) -> bool:
    """Whether what was given as a bank account is somebody's registration number.

    As it stands on a card (six digits, a sign, seven) it is one by its day of birth. Thirteen digits in a row
    are one only where the day and the check digit both fit: an account that does so by chance has to be
    written with its own signs.

    >>> is_account_a_resident_number("900101-1234567"), is_account_a_resident_number("9001011234568")
    (True, True)
    >>> is_account_a_resident_number("9001011234567"), is_account_a_resident_number("900-101-1234568")
    (False, False)
    """
    plain = unicodedata.normalize("NFKC", text)
    if any(_is_one(found.group()) for found in CARD.finditer(plain)):
        return True
    return any(_is_one(run) and _is_checked(run) for run in re.findall(r"(?<![\d-])\d{13}(?![\d-])", plain))


def _is_checked(digits: str) -> bool:
    """Whether the last of thirteen digits is the check digit of those before."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits[:12], strict=True))
    taken_from = 13 if digits[6] in FOREIGN else 11
    return (taken_from - total % 11) % 10 == int(digits[12])


def _is_one(found: str) -> bool:
    """Whether thirteen digits begin with a day, as the numbers of people do."""
    digits = "".join(DIGITS.findall(found))
    return int(digits[2:4]) in MONTHS and int(digits[4:6]) in DAYS
