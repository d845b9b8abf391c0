"""`dure test`: the tests, and the system packages they need.

What is missing is installed where that is allowed (root on Debian); otherwise it is named and the command
fails: a test is never skipped because something is not there.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
FONTS = Path("/usr/share/fonts")


def run(arguments: list[str]) -> int:
    """Run pytest with the arguments given; workers side by side unless `-n` says otherwise."""
    if not {"-h", "--help"} & set(arguments):
        missing = _missing_packages()
        if missing and not _installed(missing):
            print(f"The tests need: {' '.join(missing)}.", file=sys.stderr)
            print(f"Install them as root: apt-get install {' '.join(missing)}", file=sys.stderr)
            return 1
    workers = (
        [] if any(word.startswith("-n") for word in arguments) else ["-n", str(min(os.cpu_count() or 1, 4))]
    )
    command = [sys.executable, "-m", "pytest", *workers, "--dist", "loadgroup", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _missing_packages() -> list[str]:
    """The Debian packages of a browser and of Korean letters, where they are not there."""
    missing = [] if shutil.which("chromium") else ["chromium"]
    if not any(FONTS.glob("**/NotoSansCJK*")):
        missing.append("fonts-noto-cjk")
    return missing


def _installed(packages: list[str]) -> bool:
    """Install the packages when that is allowed; whether they are there now."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Setting up: {' '.join(packages)}", file=sys.stderr)
    for words in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *words]
        if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
            return False
    return not _missing_packages()
