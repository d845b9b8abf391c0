"""`dure check`: everything that can be said about the code without running the product.

Each step is a program of its own; as many run at once as the machine has cores. The output of a step is shown
only when it fails. `--fix` formats first and mends what the linter can mend.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
PYTHON = sys.executable
TOOLS = Path(PYTHON).parent

# The slowest first, so that the short ones fill the other core.
STEPS: dict[str, list[str]] = {
    "types": [PYTHON, "-m", "mypy"],
    "tidy and docs": [
        PYTHON,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "tests/test_tidy.py",
        "tests/test_docs.py",
    ],
    "contracts": [str(TOOLS / "lint-imports")],
    "packs": [PYTHON, "-m", "dure", "pack", "check"],
    "migrations": [PYTHON, "-m", "dure", "manage", "makemigrations", "--check", "--dry-run"],
    "django": [PYTHON, "-m", "dure", "manage", "check", "--fail-level", "WARNING"],
    "format": [PYTHON, "-m", "ruff", "format", "--check"],
    "lint": [PYTHON, "-m", "ruff", "check"],
}

MENDS = ([PYTHON, "-m", "ruff", "check", "--fix", "--quiet"], [PYTHON, "-m", "ruff", "format", "--quiet"])


@dataclass(frozen=True)
class Result:
    """What one step said, and how long it took."""

    name: str
    code: int
    output: str
    elapsed_s: float


def run(arguments: list[str]) -> int:
    """Run every step, print a line for each, and answer 1 if any of them fails."""
    if set(arguments) - {"--fix"}:
        print("dure check knows one option: --fix", file=sys.stderr)
        return 2
    if "--fix" in arguments:
        for command in MENDS:
            subprocess.run(command, cwd=ROOT, check=False)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dure-check-") as home:
        failed = [result for result in _results(home) if result.code]
    for result in failed:
        print(f"\n── {result.name} ──\n{result.output.strip()}")
    seconds = time.monotonic() - start
    print(
        f"\n{len(failed)} of {len(STEPS)} failed, {seconds:.0f} s"
        if failed
        else f"\nAll well, {seconds:.0f} s"
    )
    return 1 if failed else 0


def _results(home: str) -> list[Result]:
    """Every step's result, each printed as it comes."""
    # The steps never touch the database of the checkout.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DURE_")}
    environment["DURE_HOME"] = home
    results = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        waiting = [pool.submit(_result, name, command, environment) for name, command in STEPS.items()]
        for done in as_completed(waiting):
            result = done.result()
            print(f"{'FAIL' if result.code else 'ok':5}{result.name:15}{result.elapsed_s:6.1f} s", flush=True)
            results.append(result)
    return results


def _result(name: str, command: list[str], environment: dict[str, str]) -> Result:
    """Run one step to its end."""
    start = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return Result(name, done.returncode, done.stdout + done.stderr, time.monotonic() - start)
