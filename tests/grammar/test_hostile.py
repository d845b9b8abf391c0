"""Files made to hang, to run or to mislead are refused in words; CSV from Korean spreadsheets is not."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dure.grammar import decode
from dure.grammar.sheets import MOST_MISTAKES
from dure.grammar.tables import DEEPEST_KEY, LONGEST_LINE
from tests.grammar.conftest import Copy

TOWN = "places/dreamtown"
STATED = f"{TOWN}/plan/observations.csv"
PLANS = "systems/plan/plans.toml"


def _calls(work: Callable[[], object]) -> int:
    """How many Python functions a piece of work calls, which does not depend on how busy a machine is."""
    count = 0

    def counted(_frame: object, event: str, _what: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_thousands_of_unknown_keys_cost_no_more_than_those_listed(copy: Copy) -> None:
    path = copy.root / "systems/plan/system.toml"
    text = path.read_text(encoding="utf-8")
    costs = []
    for keys in (MOST_MISTAKES + 50, 5000):
        path.write_text("".join(f"titel{n} = 1\n" for n in range(keys)) + text, encoding="utf-8")
        costs.append(_calls(copy.packs))
        mistakes = [mistake for mistake in copy.packs().mistakes if mistake.file.endswith("system.toml")]
        assert len(mistakes) == MOST_MISTAKES + 1
        assert {mistake.line for mistake in mistakes} == {None, *range(1, MOST_MISTAKES + 1)}
    assert costs[1] - costs[0] < 100 * 5000


def test_a_key_is_found_on_its_line_however_it_is_written(copy: Copy) -> None:
    copy.add(PLANS, "\n# one = 1\n'one' . two = '= three = '\nthree = 1\n")
    copy.change(PLANS, "[[indicator]]", 'first = "first"\n[[indicator]]')
    lines = (copy.root / PLANS).read_text(encoding="utf-8").splitlines()
    heard = {mistake.column: mistake.line for mistake in copy.packs().mistakes}
    assert heard == {
        "first": lines.index('first = "first"') + 1,
        "one": lines.index("'one' . two = '= three = '") + 1,
        "three": lines.index("three = 1") + 1,
    }


@pytest.mark.parametrize("sign", [".", " . ", "\t."])
@pytest.mark.parametrize("name", ["a", '"a b"', "'a'"])
def test_a_key_too_deep_is_refused_before_it_is_read(copy: Copy, name: str, sign: str) -> None:
    copy.change(PLANS, "[[indicator]]", f"{sign.join([name] * (DEEPEST_KEY + 1))} = 1\n[[indicator]]")
    (mistake,) = (each for each in copy.packs().mistakes if each.file == PLANS)
    assert mistake.says.en == "A name with dots is more than 20 steps deep."


def test_a_sentence_with_many_dots_is_no_deep_key(copy: Copy) -> None:
    copy.add("systems/plan/system.toml", f"# {'a.' * 50}\n")
    assert copy.packs().mistakes == ()


@pytest.mark.parametrize("letter", ["a", " ", "[", "'", '"', "a."])
def test_a_line_without_end_is_refused_before_it_is_read(copy: Copy, letter: str) -> None:
    path = copy.root / PLANS
    path.write_text("\n" + letter * (LONGEST_LINE + 1), encoding="utf-8")
    (mistake,) = (each for each in copy.packs().mistakes if each.file == PLANS)
    assert (mistake.line, mistake.says.ko) == (2, "한 줄이 10,000자를 넘습니다.")


def test_columns_without_end_are_listed_to_the_limit(copy: Copy) -> None:
    header = ",".join(f"adress{n}" for n in range(50_000))
    (copy.root / STATED).write_text(header + "\n", encoding="utf-8")
    assert len([each for each in copy.packs().mistakes if each.file == STATED]) == MOST_MISTAKES + 1


@pytest.mark.parametrize(
    "file",
    ["sources.csv", STATED, PLANS, f"{TOWN}/sources.csv", f"{TOWN}/outline.geojson", f"{TOWN}/README.md"],
)
def test_a_pipe_a_device_or_a_folder_is_not_read(copy: Copy, file: str) -> None:
    makes: list[Callable[[Path], object]] = [os.mkfifo, lambda path: path.symlink_to("/dev/zero")]
    for make in makes:
        path = copy.root / file
        path.unlink(missing_ok=True)
        make(path)
        heard = [mistake.says.en for mistake in copy.packs().mistakes if mistake.file == file]
        assert heard == ["This is not a plain file."]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JavaScript://x/%0aalert(1)", "data:text/html,x", "ftp://a/b", "//a/b",
            "http:", "https://", "a.kr", "https://a b", 'https://a"onclick=x', "https://?x"]
)  # fmt: skip
def test_a_document_links_to_the_web_only(copy: Copy, url: str) -> None:
    copy.change("sources.csv", "document,,", f'document,"{url.replace(chr(34), chr(34) * 2)}",')
    mistake = copy.only_mistake()
    assert mistake.column == "url"
    assert mistake.says.en == f"“{url}” is not a web address."


@pytest.mark.parametrize(
    "url", ["https://www.korea.kr/a?b=1&c=가#d", "HTTP://a.kr", "http://127.0.0.1:8000/x"]
)
def test_web_addresses_are_taken(copy: Copy, url: str) -> None:
    copy.change("sources.csv", "document,,", f"document,{url},")
    assert copy.packs().mistakes == ()


def test_csv_from_a_korean_spreadsheet_is_read_without_a_word(copy: Copy) -> None:
    before = copy.packs()
    for path in copy.root.rglob("*.csv"):
        path.write_bytes(path.read_text(encoding="utf-8").encode("cp949"))
    after = copy.packs()
    assert after.mistakes == ()
    assert (after.sources, after.places, after.systems) == (before.sources, before.places, before.systems)


def test_a_broken_byte_does_not_turn_korean_into_other_letters() -> None:
    text = "탄소중립 계획을 세우고, 주민과 함께 점검합니다.\n"
    for place in range(len(text.encode())):
        content = bytearray(text.encode())
        content[place] = 0xC8
        assert decode(bytes(content))[1] in ("utf-8", "unreadable")
    assert decode(text.encode("cp949")) == (text, "cp949")


@pytest.mark.parametrize(
    ("old", "new", "column", "heard"),
    [
        (
            "dream-plan:3,",
            "dream-plan:3,a\0b",
            "label",
            "label holds a control character, which nobody can see.",
        ),
        (
            "dream-plan:3,",
            "dream-plan:3," + "가" * 201,
            "label",
            "label has 201 letters; there is room for 200.",
        ),
        (
            "dream-plan:3",
            "dream-plan:" + "3" * 121,
            "source",
            "source has 121 letters; there is room for 120.",
        ),
    ],
)
def test_letters_that_no_database_takes_are_told_where_they_stand(
    copy: Copy, old: str, new: str, column: str, heard: str
) -> None:
    copy.change(STATED, old, new)
    mistake = copy.only_mistake()
    assert (mistake.line, mistake.column, mistake.says.en) == (2, column, heard)


@pytest.mark.parametrize("title", ["a\\u0000b", "a" * 121])
def test_a_title_of_a_table_has_letters_and_room_too(copy: Copy, title: str) -> None:
    path = copy.root / "systems/plan/system.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('en = "Plan"', f'en = "{title}"', 1), encoding="utf-8")
    assert copy.only_mistake().column == "title"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_that_does_not_say_so_is_read(encoding: str) -> None:
    assert decode("address,값".encode(encoding)) == ("address,값", "utf-16")
