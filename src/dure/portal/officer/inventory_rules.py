"""What is asked of lines of an inventory that come as figures: the rules that a workbook is read by."""

from collections.abc import Iterator, Mapping, Sequence

from dure.grammar.books.ecrf_lines import refs_in
from dure.grammar.numbers import notation
from dure.grammar.sentences import ecrf as says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Mistake, Stated
from dure.portal.officer import sentences as own_says
from dure.portal.resident.inventory_files import taxonomy

LINES = "gpc_emissions_tco2e/"
REASONED = ("NE", "C")
Letter = Mapping[str, str]
# The lines of one year and mark.
Key = tuple[str, str]


def is_line(address: str) -> bool:
    """Whether a figure is a source of an inventory."""
    return address.startswith(LINES)


def wrong_line(stated: Stated) -> Iterator[tuple[Sentence, str]]:
    """What is wrong with a line alone: emissions below zero, or an IE that leads to no source there is."""
    if not is_line(stated.address):
        return
    key = notation(stated.printed)
    if stated.canonical is not None and stated.canonical < 0:
        sinks = {LINES + each.facet for each in taxonomy() if each.sink}
        if stated.address not in sinks:
            yield own_says.emissions_below_zero(stated.address, stated.printed), "value"
    if key == "IE":
        known = {each.ref for each in taxonomy()}
        for ref in refs_in(stated.printed):
            if ref not in known:
                yield own_says.included_nowhere(stated.address, ref), "value"


def remarked(letters: Sequence[Letter], *, lines: Sequence[int]) -> tuple[Mistake, ...]:
    """What is odd about lines that can be filed all the same: to be told to whoever approves them, too."""
    refs = {LINES + each.facet: each.ref for each in taxonomy()} if any(map(_is_line, letters)) else {}
    own = [(line, letter) for line, letter in zip(lines, letters, strict=True) if letter["address"] in refs]
    targets: dict[Key, dict[str, tuple[str, ...]]] = {}
    amounts: set[tuple[Key, str]] = set()
    for _line, letter in own:
        key, ref = (letter["period"], letter["mark"]), refs[letter["address"]]
        if notation(letter["printed"]) == "IE":
            targets.setdefault(key, {})[ref] = refs_in(letter["printed"])
        elif not notation(letter["printed"]):
            amounts.add((key, ref))
    found: list[Mistake] = []
    for line, letter in own:
        key, ref = (letter["period"], letter["mark"]), refs[letter["address"]]
        counted = {each for at, each in amounts if at == key}
        odd = _odd(letter, ref, targets=targets.get(key, {}), amounts=counted)
        found.extend(Mistake("", line, "value", *sentence) for sentence in odd)
    return tuple(found)


def _is_line(letter: Letter) -> bool:
    return is_line(letter["address"])


def _odd(
    letter: Letter, ref: str, *, targets: Mapping[str, tuple[str, ...]], amounts: set[str]
) -> Iterator[Sentence]:
    """What is odd about one line beside the others of its year."""
    key = notation(letter["printed"])
    if key in REASONED and not (letter["note_ko"] or letter["note_en"]):
        yield own_says.line_without_reason(ref, key)
    if key != "IE":
        return
    if not targets[ref]:
        yield says.ie_without_target(ref)
    way = circle(ref, targets)
    if way:
        yield says.ie_circle(ref, way)
    for target in targets[ref]:
        if target not in amounts and target not in way:
            yield says.ie_points_wrong(ref, target)


def circle(ref: str, targets: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The way from a line over those it is included in back to itself; empty where there is none."""
    ways: list[tuple[str, ...]] = [(ref,)]
    gone: set[str] = set()
    while ways:
        way = ways.pop()
        for target in targets.get(way[-1], ()):
            if target == ref:
                return (*way, target)
            if target not in gone:
                gone.add(target)
                ways.append((*way, target))
    return ()


def remark_letters(remarks: Sequence[Mistake]) -> list[dict[str, str]]:
    """Remarks as letters of a case, so that whoever approves reads what was told before filing."""
    return [
        {
            "remark": str(number),
            "says_ko": each.says.ko,
            "says_en": each.says.en,
            "mend_ko": each.mend.ko,
            "mend_en": each.mend.en,
        }
        for number, each in enumerate(remarks, start=1)
    ]
