"""The same wallet over an API, for an app that a resident allowed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from allauth.idp.oidc.models import Client as App
from allauth.idp.oidc.models import Token
from django.test import Client
from django.utils import timezone

from tests.portal.own_api.conftest import BACK, allowed
from tests.portal.resident.acts.conftest import key

ACT = {"programme": "cans", "action": "can", "quantity": "3"}
ALL = ("openid", "wallet:read", "acts:write")


def _ask(path: str, token: str = "", body: dict[str, Any] | None = None) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if body is None:
        return Client().get(f"/app/v1/{path}", headers=headers)
    return Client().post(f"/app/v1/{path}", body, content_type="application/json", headers=headers)


def _act(at: datetime, **words: Any) -> dict[str, Any]:
    return {**ACT, "key": str(key(at)), "on": timezone.localdate(at).isoformat(), **words}


def test_an_app_records_an_act_and_reads_the_same_wallet_as_the_page(
    resident: Client, token: Callable[..., str], at: datetime
) -> None:
    own = token(*ALL)
    done = _ask("acts", own, _act(at)).json()
    paid = done["paid"]
    assert (paid > 0, done["unit"], done["repeated"]) == (True, "krw", False)
    wallet = _ask("wallet", own).json()
    assert wallet["purses"] == [{"place": "dreamtown", "unit": "krw", "amount": paid}]
    assert [line["amount"] for line in wallet["lines"]] == [paid]
    assert f"{paid:,}" in resident.get("/en/my/wallet/").content.decode()


def test_the_same_act_sent_twice_is_done_once(token: Callable[..., str], at: datetime) -> None:
    own, act = token(*ALL), _act(at)
    first, again = _ask("acts", own, act).json(), _ask("acts", own, act).json()
    assert (first["repeated"], again["repeated"], first["paid"]) == (False, True, again["paid"])
    other = _ask("acts", own, {**act, "quantity": "2"})
    assert (other.status_code, other.json()["where"]) == (409, "body: key")


def test_the_programmes_of_ones_place_are_told(token: Callable[..., str]) -> None:
    told = _ask("programmes", token("openid", "wallet:read")).json()["programmes"]
    assert {"cans", "bins"} <= {each["programme"] for each in told}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"quantity": "0"}, "quantity"),
        ({"key": "6f0a0f6a-8d5e-4a3c-9b1f-000000000000"}, "body: key"),
        ({"programme": "nothing"}, "body"),
        ({"on": "2019-01-01"}, "body"),
        ({"programme": "cans\x00"}, "programme"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    token: Callable[..., str], at: datetime, change: dict[str, str], where: str
) -> None:
    answer = _ask("acts", token(*ALL), _act(at, **change))
    assert answer.status_code == 422, answer.content
    assert where in answer.json()["where"]
    assert answer.json()["mend"]


def test_without_a_token_nothing_is_told(resident: Client) -> None:
    for path, body in (("wallet", None), ("programmes", None), ("acts", ACT)):
        answer = _ask(path, "", body)
        assert (answer.status_code, "Bearer" in answer["WWW-Authenticate"]) == (401, True)
        # Whoever is signed in with a browser is no app: the cookie opens nothing here.
        assert resident.get("/app/v1/wallet").status_code == 401
    assert _ask("wallet", "made-up").status_code == 401


def test_an_app_may_do_only_what_was_allowed(token: Callable[..., str], at: datetime) -> None:
    reading = token("openid", "wallet:read")
    answer = _ask("acts", reading, _act(at))
    assert (answer.status_code, "acts:write" in answer.json()["what"]) == (403, True)
    assert _ask("wallet", token("openid", "acts:write")).status_code == 403


def test_taking_it_back_ends_the_token_at_once(resident: Client, app: App, token: Callable[..., str]) -> None:
    own = token(*ALL)
    page = resident.get("/en/account/apps/").content.decode()
    assert "Town money" in page
    assert "record acts for you" in page
    resident.post("/en/account/apps/", {"app": app.id})
    assert _ask("wallet", own).status_code == 401
    assert not Token.objects.exists()


def test_an_app_learns_who_it_is_but_no_name(resident: Client, app: App) -> None:
    got = allowed(resident, app, ALL)
    told = Client().get(
        "/identity/o/api/userinfo", headers={"Authorization": f"Bearer {got['access_token']}"}
    )
    assert list(told.json()) == ["sub"]
    assert "garam" not in told.content.decode()
    assert told.json()["sub"].startswith("r-")


def test_the_page_of_permission_may_end_at_the_app_and_an_unknown_address_gets_nothing(
    resident: Client, app: App
) -> None:
    asked = {"client_id": app.id, "response_type": "code", "redirect_uri": BACK, "scope": "openid"}
    page = resident.get("/identity/o/authorize", asked)
    assert "form-action 'self' https://app.example.org" in page["Content-Security-Policy"]
    evil = {**asked, "redirect_uri": "https://evil.example/"}
    wrong = resident.get("/identity/o/authorize", evil, headers={"Accept-Language": "en"})
    assert "evil" not in wrong["Content-Security-Policy"] + wrong.get("Location", "")
    assert "The app cannot be let in" in wrong.content.decode()


def test_the_description_names_every_operation(db: None) -> None:
    said = Client().get("/app/v1/openapi.json").json()
    assert set(said["paths"]) == {"/app/v1/wallet", "/app/v1/programmes", "/app/v1/acts"}
    metadata = Client().get("/.well-known/openid-configuration").json()
    assert metadata["scopes_supported"] == ["openid", "wallet:read", "acts:write"]
    assert "end_session_endpoint" not in metadata
