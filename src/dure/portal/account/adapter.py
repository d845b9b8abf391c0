"""How signing in behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Staff get their account from the person in charge; residents' sign-up comes with its system."""
        return False
