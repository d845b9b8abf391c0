"""Who holds a home, and that workers end with their parent."""

import socket
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


def test_a_port_is_served_by_one_home_only() -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(server.NoSuchPort, match="Choose another --port"):
            server.check_port("127.0.0.1", port, wait_s=0)
    server.check_port("127.0.0.1", port, wait_s=0)


@pytest.mark.parametrize(("host", "port"), [("nowhere", 8000), ("127.0.0.1", 99_999), ("192.0.2.1", 8000)])
def test_an_address_that_cannot_be_served_is_told_in_words(host: str, port: int) -> None:
    with pytest.raises(server.NoSuchPort):
        server.check_port(host, port, wait_s=0)
