"""Pages about the service itself: how accessible it is and how that was tested, and how to read it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dure.portal.blocks.marks import MARKS, Mark
from dure.portal.pages import Page


@dataclass(frozen=True)
class Part:
    """A heading with what stands under it; `points` are a list."""

    title: Promise
    says: Promise | str = ""
    points: tuple[Promise, ...] = ()


ACCESSIBILITY = (
    Part(
        _("What we aim at"),
        _(
            "Every page is built to meet the Web Content Accessibility Guidelines (WCAG) 2.2, "
            "level AA, and the "
            "Korean guidelines KWCAG 2.2. Reports are tagged PDF files (PDF/UA-1)."
        ),
    ),
    Part(
        _("What that means here"),
        "",
        (
            _("Every chart and every map has a table or a list that says the same."),
            _("Nothing is told by colour alone: each mark has a shape and a word."),
            _("Every page can be used with a keyboard and read without JavaScript."),
            _("Text can be enlarged to 400 % without scrolling in two directions."),
            _("Korean and English pages say the same, and each page names its language."),
        ),
    ),
    Part(
        _("How it is tested"),
        _(
            "The pages are examined in a real browser with the rules of axe, in both languages and "
            "at two "
            "widths. For reports the typesetting program refuses a file that does not meet "
            "PDF/UA-1; the text "
            "of the file is read back and compared with the page."
        ),
    ),
    Part(
        _("What is known to be missing"),
        "",
        (
            _("The pages have not yet been tried by people who use screen readers every day."),
            _("The source documents belong to their publishers; some of them are not accessible themselves."),
            _("Charts cannot be explored point by point with a keyboard; their tables can."),
        ),
    ),
    Part(
        _("If something does not work for you"),
        _(
            "Tell the office of the city that runs this service which page it was and what did not "
            "work. Every "
            "page has a JSON twin and every table a CSV file, which can be read with tools of your own."
        ),
    ),
)
HELP = (
    Part(
        _("Who says so?"),
        _(
            "Every figure is a link. It opens a page with the printed value, the document "
            "and the place in it, everything else that was stated about it, and what was "
            "reckoned from it."
        ),
    ),
    Part(
        _("What the sources do not say"),
        _(
            "Where a document gives no value, the page says “unknown”. Where a document counts "
            "something without "
            "naming it, that many empty places are drawn. Nothing is filled in by guessing."
        ),
    ),
    Part(
        _("Findings"),
        _(
            "Checks compare figures with each other: parts with totals, percentages with amounts, "
            "plans with "
            "actual values. What does not agree becomes a finding. The published value stands "
            "until a person of "
            "the city decides: keep it, correct it with a source, or explain it. The decision is "
            "shown with name "
            "and date."
        ),
    ),
    Part(
        _("Reports"),
        _(
            "An edition keeps what had been recorded on its day. Its last page names the digest of "
            "its facts, "
            "so that anybody can tell whether it is unchanged."
        ),
    ),
    Part(
        _("Taking data along"),
        _(
            "Below every table are links to the same data as CSV and JSON. The address of a page "
            "with .json at "
            "its end gives everything on it."
        ),
    ),
)


def accessibility(_request: HttpRequest) -> Page:
    """The accessibility statement: what is aimed at, how it was tested, what is known to be missing."""
    return _page("about/accessibility.html", ACCESSIBILITY)


def helping(_request: HttpRequest) -> Page:
    """How to read figures, marks and findings, and where each figure says who stated it."""
    return _page("about/help.html", HELP)


def _page(template: str, parts: tuple[Part, ...]) -> Page:
    marks: tuple[Mark, ...] = tuple(MARKS.values())
    return Page(
        template=template,
        shows={"parts": parts, "marks": marks, "findings_href": reverse("findings")},
        data={
            "parts": [
                {
                    "title": str(part.title),
                    "says": str(part.says),
                    "points": [str(point) for point in part.points],
                }
                for part in parts
            ],
            "marks": [{"name": mark.name, "word": str(mark.word), "says": str(mark.says)} for mark in marks],
        },
    )
