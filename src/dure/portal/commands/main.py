"""Finds the command named on the command line and runs it.

This is the one place that opens modules by name, so that `dure pack check` never imports Django.
"""

import importlib
import os
import sys

COMMANDS = {
    "up": "Set everything up and start the server: dure up [--port 8000] [--no-serve]",
    "test": "Run the tests: dure test [--long] [--oracles PATH] [pytest arguments]",
    "check": "Format, lint, types, contracts, packs, tidy and docs",
    "bench": "Measure: dure bench NAME",
    "pack": "dure pack check [PATH] | dure pack new PLACE",
    "landfill": "Methane from yearly deposits: dure landfill FILE.csv [--json]",
    "calc": "Compute activity rows gas by gas: dure calc FILE.csv [--gwp AR5] [--json]",
    "ledger": "dure ledger verify",
    "inventory": "dure inventory totals FILE.csv [--json]",
    "ecrf": "Read an eCRF workbook: dure ecrf FILE.xlsx [--json]",
    "backup": "dure backup FILE",
    "restore": "dure restore FILE",
    "account": "dure account new|password|give|take|close|unlock|show LOGIN",
    "manage": "Django's own commands: dure manage migrate",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command and answer its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments or arguments[0] not in COMMANDS:
        print("Dure\n")
        for name, says in COMMANDS.items():
            print(f"  {name:9} {says}")
        return 0 if not arguments or arguments[0] in {"help", "--help", "-h"} else 2
    module = importlib.import_module(f"dure.portal.commands.{arguments[0]}")
    try:
        code: int = module.run(arguments[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads has heard enough, as in `dure pack check | head`: the rest is said to nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code
