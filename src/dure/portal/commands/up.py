"""`dure up`: database, packs, assets, demo accounts, server. Running it again is quick and loses nothing."""

import argparse
import json
import os
import secrets
import shutil
import sys
import time
from datetime import datetime
from pathlib import Path

import django
from django.conf import settings

from dure.portal.words import compile_words

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
# Before anything speaks: a process reads a language once, and the apps speak as they are made ready.
compile_words(settings.HOME)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError  # noqa: E402
from django.utils import timezone  # noqa: E402

from dure.grammar import read  # noqa: E402
from dure.grammar.books.library import read_library  # noqa: E402
from dure.grammar.shapes import Mistake  # noqa: E402
from dure.kernel.parties import write as parties  # noqa: E402
from dure.kernel.parties.read import find_account  # noqa: E402
from dure.kernel.runs import read as runs  # noqa: E402
from dure.kernel.runs import write as running  # noqa: E402
from dure.kernel.things import read as things  # noqa: E402
from dure.portal import append_only, server  # noqa: E402
from dure.portal.demo.campaigns import first_campaigns  # noqa: E402
from dure.portal.demo.editions import first_disclosure  # noqa: E402
from dure.portal.version import code_version  # noqa: E402

WIDTH = 24
DEMO_ROLES = ("officer", "approver", "resident")
# Who is there for the demo only where a place runs a system.
DEMO_ROLES_OF = {"zero_waste": ("keeper",)}
DEMO_FILE = "demo-accounts"


def run(arguments: list[str]) -> int:
    """Set everything up, then serve until stopped."""
    parser = argparse.ArgumentParser(prog="dure up")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine only)"
    )
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-serve", action="store_true", help="set up, do not start the server")
    chosen = parser.parse_args(arguments)
    try:
        with server.setting_up(settings.HOME):
            ready = set_up()
    except server.BeingSetUp as error:
        return _refused(f"Another process is setting {error} up. Wait for it, then run this again.")
    except server.AlreadyRunning as error:
        return _refused(f"A backup is being restored into {error}. Wait for it, then run this again.")
    except (OSError, DatabaseError) as error:
        return _refused(_unready(error))
    if not ready or chosen.no_serve:
        return 0 if ready else 1
    return _serve(chosen.host, chosen.port)


def _serve(host: str, port: int) -> int:
    """Serve this home until stopped, where no other server listens."""
    other = server.who_serves(settings.HOME)
    if other.endswith(f"http://{host}:{port}"):
        return _refused(f"This home is served already, by {other}. Stop it, or choose another --port.")
    if other:
        say(f"This home is served already, by {other}; this is one more server.")
    try:
        server.check_port(host, port)
    except server.NoSuchPort as error:
        return _refused(str(error))
    print(f"\n  http://{'localhost' if host == '127.0.0.1' else host}:{port}\n", flush=True)
    return server.serve(host, port)


def set_up() -> bool:
    """Bring database, packs, assets and demo accounts up to date; False where the packs have mistakes."""
    started = time.monotonic()
    # Before anything speaks: words that come after a language was first used are missed until the next start.
    tell("words")
    compile_words(settings.HOME)
    tell("database")
    call_command("migrate", interactive=False, verbosity=0)
    append_only.make_guards()
    if not load_packs(settings.PACKS, at=timezone.now()):
        return False
    tell("assets")
    call_command("collectstatic", interactive=False, verbosity=0)
    accounts = demo_accounts(at=timezone.now()) if settings.DEMO else []
    if settings.DEMO:
        first_disclosure(at=timezone.now())
        first_campaigns(at=timezone.now())
    say(f"Ready in {time.monotonic() - started:.1f} s")
    show_accounts(accounts)
    (settings.HOME / DEMO_FILE).unlink(missing_ok=True)
    return True


def _unready(error: OSError | DatabaseError) -> str:
    """Why a home or its database cannot be written or asked, and what to do."""
    about = "the database" if isinstance(error, DatabaseError) else str(error.filename or "a file")
    why = str(error).strip() if isinstance(error, DatabaseError) else error.strerror or str(error)
    free_mb = shutil.disk_usage(settings.HOME).free // 1024**2
    return (
        f"{settings.HOME} is not ready: {about}: {why}. Nothing was half-loaded. "
        f"See that the disk has room ({free_mb} MB are free), that the database can be reached and that "
        "files there may be written; then run this again."
    )


