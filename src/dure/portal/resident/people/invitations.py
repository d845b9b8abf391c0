"""Invitations into a household or group: a link that says which, signed by the house, good for two days."""

from datetime import timedelta

from django.core import signing

SALT = "dure invitation"
GOOD_FOR = timedelta(days=2)


def invitation(circle: str) -> str:
    """The word of a link that lets somebody join a household or group.

    Whoever has it may join: its members send it only to those who belong to them.
    """
    return signing.dumps(circle, salt=SALT)


def find_invited(token: str) -> str:
    """The household or group that a link leads into; empty where it is worn out or was not made here."""
    try:
        return str(signing.loads(token, salt=SALT, max_age=GOOD_FOR))
    except signing.BadSignature:
        return ""
