"""`dure pack check [PATH]` says what is wrong with packs; `dure pack new PLACE` begins a place."""

import argparse
import locale
import time
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from dure.grammar import read
from dure.grammar.begin import begin_place, odd_place_name
from dure.grammar.shapes import Mistake, Packs, Text
from dure.grammar.shelves import is_whole
from dure.portal.settings import PACKS

LANGUAGES = ("ko", "en")
COUNTED = ("system", "place", "document", "figure", "mistake")


def run(arguments: list[str]) -> int:
    """Run `check` or `new`; 0 when all is well, 1 on any mistake."""
    options = _parser().parse_args(arguments)
    language: str = options.lang or spoken()
    if options.verb == "new":
        return _new(options, language)
    return _check(options.path, language)


def _parser() -> argparse.ArgumentParser:
    """What the command line takes."""
    parser = argparse.ArgumentParser(prog="dure pack", description=__doc__)
    parser.add_argument("--lang", choices=LANGUAGES, help="the language of the answers (default: LANG)")
    verbs = parser.add_subparsers(dest="verb", required=True)
    check = verbs.add_parser("check", help="say everything that is wrong with packs")
    check.add_argument(
        "path", nargs="?", type=Path, help="a folder of packs, or of one place (default: Dure's own)"
    )
    new = verbs.add_parser("new", help="begin a place")
    new.add_argument("place", help="its id, like north-town")
    new.add_argument("--path", type=Path, help="the folder to make it in (default: Dure's own places)")
    new.add_argument("--part-of", help="the place it is part of (default: the only country there is)")
    for verb in (check, new):
        verb.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help="ko or en")
    return parser


def spoken() -> str:
    """The reader's language, from the locale of the terminal."""
    try:
        spoken = locale.getlocale()[0] or ""
    except ValueError:
        spoken = ""
    return "ko" if spoken.startswith(("ko", "Korean")) else "en"


def _words(text: Text, language: str) -> str:
    """A text in the reader's language."""
    return text.ko if language == "ko" else text.en


def _check(path: Path | None, language: str) -> int:
    """Read the packs, print every mistake grouped by file, and a closing line."""
    started = time.perf_counter()
    packs = read_over(path)
    took_s = time.perf_counter() - started
    for _, mistakes in groupby(packs.mistakes, key=lambda mistake: mistake.file):
        print("\n".join(sentence(mistake, language) for mistake in mistakes) + "\n")
    print(_closing(packs, took_s, language))
    return 1 if packs.mistakes else 0


def read_over(path: Path | None) -> Packs:
    """The packs at `path`; a place of one's own, or packs without systems, are laid over Dure's own."""
    if path is None:
        return read(PACKS)
    return read(path) if is_whole(path) else read(path, over=PACKS)


def sentence(mistake: Mistake, language: str) -> str:
    """A mistake as it is printed: file, line, column, what is wrong, how to mend it."""
    line = f" {mistake.line}행" if language == "ko" else f" line {mistake.line}"
    where = mistake.file + (line if mistake.line else "") + (f", {mistake.column}" if mistake.column else "")
    return f"{where}: {_words(mistake.says, language)} {_words(mistake.mend, language)}"


def _closing(packs: Packs, took_s: float, language: str) -> str:
    """How much was read, how much is wrong, how long it took."""
    figures = sum(len(system.stated) for system in packs.systems)
    figures += sum(len(place.stated) for place in packs.places)
    counts = (len(packs.systems), len(packs.places), len(packs.sources), figures, len(packs.mistakes))
    if language == "ko":
        form = "체계 {}개, 지역 {}곳, 문서 {}건, 수치 {}건, 오류 {}건 ({:.2f}초)"
    else:
        return ", ".join(map(_counted, counts, COUNTED)) + f" ({took_s:.2f} s)"
    return form.format(*counts, took_s)


def _counted(count: int, word: str) -> str:
    """How many there are of a thing, in English: 1 mistake, 2 mistakes."""
    return f"{count} {word}" + ("" if count == 1 else "s")


def _new(options: argparse.Namespace, language: str) -> int:
    """Make a place that passes the check, and say what to do next."""
    folder: Path = (options.path or PACKS / "places") / options.place
    places = read(PACKS).places
    countries = [place.id for place in places if place.kind == "country"]
    part_of: str = options.part_of or (countries[0] if len(countries) == 1 else "")
    known = [place.id for place in places]
    wrong = odd_place_name(options.place) or _refused(folder, part_of=part_of, known=known)
    if wrong is not None:
        print(_words(wrong, language))
        return 1
    try:
        made = begin_place(folder, part_of=part_of)
    except OSError as error:
        failed = Text(
            f"{folder}: 만들 수 없습니다({error.strerror}). 쓰기 권한을 확인하십시오.",
            f"{folder} cannot be made ({error.strerror}). See that you may write there.",
        )
        print(_words(failed, language))
        return 1
    for path in made:
        print(path)
    next_ko, next_en = f"다음: dure pack check {folder}", f"Next: dure pack check {folder}"
    print(next_ko if language == "ko" else next_en)
    return 0


def _refused(folder: Path, *, part_of: str, known: Sequence[str]) -> Text | None:
    """Why a place cannot begin here, or None."""
    if folder.exists():
        return Text(
            f"{folder}: 이미 있습니다. 다른 이름을 쓰거나 --path로 다른 폴더를 지정하십시오.",
            f"{folder} is already there. Choose another name, or another folder with --path.",
        )
    if folder.name in known:
        return Text(
            f"지역 “{folder.name}”: 이미 있습니다. 두레의 지역과 겹치지 않는 다른 이름을 쓰십시오.",
            f"There is a place “{folder.name}” already. Choose a name that no place of Dure has.",
        )
    if part_of not in known:
        return Text(
            f"상위 지역 “{part_of}”: 없습니다. --part-of에 적을 수 있는 지역: {', '.join(known)}.",
            f"There is no place “{part_of}”. Write --part-of with one of {', '.join(known)}.",
        )
    return None