def _refused(says: str) -> int:
    print(says, file=sys.stderr)
    return 1


def tell(words: str, done: int = 0, of: int = 0) -> None:
    """Say what is being done, on one line that the next thing overwrites."""
    if not sys.stderr.isatty():
        if not of:
            print(f"Setting up: {words}", file=sys.stderr)
        return
    bar = "█" * round(WIDTH * done / of) + "░" * (WIDTH - round(WIDTH * done / of)) if of else ""
    print(f"\r\033[KSetting up: {bar} {words}", end="", file=sys.stderr, flush=True)


def say(words: str) -> None:
    """Say something that stays."""
    print(("\r\033[K" if sys.stderr.isatty() else "") + words, file=sys.stderr, flush=True)


def load_packs(folder: Path, *, at: datetime) -> bool:
    """Load the packs unless the same packs were loaded by the same code; False when they have mistakes."""
    tell("packs")
    packs = read(folder)
    if packs.mistakes:
        count = len(packs.mistakes)
        say(f"{count} mistake{'s' * (count > 1)} in {folder}; nothing was loaded.")
        for mistake in packs.mistakes[:50]:
            say(sentence(mistake))
        return False
    last = runs.last_load()
    if last and (last.pack_digest, last.code_version) == (packs.digest, code_version()):
        return True
    done = running.load(packs, code_version=code_version(), at=at, tell=tell, library=read_library(folder))
    say(
        f"Loaded {len(packs.places)} places: "
        f"{done.figures} figures new or changed, {done.withdrawn} withdrawn, "
        f"{done.runs} reckonings, {done.findings} findings new or changed."
    )
    for words in done.refused:
        say(f"  Not reckoned: {words}")
    return True


def sentence(mistake: Mistake) -> str:
    """A mistake as a line to read."""
    where = f"{mistake.file} line {mistake.line}" if mistake.line else mistake.file
    korean = settings.TERMINAL_LANGUAGE == "ko"
    says, mend = (mistake.says.ko, mistake.mend.ko) if korean else (mistake.says.en, mistake.mend.en)
    return f"  {where}: {says} {mend}"


def demo_accounts(*, at: datetime) -> list[tuple[str, str]]:
    """Make the demo accounts that are not there yet; answers names and passwords, seen this once."""
    planning = [place for place in things.places() if "plan" in place.systems]
    planning = [place for place in planning if place.kind in {"province", "city", "district"}]
    places = {role: [place.id for place in planning] for role in DEMO_ROLES}
    for system, roles in DEMO_ROLES_OF.items():
        places |= {role: [place.id for place in planning if system in place.systems] for role in roles}
    names = [f"{role}-{place}" for role, those in places.items() for place in those]
    missing = [name for name in names if find_account(name) is None]
    if missing or (settings.HOME / DEMO_FILE).exists():
        passwords, unshown = _demo_file(missing)
        for role, those in places.items():
            parties.make_demo_accounts(those, passwords={role: passwords[role]}, at=at)
        return [(name, passwords[name.partition("-")[0]]) for name in names if name in unshown]
    return []


def _demo_file(missing: list[str]) -> tuple[dict[str, str], set[str]]:
    """Passwords by role, and the names still to be shown: they stand on disk until then."""
    file = settings.HOME / DEMO_FILE
    try:
        said = json.loads(file.read_text())
        passwords, names = {**_new_passwords(), **said["passwords"]}, {*said["names"], *missing}
    except (OSError, ValueError, KeyError, TypeError):
        passwords, names = _new_passwords(), set(missing)
    part = file.with_suffix(".part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as written:
        json.dump({"passwords": passwords, "names": sorted(names)}, written)
    part.replace(file)
    return passwords, names


def _new_passwords() -> dict[str, str]:
    """A password for each role of the demo."""
    roles = [*DEMO_ROLES, *(role for those in DEMO_ROLES_OF.values() for role in those)]
    return {role: secrets.token_urlsafe(9) for role in roles}


def show_accounts(accounts: list[tuple[str, str]]) -> None:
    """Print the demo accounts once; they are not kept in the clear."""
    if accounts:
        print("\nDemo accounts (shown once):")
        for name, password in accounts:
            print(f"  {name:28} {password}", flush=True)
