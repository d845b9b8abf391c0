"""The mends of packs in the words of the office: officers choose from lists, they do not edit packs."""

from dataclasses import replace

from django.urls import reverse

from dure.grammar.shapes import Mistake, Text
from dure.grammar.words import MARKS
from dure.portal.officer.sentences import MARK_WORDS

# What packs say to those who write them, and what the office says instead.
KOREAN = (
    ("주소를 고치거나 observations.toml에 선언하십시오.", "주소 목록에서 고르십시오."),
    ("만 적거나 observations.toml에 facets를 선언하십시오.", "만 적으십시오."),
    ("sources.csv의 문서 기호", "자료 목록의 문서 기호"),
    ("sources.csv에 없습니다.", "자료 목록에 없습니다."),
    ("sources.csv에 문서를 추가하거나 기호를 고치십시오.", "문서를 등록하거나 기호를 고치십시오."),
    ("어느 체계에도 없는 주소입니다.", "주소 목록에 없는 주소입니다."),
)
ENGLISH = (
    ("Correct it, or declare it in observations.toml.", "Choose one from the list of addresses."),
    (" alone, or declare its facets in observations.toml.", " alone."),
    ("Name a document from sources.csv,", "Name a document of the catalogue,"),
    ("is not in sources.csv.", "is not in the catalogue."),
    ("Add the document to sources.csv, or correct its id.", "Enter the document, or correct its id."),
    ("No system declares the address", "The list of addresses does not hold"),
)


def for_officers(mistake: Mistake) -> Mistake:
    """The same mistake in the words of the office."""
    return replace(mistake, says=_said(mistake.says), mend=_said(mistake.mend))


def _said(text: Text) -> Text:
    marks_ko = ", ".join(f"{name}({MARK_WORDS[name].ko})" for name in MARKS)
    marks_en = ", ".join(f"{name} ({MARK_WORDS[name].en})" for name in MARKS)
    codes = ", ".join(MARKS)
    ko, en = text.ko.replace(codes, marks_ko), text.en.replace(codes, marks_en)
    for old, new in KOREAN:
        ko = ko.replace(old, new)
    for old, new in ENGLISH:
        en = en.replace(old, new)
    return Text(ko, en)


def mend_href(mistake: Mistake, *, place: str) -> str:
    """The page where a mistake is mended: the list of addresses, or the entry of a document."""
    if mistake.column == "address":
        return reverse("work_enter", kwargs={"place": place})
    if mistake.column == "source":
        return reverse("work_source", kwargs={"place": place})
    return ""
