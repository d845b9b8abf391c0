"""How signing in behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from dure.portal.officer.work import my_places


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Staff get their account from the person in charge; residents' sign-up comes with its system."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever has something to do here begins at their work, everybody else at their account."""
        return reverse("desk" if my_places(request) else "account_home")
