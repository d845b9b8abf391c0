"""Begins a place: files with a single slot marked unknown, which pass the check as they are."""

from pathlib import Path

from dure.grammar.letters import wrong_letters
from dure.grammar.shapes import Text
from dure.grammar.words import SLUG

PLACE = """\
# A place. Replace the titles; every key is explained in docs/add-a-place.md.
title = {{ ko = "{place}", en = "{place}" }}
kind = "city"
part_of = "{part_of}"
timezone = "Asia/Seoul"
speaks = ["ko", "en"]
runs = ["plan"]
"""
SOURCES = """\
id,title_ko,title_en,publisher_ko,publisher_en,published_on,kind,url,licence,may_copy
{place}-plan,계획 문서 제목,Title of the plan,발행 기관,Publisher,unknown,document,,unknown,no
"""
PARTIES = """\
party,kind,part_of,name_ko,name_en,seat_role,seats,valid_from,source
{place}-government,body,,지방정부,Local government,,,,{place}-plan:1
"""
OBSERVATIONS = """\
address,period,value,unit,mark,source,note_ko,note_en
emissions_tco2e,2018,unknown,tCO2e,observed,{place}-plan:1,채울 자리,A slot to fill
"""
PLANS = """\
code,parent,level_ko,level_en,title_ko,title_en,from,to,indicators,source
plan,,계획,Plan,탄소중립 계획,Carbon-neutral plan,unknown,unknown,emissions_tco2e,{place}-plan:1
"""
FILES = {
    "place.toml": PLACE,
    "sources.csv": SOURCES,
    "parties.csv": PARTIES,
    "plan/observations.csv": OBSERVATIONS,
    "plan/plans.csv": PLANS,
}


def odd_place_name(place: str) -> Text | None:
    """What is wrong with a place's id, or None."""
    if (wrong := wrong_letters("place", place)) is not None:
        return wrong[0]
    if SLUG.fullmatch(place):
        return None
    return Text(
        f"지역 기호 {place!r}: 영문 소문자, 숫자, 붙임표로만 짓습니다. 예: north-town",
        f"The id {place!r} is not made of small letters, digits and hyphens. Write it like north-town.",
    )


def begin_place(folder: Path, *, part_of: str) -> tuple[Path, ...]:
    """Make the files of a place in `folder`, which must not be there yet; answers what was made."""
    folder.mkdir(parents=True)
    made = []
    for name, form in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(form.format(place=folder.name, part_of=part_of), encoding="utf-8")
        made.append(path)
    return tuple(made)
