"""Signing in from another app, such as a city's community-money app: one account there, none to make here.

Of what that app tells, only who somebody is there is kept: a word of its own for each person, and no name,
address or number. What this city needs to pay rewards a resident says at joining, and agrees to it there.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.portal import errors


class OtherAppAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An account is opened on the first visit, under a name that says nothing."""

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: SocialLogin) -> bool:
        """Whoever the other app vouches for may come in."""
        return True

    def populate_user(
        self, _request: HttpRequest, sociallogin: SocialLogin, _data: Mapping[str, Any]
    ) -> AbstractBaseUser:
        """An account without a word about the person; what the app told beside who it is, is dropped."""
        sociallogin.account.extra_data = {}
        sociallogin.email_addresses = []
        user: AbstractBaseUser = sociallogin.user
        user.username = f"app-{secrets.token_hex(8)}"  # type: ignore[attr-defined]
        user.made_at = timezone.now()  # type: ignore[attr-defined]
        return user


def cancelled(request: HttpRequest) -> HttpResponse:
    """Somebody turned back at the other app."""
    return errors.refuse(
        request,
        status=403,
        title=_("You are not signed in"),
        says=_("Signing in from the other app was ended there."),
        mend=_("Go back to signing in, and choose another way or try again."),
    )
