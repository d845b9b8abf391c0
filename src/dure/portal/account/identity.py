"""Other apps that act for a resident who allowed it: who may, what for, and under which name.

An app is registered at the machine (`dure app new`). It sends people here to sign in and to agree; then it
holds a token for an hour, for what was agreed to and nothing else.
"""

from typing import Any
from urllib.parse import urlsplit

from allauth.idp.oidc import views as oidc_views
from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.internal.private_keys import filter_keys
from allauth.idp.oidc.models import Client, PrivateKey
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from dure.kernel.parties import read as parties
from dure.portal.kept_keys import kept_key

READ_WALLET = "wallet:read"
POST_ACTS = "acts:write"
SCOPES = ("openid", READ_WALLET, POST_ACTS)
KEY_BITS = 2048
# What the library offers and this server does not.
NOT_OFFERED = ("device_authorization_endpoint", "end_session_endpoint")


class IdentityAdapter(DefaultOIDCAdapter):  # type: ignore[misc]
    """What an app is told: an opaque word for the person. No name, no address."""

    scope_display = {
        "openid": gettext_lazy("know that you are the same person as before, without your name"),
        READ_WALLET: gettext_lazy("see what is in your wallet and how it came there"),
        POST_ACTS: gettext_lazy("record acts for you"),
    }

    def get_user_sub(self, _client: Client, user: AbstractBaseUser) -> str:
        """The opaque id of somebody's party."""
        party = parties.party_of(user.pk)
        return party.id if party else str(user.pk)

    def get_user_by_sub(self, _client: Client, sub: str) -> AbstractBaseUser | None:
        """The account of an opaque id, if it may still be entered."""
        accounts = get_user_model().objects.filter(is_active=True)
        found = accounts.filter(party__id=sub).first()
        return found or (accounts.filter(pk=int(sub)).first() if sub.isdecimal() else None)

    def get_claims(
        self, _purpose: str, user: AbstractBaseUser, client: Client, *_given: Any, **_words: Any
    ) -> dict[str, Any]:
        """Nothing but the opaque id, whatever was asked for."""
        return {"sub": self.get_user_sub(client, user)}

    def populate_server_metadata(self, data: dict[str, Any]) -> None:
        """What this server offers to apps."""
        for name in NOT_OFFERED:
            data.pop(name, None)
        data["scopes_supported"] = list(SCOPES)
        data["grant_types_supported"] = ["authorization_code", "refresh_token"]
        data["response_types_supported"] = ["code"]

    def list_private_keys(self, *, did_activate: Any = None, is_active: Any = None) -> list[PrivateKey]:
        """The key that signs who somebody is, kept in the home."""
        keys = [PrivateKey(pem=kept_key(settings.HOME / "identity-key.pem", _made_key).decode())]
        return list(filter_keys(keys, did_activate=did_activate, is_active=is_active))


@csrf_exempt
def authorize(request: HttpRequest, *given: Any, **words: Any) -> HttpResponse:
    """The page where somebody allows an app. Its form ends at that app, so browsers must let it go there.

    The library checks the form's token itself where it is sent back to us.
    """
    answer: HttpResponse = oidc_views.authorization(request, *given, **words)
    target = urlsplit(request.GET.get("redirect_uri", ""))
    # Only where the library knows the app and its address does it answer with the form.
    if request.method == "GET" and "form" in (getattr(answer, "context_data", None) or {}) and target.scheme:
        is_web = target.scheme in {"http", "https"}
        origin = f"{target.scheme}://{target.netloc}" if is_web else f"{target.scheme}:"
        if " " not in origin and ";" not in origin:
            answer._csp_update = {"form-action": [origin]}  # type: ignore[attr-defined]
    return answer


def not_offered(request: HttpRequest) -> HttpResponse:
    """What the library offers and this server does not."""
    raise Http404


def _made_key() -> bytes:
    """A new key that can sign who somebody is."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
