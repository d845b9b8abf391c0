"""Signing in from another app: no second account, and no word about the person beside who it is."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.conf import settings as house
from django.test import Client
from pytest_django import Settings

from dure.kernel.parties.models import Account
from tests.portal.account.provider import CLIENT, SECRET, Provider, running

pytestmark = pytest.mark.django_db
LOGIN = "/account/app/city/login/"


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    """The city's app vouches for its members."""
    with running() as one:
        app = {
            "provider_id": "city", "name": "Town money", "client_id": CLIENT, "secret": SECRET,
            "settings": {"server_url": one.address},
        }  # fmt: skip
        providers = {"openid_connect": {**house.SOCIALACCOUNT_PROVIDERS["openid_connect"], "APPS": [app]}}
        settings.SOCIALACCOUNT_PROVIDERS = providers
        yield one


def _come_back(browser: Client, provider: Provider, *, onward: str = "", state: str = "") -> object:
    """From our door to the app and back, as a browser goes."""
    sent = browser.post(LOGIN + (f"?next={onward}" if onward else ""))
    assert sent.status_code == 302, sent.content
    asked = {name: values[0] for name, values in parse_qs(urlsplit(sent["Location"]).query).items()}
    assert sent["Location"].startswith(provider.address + "/authorize")
    assert (asked["scope"], asked["code_challenge_method"]) == ("openid", "S256")
    provider.challenge = asked["code_challenge"]
    return browser.get(LOGIN + "callback/", {"code": "c", "state": state or asked["state"]})


def test_whoever_the_app_vouches_for_is_in_and_is_led_to_joining(provider: Provider) -> None:
    browser = Client()
    answer = _come_back(browser, provider)
    assert answer.status_code == 302  # type: ignore[attr-defined]
    assert answer["Location"].endswith("/my/")  # type: ignore[index]
    assert browser.get("/en/my/").status_code == 200
    account = Account.objects.get()
    assert account.username.startswith("app-")
    assert not account.has_usable_password()


def test_the_same_person_comes_back_to_the_same_account(provider: Provider) -> None:
    for _visit in range(2):
        _come_back(Client(), provider)
    assert Account.objects.count() == 1
    provider.person = "person-8"
    _come_back(Client(), provider)
    assert Account.objects.count() == 2


def test_of_what_the_app_tells_only_who_it_is_is_kept(provider: Provider) -> None:
    for _visit in range(2):
        _come_back(Client(), provider)
    (kept,) = SocialAccount.objects.all()
    assert (kept.uid, kept.extra_data) == ("person-7", {})
    assert not EmailAddress.objects.exists()
    assert not SocialToken.objects.exists()


def test_another_s_answer_opens_no_door(provider: Provider) -> None:
    browser = Client()
    answer = _come_back(browser, provider, state="made-up")
    assert "You are not signed in" in answer.content.decode() or answer.status_code != 302  # type: ignore[attr-defined]
    assert not Account.objects.exists()
    assert "_auth_user_id" not in browser.session


def test_what_the_app_refuses_is_told(provider: Provider) -> None:
    provider.wrong = True
    browser = Client(headers={"Accept-Language": "en"})
    answer = _come_back(browser, provider)
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert "The other app could not say who you are" in page
    assert not Account.objects.exists()


def test_the_way_on_leads_nowhere_else(provider: Provider) -> None:
    answer = _come_back(Client(), provider, onward="https://evil.example/")
    assert "evil" not in answer["Location"]  # type: ignore[index]


def test_the_door_stands_beside_the_others_only_where_there_is_an_app(
    provider: Provider, settings: Settings
) -> None:
    assert "Sign in with Town money" in Client().get("/en/account/login/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "Sign in with" not in Client().get("/en/account/login/").content.decode().replace(
        "Sign in with a passkey", ""
    )


def test_looking_at_the_door_is_not_going_through_it(provider: Provider) -> None:
    answer = Client(headers={"Accept-Language": "en"}).get(LOGIN)
    assert answer.status_code == 200
    assert "Sign in with Town money" in answer.content.decode()
    assert provider.asked == []
