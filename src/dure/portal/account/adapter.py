"""How signing in behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from dure.kernel.parties import read as parties
from dure.portal.officer.work import my_places
from dure.portal.resident.own import find_resident


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Staff get their account from the person in charge; residents join a place at its own page."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever has work here begins at it, a resident at their page, everybody else at their account."""
        if my_places(request):
            return reverse("desk")
        is_new = parties.party_of(request.user.pk) is None
        return reverse("my" if is_new or find_resident(request) else "account_home")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Whoever comes from another app for the first time goes on like everybody else."""
        return self.get_login_redirect_url(request)
