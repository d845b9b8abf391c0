"""Where the files of packs lie: one folder of packs, or a place of one's own laid over it."""

from dataclasses import dataclass, field
from pathlib import Path

from dure.grammar.letters import wrong_letters
from dure.grammar.sentences import files as says
from dure.grammar.sheets import Desk
from dure.grammar.words import NAME, PLACE_FILES, SLUG, SYSTEM_FILES, nearest

MAKES_A_PACK = ("systems", "places", "sources.csv")


@dataclass(frozen=True)
class Shelf:
    """Folders of systems and places by name, with what they are called in mistakes, and files of sources."""

    systems: dict[str, tuple[Path, str]] = field(default_factory=dict)
    places: dict[str, tuple[Path, str]] = field(default_factory=dict)
    sources: list[tuple[Path, str]] = field(default_factory=list)


def is_place(path: Path) -> bool:
    """Whether a folder is one place."""
    return (path / "place.toml").is_file()


def is_whole(path: Path) -> bool:
    """Whether a folder of packs brings its own systems."""
    return (path / "systems").is_dir()


def find_shelf(desk: Desk, path: Path, over: Path | None) -> Shelf:
    """What lies in `path`, laid over what lies in `over`."""
    shelf = Shelf()
    for layer in (over, path):
        if layer is None:
            continue
        if is_place(layer):
            _add_place(desk, shelf, layer.resolve(), layer.resolve().name)
        elif any((layer / name).exists() for name in MAKES_A_PACK):
            _add_packs(desk, shelf, layer)
        else:
            desk.sheet(str(layer)).hear(says.not_a_pack())
    for folder, name in shelf.places.values():
        if (folder / "sources.csv").exists():
            shelf.sources.append((folder / "sources.csv", f"{name}/sources.csv"))
    return shelf


def _add_packs(desk: Desk, shelf: Shelf, layer: Path) -> None:
    """Everything in a folder of packs."""
    for entry in entries(desk, layer, str(layer)):
        if entry.name not in (*MAKES_A_PACK, "README.md"):
            desk.sheet(entry.name).hear(says.unknown_file(entry.name, nearest(entry.name, MAKES_A_PACK)))
    if (layer / "sources.csv").exists():
        shelf.sources.append((layer / "sources.csv", "sources.csv"))
    for folder in entries(desk, layer / "systems", "systems"):
        name = f"systems/{folder.name}"
        if not folder.is_dir() or not NAME.fullmatch(folder.name):
            desk.sheet(name).hear(says.unknown_file(folder.name, ""))
            continue
        shelf.systems[folder.name] = (folder, name)
        _hear_files(desk, folder, name, SYSTEM_FILES)
    for folder in entries(desk, layer / "places", "places"):
        if folder.is_dir():
            _add_place(desk, shelf, folder, f"places/{folder.name}")
        else:
            desk.sheet(f"places/{folder.name}").hear(says.unknown_file(folder.name, ""))


def _add_place(desk: Desk, shelf: Shelf, folder: Path, name: str) -> None:
    """The folder of one place; its id is its name."""
    if not SLUG.fullmatch(folder.name):
        desk.sheet(name).hear(says.odd_folder_name(folder.name))
    elif (wrong := wrong_letters("place", folder.name)) is not None:
        desk.sheet(name).hear(wrong)
    shelf.places[folder.name] = (folder, name)
    _hear_files(desk, folder, name, PLACE_FILES)


def _hear_files(desk: Desk, folder: Path, name: str, known: tuple[str, ...]) -> None:
    """Note files whose names mean nothing here."""
    for entry in entries(desk, folder, name):
        if not entry.is_file() and not entry.is_dir():
            desk.sheet(f"{name}/{entry.name}").hear(says.not_a_file())
        elif entry.is_file() and entry.name not in known:
            desk.sheet(f"{name}/{entry.name}").hear(says.unknown_file(entry.name, nearest(entry.name, known)))


def hear_system_files(desk: Desk, folder: Path, name: str, known: tuple[str, ...]) -> None:
    """Note files of a place's folder for a system whose names mean nothing."""
    for entry in entries(desk, folder, name):
        if not entry.is_file() and not entry.is_dir():
            desk.sheet(f"{name}/{entry.name}").hear(says.not_a_file())
        elif entry.name not in known:
            desk.sheet(f"{name}/{entry.name}").hear(says.unknown_file(entry.name, nearest(entry.name, known)))


def entries(desk: Desk, folder: Path, name: str) -> list[Path]:
    """What lies in a folder, in order, without hidden files; nothing when there is no such folder."""
    try:
        found = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        desk.sheet(name).hear(says.unreadable_file(error.strerror or str(error)))
        return []
    return [entry for entry in found if not entry.name.startswith((".", "~"))]
