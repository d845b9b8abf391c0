"""Finds the command named on the command line and runs it.

This is the one place that opens modules by name, so that `dure pack check` never imports Django.
"""

import errno
import importlib
import locale
import os
import sys

from dure.portal.commands.standard_input import with_input

COMMANDS = {
    "up": "Set everything up and start the server: dure up [--port 8000] [--no-serve]",
    "test": "Run the tests: dure test [--long] [--oracles PATH] [pytest arguments]",
    "check": "Format, lint, types, contracts, packs, tidy and docs",
    "bench": "Measure: dure bench NAME",
    "pack": "dure pack check [PATH] | dure pack new PLACE",
    "landfill": "Methane from yearly deposits: dure landfill FILE.csv [--json]",
    "calc": "Compute activity rows gas by gas: dure calc FILE.csv [--gwp AR5] [--json]",
    "ledger": "dure ledger verify",
    "roads": "dure roads import|coverage PLACE … | dure roads match NETWORK TRACES.csv --out FILE",
    "inventory": "dure inventory totals FILE.csv [--json]",
    "ecrf": "Read an eCRF workbook: dure ecrf FILE.xlsx [--json]",
    "demo": "Synthetic residents: dure demo residents --size 40000 [--place ID] [--seed 1]",
    "months": "Go on closing programmes' months: dure months [PLACE]",
    "backup": "dure backup FILE",
    "restore": "dure restore FILE",
    "account": "dure account new|password|give|take|close|unlock|show LOGIN",
    "app": "dure app new NAME --back URL --scope wallet:read | list | close ID",
    "notices": "dure notices send | log",
    "wallets": "dure wallets expire | remind [PLACE]",
    "photos": "dure photos",
    "departures": "dure departures",
    "manage": "Django's own commands: dure manage migrate",
}


# Their whole answer is what they write: with nowhere to write it they have not been of use.
ANSWERS = ("calc", "landfill", "inventory", "ecrf")
NOWHERE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def main(arguments: list[str] | None = None) -> int:
    """Run the command and answer its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    has_output = sys.stdout is not None
    _open_missing()
    if not has_output and arguments[:1] and arguments[0] in ANSWERS:
        return _unwritten(
            "표준 출력이 닫혀 있어 답을 쓸 곳이 없습니다. > answer.csv처럼 파일로 보내십시오.",
            "The standard output is closed: there is nowhere to write. Send it to a file: > answer.csv",
        )
    try:
        return _run(arguments)
    except BrokenPipeError:
        # Who reads has heard enough, as in `dure pack check | head`: the rest is said to nobody.
        _drop(sys.stdout.fileno())
        return 1
    except OSError as error:
        if error.errno not in NOWHERE:
            raise
        why = os.strerror(error.errno)
        return _unwritten(
            f"다 쓰지 못했습니다({why}). 디스크에 자리를 내고 다시 실행하십시오.",
            f"Not everything could be written ({why}). Make room on the disk and run this again.",
        )


def _run(arguments: list[str]) -> int:
    """Run the command; what it said has left the machine's hands when this ends, however it ends."""
    try:
        if not arguments or arguments[0] not in COMMANDS:
            print("Dure\n")
            for name, says in COMMANDS.items():
                print(f"  {name:9} {says}")
            return 0 if not arguments or arguments[0] in {"help", "--help", "-h"} else 2
        command = importlib.import_module(f"dure.portal.commands.{arguments[0]}")
        if arguments[0] not in ANSWERS:
            return int(command.run(arguments[1:]))
        with with_input(arguments[1:]) as given:
            return int(command.run(given))
    finally:
        sys.stdout.flush()


def _open_missing() -> None:
    """Open what the caller has closed (`2>&-`) to nobody, so that what is said there does no harm."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  open as long as the command
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  open as long as the command


def _unwritten(ko: str, en: str) -> int:
    """Say in one sentence that the answer could not be written, where that can be said."""
    _drop(sys.stdout.fileno())
    try:
        print(ko if (locale.getlocale()[0] or "").startswith(("ko", "Korean")) else en, file=sys.stderr)
    except OSError:
        _drop(sys.stderr.fileno())
    return 2


def _drop(place: int) -> None:
    """What is still to be written there is written to nobody."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), place)
