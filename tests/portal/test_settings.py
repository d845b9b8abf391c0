"""What the settings make for themselves in a new home."""

import threading
from pathlib import Path

from dure.portal import settings

BEGINNING_AT_ONCE = 8


def secrets_of(path: Path) -> list[str]:
    """The key that each of several beginners finds, all from the same moment."""
    line_up = threading.Barrier(BEGINNING_AT_ONCE)
    found: list[str] = []

    def begin() -> None:
        line_up.wait()
        found.append(settings._kept_secret(path))

    beginners = [threading.Thread(target=begin) for _ in range(BEGINNING_AT_ONCE)]
    for beginner in beginners:
        beginner.start()
    for beginner in beginners:
        beginner.join()
    return found


def test_all_who_begin_in_a_new_home_at_once_find_the_same_key(tmp_path: Path) -> None:
    for number in range(100):
        found = secrets_of(tmp_path / str(number))
        assert len(found) == BEGINNING_AT_ONCE
        assert len(set(found)) == 1
        assert len(found[0]) > 50


def test_a_key_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    assert settings._kept_secret(path) == settings._kept_secret(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_key_that_was_never_written_is_made(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    path.touch(mode=0o600)
    assert len(settings._kept_secret(path)) > 50
