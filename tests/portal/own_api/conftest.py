"""A town with programmes and a resident, and an app that the resident may allow to act."""

import base64
import hashlib
from collections.abc import Callable
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.idp.oidc.models import Client as App
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from tests.portal.resident.acts.conftest import join, joined, town, town_packs  # noqa: F401

SECRET = "a secret of the app"
BACK = "https://app.example.org/back"
VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")


@pytest.fixture
def at() -> datetime:
    """Now: pages and the API ask the clock themselves."""
    return timezone.now()


@pytest.fixture
def resident(town: str, at: datetime) -> Client:  # noqa: F811
    """The browser of somebody who joined the town."""
    joined("garam", at)
    browser = Client()
    browser.force_login(
        get_user_model().objects.get(username="garam"), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return browser


@pytest.fixture
def app(db: None) -> App:
    """The app of the city's money, registered."""
    return App.objects.create(
        name="Town money",
        secret=make_password(SECRET),
        scopes="openid\nwallet:read\nacts:write",
        default_scopes="openid",
        grant_types="authorization_code\nrefresh_token",
        redirect_uris=BACK,
    )


@pytest.fixture
def token(resident: Client, app: App) -> Callable[..., str]:
    """Makes a token by the whole way: the page of permission, the code, the exchange."""
    return lambda *scopes: allowed(resident, app, scopes)["access_token"]


def allowed(browser: Client, app: App, scopes: tuple[str, ...]) -> dict[str, str]:
    """What the app gets when the resident allows these."""
    asked = {
        "client_id": app.id, "response_type": "code", "redirect_uri": BACK, "scope": " ".join(scopes),
        "state": "s", "code_challenge": CHALLENGE, "code_challenge_method": "S256",
    }  # fmt: skip
    page = browser.get("/identity/o/authorize", asked)
    assert page.status_code == 200, page.content
    signed = page.context["form"]["request"].value()
    sent = browser.post("/identity/o/authorize", {"request": signed, "scopes": scopes, "action": "grant"})
    assert sent.status_code == 302, sent.content
    code = parse_qs(urlsplit(sent["Location"]).query)["code"][0]
    words = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "client_id": app.id,
        "client_secret": SECRET, "code_verifier": VERIFIER,
    }  # fmt: skip
    answer = Client().post("/identity/o/api/token", words)
    assert answer.status_code == 200, answer.content
    return dict(answer.json())
