"""The code of an order, booking or loan: whoever shows it gets what it is for. It names nobody.

It follows from the house's secret and the number, so nothing is kept and nobody can guess another's.
"""

from django.utils.crypto import constant_time_compare, salted_hmac

# Letters and digits that cannot be taken for one another.
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
LENGTH = 8


def code_of(case: str) -> str:
    """The code of a case, such as `K7QD-2MXA`.

    Eight letters are 39 bits; only a keeper who is signed in can try one.
    """
    number = int.from_bytes(salted_hmac("dure market code", case, algorithm="sha256").digest())
    letters = ""
    for _each in range(LENGTH):
        number, at = divmod(number, len(LETTERS))
        letters += LETTERS[at]
    return f"{letters[:4]}-{letters[4:]}"


def is_code(text: str, *, case: str) -> bool:
    """Whether somebody has typed the code of a case, in whatever case and with the dash or without."""
    typed = "".join(each for each in text.upper() if each in LETTERS)
    return constant_time_compare(typed, code_of(case).replace("-", ""))
