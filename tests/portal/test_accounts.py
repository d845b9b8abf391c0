"""Signing in and out, second steps, and who looked at whose data."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from pytest_django import Settings

from dure.grammar.shapes import Text
from dure.kernel.parties import read, write
from dure.kernel.parties.models import Account
from dure.kernel.parties.read import PartySeen, RoleHeld
from dure.portal import settings as written

pytestmark = pytest.mark.django_db

PASSWORD = "garam-nuri-maru"
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _somebody(username: str, *, role: str = "", place: str = "daejeon") -> str:
    account = write.open_account(username, password=PASSWORD, at=AT)
    seen = PartySeen(
        id=f"p-{username}",
        kind="person",
        place="daejeon",
        name=Text(ko=f"{username} 님", en=f"Ms {username}"),
    )
    write.register_party(seen, at=AT, account_id=account)
    if role:
        write.give_role(RoleHeld(holder=seen.id, name=role, place=place, valid_from=AT.date()), at=AT)
    return seen.id


def _signed_in(username: str) -> Client:
    client = Client()
    answer = client.post("/en/account/login/", {"login": username, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def _confirmed(username: str) -> Client:
    """Signed in, and once more confirmed: what protects an account is changed only then."""
    client = _signed_in(username)
    assert client.post("/en/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


def _page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def _code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def test_a_password_opens_the_account_and_signing_out_closes_it() -> None:
    _somebody("garam", role="officer")
    client = _signed_in("garam")
    page = _page(client, "/en/account/")
    assert "Ms garam" in page
    assert "officer (enters and imports figures)" in page
    client.post("/en/account/logout/")
    assert client.get("/en/account/").status_code == 302


def test_a_password_is_kept_as_argon2(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = written.PASSWORD_HASHERS
    write.open_account("garam", password=PASSWORD, at=AT)
    assert Account.objects.get(username="garam").password.startswith("argon2$argon2id$")


def test_a_wrong_password_and_an_unknown_name_hear_the_same() -> None:
    _somebody("garam")
    answers = [
        Client().post("/en/account/login/", {"login": name, "password": "wrong"})
        for name in ("garam", "nobody")
    ]
    said = [re.findall(r'role="alert">(.*?)</div>', answer.content.decode(), re.DOTALL) for answer in answers]
    assert said[0] == said[1] != []


def test_nobody_signs_up_by_themselves() -> None:
    assert "Nobody signs up here by themselves" in _page(Client(), "/en/account/signup/")
    Client().post("/en/account/signup/", {"username": "new", "password1": PASSWORD, "password2": PASSWORD})
    assert read.find_account("new") is None


def test_a_closed_account_opens_nothing() -> None:
    _somebody("garam")
    write.close_account("garam")
    client = Client()
    client.post("/en/account/login/", {"login": "garam", "password": PASSWORD})
    assert client.get("/en/account/").status_code == 302


def test_a_new_password_ends_other_sessions() -> None:
    _somebody("garam")
    client = _signed_in("garam")
    write.set_password("garam", password="another-long-one")
    assert client.get("/en/account/").status_code == 302


def test_a_short_or_common_password_is_refused() -> None:
    _somebody("garam")
    client = _signed_in("garam")
    for new in ("short", "1234567890"):
        form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
        assert client.post("/en/account/password/change/", form).status_code == 200
    form = {"oldpassword": PASSWORD, "password1": "maru-nuri-garam", "password2": "maru-nuri-garam"}
    assert client.post("/en/account/password/change/", form).status_code == 302


def test_signing_in_never_leads_to_another_site() -> None:
    _somebody("garam")
    for target in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        form = {"login": "garam", "password": PASSWORD, "next": target}
        answer = Client().post("/en/account/login/", form)
        assert answer.headers["Location"] == "/en/account/"


def test_signing_in_leads_back_to_the_page_that_asked() -> None:
    _somebody("garam")
    client = Client()
    asked = client.get("/en/account/looks/")
    assert asked.headers["Location"] == "/en/account/login/?next=/en/account/looks/"
    form = {"login": "garam", "password": PASSWORD, "next": "/en/account/looks/"}
    assert client.post("/en/account/login/", form).headers["Location"] == "/en/account/looks/"


def test_the_fifth_failure_closes_signing_in_for_a_quarter_of_an_hour_and_says_until_when() -> None:
    _somebody("garam")
    client = Client()
    for _ in range(4):
        assert client.post("/en/account/login/", {"login": "garam", "password": "wrong"}).status_code == 200
    locked = client.post("/en/account/login/", {"login": "garam", "password": "wrong"})
    right = client.post("/en/account/login/", {"login": "garam", "password": PASSWORD})
    for answer in (locked, right):
        assert answer.status_code == 429
        assert 0 < int(answer.headers["Retry-After"]) <= 15 * 60
        assert re.search(r"Come back at \d\d:\d\d \(in \d+ minutes\)", answer.content.decode())
    assert "Signing in is closed" in right.content.decode()


def test_another_case_of_letters_does_not_open_a_closed_sign_in() -> None:
    _somebody("garam")
    client = Client()
    for name in ("garam", "Garam", "GARAM", "gaRam", "garam "):
        client.post("/en/account/login/", {"login": name, "password": "wrong"})
    for name in ("GARAM-x", "gArAm", "garam"):
        status = client.post("/en/account/login/", {"login": name, "password": PASSWORD}).status_code
        assert status == (429 if name.lower() == "garam" else 200)


def test_somebody_elses_failures_do_not_lock_me_out() -> None:
    _somebody("garam")
    _somebody("nuri")
    for _ in range(6):
        Client().post("/en/account/login/", {"login": "garam", "password": "wrong"})
    _signed_in("nuri")
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    form = {"login": "garam", "password": PASSWORD}
    assert elsewhere.post("/en/account/login/", form).status_code == 302


def test_a_code_from_an_app_is_asked_for_once_switched_on() -> None:
    _somebody("garam")
    client = _confirmed("garam")
    page = _page(client, "/en/account/security/totp/activate/")
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret
    answer = client.post("/en/account/security/totp/activate/", {"code": _code(secret[1])})
    assert answer.status_code == 302
    later = Client()
    answer = later.post("/en/account/login/", {"login": "garam", "password": PASSWORD})
    assert answer.headers["Location"].startswith("/en/account/security/authenticate/")
    assert later.get("/en/account/").status_code == 302
    _page(later, "/en/account/security/authenticate/")
    assert later.post("/en/account/security/authenticate/", {"code": "000000"}).status_code == 200
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert later.post("/en/account/security/authenticate/", {"code": codes[0]}).status_code == 302
    _page(later, "/en/account/")


def test_what_protects_an_account_is_changed_only_after_confirming_once_more() -> None:
    _somebody("garam")
    client = _signed_in("garam")
    for path in ("totp/activate/", "webauthn/add/"):
        answer = client.get(f"/en/account/security/{path}")
        assert answer.headers["Location"].startswith("/en/account/reauthenticate/")
    assert client.post("/en/account/reauthenticate/", {"password": "wrong"}).status_code == 200


def test_codes_are_not_guessed_without_end() -> None:
    _somebody("garam")
    TOTP.activate(Account.objects.get(username="garam"), "JBSWY3DPEHPK3PXP")
    client = Client()
    client.post("/en/account/login/", {"login": "garam", "password": PASSWORD})
    pages = [
        client.post("/en/account/security/authenticate/", {"code": "abcdef"}).content.decode()
        for _ in range(22)
    ]
    assert pages[0] != pages[-1]
    assert "Too many" in pages[-1]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_of_the_account_answers_in_two_languages(language: str) -> None:
    _somebody("garam", role="officer")
    client = _confirmed("garam")
    account = Account.objects.get(username="garam")
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    open_to_all = ["login/", "signup/", "inactive/", "password/forgotten/"]
    own = ["", "looks/", "logout/", "password/change/", "reauthenticate/", "people/p-garam/"]
    security = ["", "reauthenticate/", "recovery-codes/generate/", "totp/deactivate/", "webauthn/add/"]
    titles = {_page(Client(), f"/{language}/account/{path}").split("</title>")[0] for path in open_to_all}
    titles |= {_page(client, f"/{language}/account/{path}").split("</title>")[0] for path in own}
    titles |= {
        _page(client, f"/{language}/account/security/{path}").split("</title>")[0] for path in security
    }
    assert len(titles) >= 12


def test_signing_in_by_passkey_asks_the_browser_for_one() -> None:
    page = _page(Client(), "/en/account/login/")
    assert 'id="passkey_login"' in page
    answer = Client().get("/en/account/security/webauthn/login/", headers={"Accept": "application/json"})
    options = answer.json()["request_options"]["publicKey"]
    assert options["rpId"] == "testserver"
    assert options["userVerification"] in {"preferred", "required"}


def test_an_auditor_who_looks_at_me_stands_in_my_list() -> None:
    garam = _somebody("garam", role="officer")
    _somebody("nuri", role="auditor")
    page = _page(_signed_in("nuri"), f"/en/account/people/{garam}/")
    assert "Ms garam" in page
    mine = _page(_signed_in("garam"), "/en/account/looks/")
    assert "Ms nuri" in mine
    assert "your name and your roles" in mine


def test_looking_at_myself_is_not_recorded() -> None:
    garam = _somebody("garam", role="officer")
    client = _signed_in("garam")
    _page(client, f"/en/account/people/{garam}/")
    assert "Nobody else has looked" in _page(client, "/en/account/looks/")


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [
        ("officer", "daejeon", 200),
        ("approver", "daejeon", 200),
        ("auditor", "daejeon", 200),
        ("council_member", "daejeon", 403),
        ("officer", "daegu", 403),
        ("", "", 403),
    ],
)
def test_a_person_is_shown_to_those_who_answer_for_the_place(role: str, place: str, status: int) -> None:
    garam = _somebody("garam")
    _somebody("nuri", role=role, place=place)
    assert _signed_in("nuri").get(f"/en/account/people/{garam}/").status_code == status


def test_an_unknown_person_is_not_found() -> None:
    _somebody("nuri", role="auditor")
    assert _signed_in("nuri").get("/en/account/people/nobody/").status_code == 404


def test_a_session_lasts_no_longer_than_the_browser_and_a_working_day() -> None:
    _somebody("garam")
    client = _signed_in("garam")
    cookie = client.cookies[written.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == ""
    assert timedelta(seconds=written.SESSION_COOKIE_AGE) <= timedelta(hours=12)
