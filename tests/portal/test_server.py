"""Who holds a home, and that workers end with their parent."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from dure.portal import server

WORKER = """
import os, time
from dure.portal import server
server.watch(os.getppid())
print(os.getpid(), flush=True)
time.sleep(120)
"""
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {WORKER!r}])"


def lives(process: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_worker_ends_when_its_parent_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        assert lives(worker)
        parent.kill()
        parent.wait()
    for _ in range(300):
        if not lives(worker):
            break
        time.sleep(0.1)
    assert not lives(worker)


def test_a_home_is_set_up_by_one_at_a_time(tmp_path: Path) -> None:
    with server.setting_up(tmp_path):
        with pytest.raises(server.BeingSetUp), server.setting_up(tmp_path):
            pass
        with pytest.raises(server.AlreadyRunning), server.holding(tmp_path):
            pass
    with server.setting_up(tmp_path):
        pass


def test_a_home_may_be_set_up_beside_a_server_but_not_while_it_is_restored(tmp_path: Path) -> None:
    with server.holding(tmp_path, shared=True), server.setting_up(tmp_path):
        assert server.who_serves(tmp_path)
    assert server.who_serves(tmp_path) == ""
    with server.holding(tmp_path), pytest.raises(server.AlreadyRunning), server.setting_up(tmp_path):
        pass
