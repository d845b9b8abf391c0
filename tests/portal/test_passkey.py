"""A passkey in a real browser: added, used to sign in, renamed and removed, under the strict policy."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from dure.grammar.shapes import Text
from dure.kernel.parties import write
from dure.kernel.parties.read import PartySeen

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

PASSWORD = "garam-nuri-maru"
CHROMIUM = Path("/usr/bin/chromium")


def test_a_passkey_is_added_and_opens_the_account_without_a_password(live_server: LiveServer) -> None:
    at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    number = write.open_account("garam", password=PASSWORD, at=at)
    person = PartySeen(id="p-garam", kind="person", place="gaon", name=Text(ko="김가람", en="Kim Garam"))
    write.register_party(person, at=at, account_id=number)
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        _device(page)
        _add(page, site)
        page.get_by_role("button", name="Sign out").first.click()
        page.goto(f"{site}/en/account/login/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url(re.compile(r"/en/account/$"))
        expect(page.get_by_role("heading", name="My account")).to_be_visible()
        expect(page.get_by_text("Kim Garam")).to_be_visible()
        _rename_and_remove(page, site)
        assert complaints == []
        browser.close()


def _device(page: Page) -> None:
    """A device with a fingerprint reader that always recognises its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def _add(page: Page, site: str) -> None:
    page.goto(f"{site}/en/account/security/webauthn/add/")
    page.get_by_label("Username").fill("garam")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def _rename_and_remove(page: Page, site: str) -> None:
    page.goto(f"{site}/en/account/security/webauthn/")
    page.get_by_role("link", name="Rename").click()
    page.get_by_role("link", name="Use a security key").click()
    page.get_by_role("button", name="Use a passkey or security key").click()
    page.get_by_label("Name").fill("laptop")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("rowheader", name="laptop")).to_be_visible()
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("No passkeys are set up.")).to_be_visible()
