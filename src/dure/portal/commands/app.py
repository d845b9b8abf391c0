"""`dure app …`: which other apps may ask residents to act for them."""

import argparse
import os
import sys
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django.setup()

from allauth.idp.oidc.adapter import get_adapter  # noqa: E402  after setup
from allauth.idp.oidc.models import Client, Token  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402

from dure.portal.account.identity import SCOPES  # noqa: E402

MOST_LETTERS = 100


def run(arguments: list[str]) -> int:
    """Do one of the verbs; answers 0, or 1 with what is wrong."""
    chosen = _parser().parse_args(arguments)
    try:
        print(chosen.verb(chosen))
    except (LookupError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dure app", description="Apps that act for residents who allow it.")
    verbs = parser.add_subparsers(required=True)
    new = verbs.add_parser("new", help="register an app")
    new.add_argument("name", help="what residents read when they are asked")
    new.add_argument(
        "--back", action="append", required=True, help="the address it is sent back to; may repeat"
    )
    new.add_argument(
        "--scope", action="append", choices=SCOPES[1:], required=True, help="what it may ask for; may repeat"
    )
    new.add_argument("--on-phones", action="store_true", help="it runs on phones and can keep no secret")
    new.set_defaults(verb=new_app)
    shown = verbs.add_parser("list", help="which apps are registered")
    shown.set_defaults(verb=list_apps)
    shut = verbs.add_parser("close", help="let an app in no more; its tokens end")
    shut.add_argument("id", help="the app's id")
    shut.set_defaults(verb=close_app)
    return parser


def new_app(said: argparse.Namespace) -> str:
    """Register an app; its secret is told once."""
    if not 0 < len(said.name.strip()) <= MOST_LETTERS:
        raise ValueError("A name has 1 to 100 letters.")
    for back in said.back:
        parts = urlsplit(back)
        if not parts.scheme or (parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1"}):
            raise ValueError(f"{back}: an address begins with https://, or with a name of the app's own.")
    adapter = get_adapter()
    secret = adapter.generate_client_secret()
    client = Client(
        name=said.name.strip(),
        secret=make_password(secret),
        type=Client.Type.PUBLIC if said.on_phones else Client.Type.CONFIDENTIAL,
        scopes="\n".join(("openid", *said.scope)),
        default_scopes="openid",
        grant_types="authorization_code\nrefresh_token",
        redirect_uris="\n".join(said.back),
    )
    client.save()
    told = "" if said.on_phones else f"\nsecret  {secret}\nThe secret is shown only now."
    return f"id      {client.id}{told}"


def list_apps(_said: argparse.Namespace) -> str:
    """Each app by id and name, with what it may ask for."""
    rows = [
        f"{client.id}  {client.name}  {' '.join(client.scopes.split())}"
        for client in Client.objects.order_by("created_at")
    ]
    return "\n".join(rows) or "No app is registered."


def close_app(said: argparse.Namespace) -> str:
    """Take an app away, with everything residents allowed it."""
    found = Client.objects.filter(pk=said.id).first()
    if found is None:
        raise LookupError(f"There is no app {said.id}. See dure app list.")
    Token.objects.filter(client=found).delete()
    found.delete()
    return f"{found.name} is closed."
