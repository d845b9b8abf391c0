"""A report as PDF/UA-1: the words of a report handed to typst, and the file kept under what it was made from.

Nothing of the machine goes in: one typeface from the product, no system fonts, no clock, no chance.
The same report with the same imprint is the same file, byte for byte.
"""

import functools
import hashlib
import importlib.metadata
import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.portal.blocks import drawing
from dure.portal.blocks import number as number_block
from dure.portal.blocks import table as table_block
from dure.portal.blocks.chart import Chart
from dure.portal.blocks.marks import Mark
from dure.portal.blocks.table import Table
from dure.portal.blocks.times import period_words
from dure.portal.blocks.told import plain
from dure.portal.blocks.tree import Node
from dure.portal.data.reports import proving, sentences
from dure.portal.data.reports.shapes import Headline, Report
from dure.portal.showing import language, say

TEMPLATE = Path(__file__).resolve().parents[1] / "report.typ"
FONTS = Path(__file__).resolve().parents[2] / "static" / "vendor" / "pretendard-gov-1.3.9"
# The package that brings the typesetter, for the names of kept files; its number may run ahead of its own.
TYPST = importlib.metadata.version("typst")
# A drawing as wide as a sheet and low enough for two on it.
SHEET = ("sheet", 640, 186)


@dataclass(frozen=True)
class Imprint:
    """How a report was made. Number 0 is a draft; `on` is the day its ages count from."""

    number: int
    on: date
    recorded_by: datetime | None
    facts_digest: str
    stated_digest: str
    pack_digest: str
    code_version: str
    stated_code_version: str
    # What a reader verifies it with. Files are kept without regard to it: the one that was published stays.
    proof: proving.Proof | None = None

    @property
    def matches(self) -> bool:
        """Whether the facts are those it was published with. A draft states none."""
        return not self.number or self.facts_digest == self.stated_digest


def edition_words(imprint: Imprint) -> str:
    """Edition 3, or Draft."""
    return _("Edition %(number)s") % {"number": imprint.number} if imprint.number else _("Draft")


def about_edition(imprint: Imprint) -> str:
    """Which edition it is and from when its figures are."""
    if imprint.number:
        return say(sentences.edition_sentence(number=imprint.number, published_on=imprint.on))
    return say(sentences.draft_sentence(on=imprint.on))


def mismatch(imprint: Imprint) -> str:
    """The warning that an edition's facts cannot be found again; empty where they can."""
    if imprint.matches:
        return ""
    return say(sentences.mismatch_sentence(stated=imprint.stated_digest, found=imprint.facts_digest))


def pdf(report: Report, imprint: Imprint) -> bytes:
    """The report as PDF/UA-1, in the language that is active."""
    return typeset(words(report, imprint), on=imprint.on)


def words(report: Report, imprint: Imprint) -> str:
    """Everything the sheets say, as the JSON that the template reads."""
    return json.dumps(_said(report, imprint), ensure_ascii=False, sort_keys=True)


def typeset(said: str, *, on: date, template: Path = TEMPLATE) -> bytes:
    """The sheets as PDF/UA-1, dated `on`. Refused by typst where they are not accessible."""
    made: Any = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"report": said},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(on, time(), tzinfo=UTC),
    )
    return bytes(made)


@functools.cache
def typesetter() -> str:
    """The version of the typesetter as it tells it itself: the one that stands in every file it makes."""
    source = b"#metadata(str(sys.version)) <version>"
    told: str = json.loads(typst.query(source, "<version>", field="value", one=True))
    return told


def kept_pdf(report: Report, imprint: Imprint, *, place: str) -> bytes:
    """The report as PDF, printed once and kept. Of drafts only the last of a place and language is kept."""
    file = settings.HOME / "reports" / file_name(imprint, place=place)
    if not file.exists():
        content = pdf(report, imprint)
        # Reading does not need room on the disk: what cannot be kept is printed anew the next time.
        with suppress(OSError):
            _keep(file, content)
            if not imprint.number:
                _clear_drafts(file)
        return content
    return file.read_bytes()


def find_pdf(imprint: Imprint, *, place: str) -> bytes | None:
    """The file that was printed with this imprint, where it has been kept."""
    file = settings.HOME / "reports" / file_name(imprint, place=place)
    return file.read_bytes() if file.exists() else None


def file_name(imprint: Imprint, *, place: str) -> str:
    """What a file is kept under: the digest of everything that makes it what it is."""
    made_of = [
        imprint.facts_digest, imprint.stated_digest, imprint.pack_digest, imprint.code_version,
        imprint.stated_code_version, imprint.on.isoformat(), str(imprint.number), str(imprint.recorded_by),
        place, language(), TYPST,
    ]  # fmt: skip
    digest = hashlib.sha256("\n".join(made_of).encode()).hexdigest()
    return f"{digest}.pdf" if imprint.number else f"draft-{place}-{language()}-{digest}.pdf"


def _keep(file: Path, content: bytes) -> None:
    """Write a file whole or not at all: two processes that print the same write the same."""
    file.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".new", delete=False) as fresh:
        try:
            fresh.write(content)
            fresh.flush()
            Path(fresh.name).replace(file)
        except OSError:
            Path(fresh.name).unlink(missing_ok=True)
            raise


def _clear_drafts(newest: Path) -> None:
    """Drop the drafts before this one."""
    start = newest.name.rpartition("-")[0]
    for old in newest.parent.glob(f"{start}-*.pdf"):
        if old.name.rpartition("-")[0] == start and old != newest:
            old.unlink(missing_ok=True)


def _said(report: Report, imprint: Imprint) -> dict[str, Any]:
    """Everything the sheets say, as plain words for the template."""
    day = imprint.on.isoformat()
    published = period_words(day, language=language())
    return {
        "language": language(),
        "day": {"year": imprint.on.year, "month": imprint.on.month, "day": imprint.on.day},
        "title": report.title,
        "place": report.place,
        "says": report.says,
        "edition": edition_words(imprint),
        "published": (_("Published on %(day)s") if imprint.number else _("As of %(day)s"))
        % {"day": published},
        "footer": _("Dure · facts %(digest)s") % {"digest": imprint.facts_digest[:16]},
        "sentence": plain(report.sentence) or report.holds,
        "holds": report.holds,
        "findings": report.findings,
        "about-edition": about_edition(imprint),
        "mismatch": mismatch(imprint),
        "synthetic": report.synthetic,
        "words": _words(),
        "marks": [{**_mark(mark), "says": str(mark.says)} for mark in report.marks],
        "headline": [_headline(headline) for headline in report.headline],
        "path": {
            "sentence": plain(report.sentence),
            "chart": _chart(report.path_chart),
            "table": table_said(report.path_table) if report.path_table else None,
            "years": table_said(report.path_years),
        },
        "plans": [
            {
                "title": plan.title, "level": plan.level, "years": plan.years, "note": plan.note,
                "sentence": plan.sentence, "where": plan.where, "href": plan.where_href,
                "branches": list(_branches(plan.tree.nodes)) if plan.tree else [],
            }
            for plan in report.plans
        ],
        **_rest(report, imprint),
    }  # fmt: skip


def _rest(report: Report, imprint: Imprint) -> dict[str, Any]:
    return {
        "measures-table": table_said(report.measures_table),
        "measures": [
            {
                "title": each.title, "says": each.says, "sentence": plain(each.sentence),
                "chart": _chart(each.chart), "table": table_said(each.table),
            }
            for each in report.measures
        ],
        "doubts": [
            {
                "title": each.title, "state": each.state, "waits": each.waits, "published": each.published,
                "where": each.where, "href": each.where_href, "reasons": each.reasons,
                "proposed": each.proposed, "decisions": each.decisions,
            }
            for each in report.doubts
        ],
        "bodies": report.bodies,
        "cases": [
            (kind, [{"title": each.title, "state": each.state, "steps": each.steps} for each in own])
            for kind, own in report.cases
        ],
        "inventory": [table_said(table) for table in report.inventory],
        "others": table_said(report.others),
        "sources": [
            {"number": each.number, "title": each.title, "about": each.about, "lines": each.lines}
            for each in report.sources
        ],
        "made": made(imprint),
        "proof": proving.said(imprint.proof),
    }  # fmt: skip


def made(imprint: Imprint) -> list[tuple[str, str]]:
    """What the report was made from, as rows of name and value."""
    rows = [(_("Facts (SHA-256)"), imprint.facts_digest)]
    if not imprint.matches:
        rows.append((_("Facts when published (SHA-256)"), imprint.stated_digest))
    rows += [
        (_("Packs (SHA-256)"), imprint.pack_digest or _("none")),
        (_("Code version"), imprint.code_version),
    ]
    if imprint.number and imprint.stated_code_version != imprint.code_version:
        rows.append((_("Code when published"), imprint.stated_code_version))
    if imprint.recorded_by:
        moment = timezone.localtime(imprint.recorded_by).isoformat(timespec="microseconds")
        rows.append((_("Recorded by"), moment))
    return [*rows, (_("Typesetting"), f"typst {typesetter()}, PDF/UA-1")]


def _words() -> dict[str, str]:
    """The headings and fixed words of the sheets."""
    return {
        "dure": _("Dure"),
        "subtitle": _("Annual report on the carbon neutrality plan"),
        "contents": _("Contents"),
        "short": _("In short"),
        "marks": _("How figures are marked"),
        "mark": _("Mark"),
        "meaning": _("Meaning"),
        "path": _("The way to the target"),
        "plans": _("Plans"),
        "indicators": _("Indicators"),
        "doubts": _("Findings and what was decided"),
        "published-value": _("Published value"),
        "proposed": _("Would be put right by"),
        "decided": _("What people decided"),
        "council": _("Council and committees"),
        "inventory": _("Greenhouse gas inventory"),
        "others": _("Other figures"),
        "sources": _("Sources"),
        "lines": _("Lines named"),
        "made": _("How this report was made"),
        "what": _("Entry"),
        "value": _("Value"),
        "synthetic": _("MADE-UP DATA"),
        **_sentences(),
    }


def _sentences() -> dict[str, str]:
    """The fixed sentences of the sheets."""
    return {
        "every": _("Every figure says where it comes from."),
        "marks-say": _(
            "Plan, actual, expected and potential are four different marks. Each has a shape and a word."
        ),
        "no-path": _("The sources at hand have neither emissions nor a target."),
        "years-say": _("A straight line from the base year to the goal and on to zero, calculated by Dure."),
        "plans-say": _(
            "What a document counts but does not name is drawn as an empty place, to be filled and "
            "never invented."
        ),
        "no-plan": _("No plan has been entered yet."),
        "no-council": _("No council or committee has been entered yet."),
        "inventory-say": _(
            "What was emitted, source by source. Printed lines are rounded each for itself, so their sum may "
            "differ from a printed total in the last digit."
        ),
        "others-say": _("What is stated about the place beside its indicators."),
        "sources-say": _(
            "The number in brackets names the source in the list at the end; what follows it is the "
            "line in the "
            "text edition of the document or, where it has none, the part of it."
        ),
        "made-say": _(
            "The facts digest covers everything this report says. Whoever has the packs and the code "
            "named here "
            "gets the same facts and the same file, byte for byte."
        ),
    }


def _mark(mark: Mark) -> dict[str, str]:
    return {"name": mark.name, "word": str(mark.word)}


def _headline(headline: Headline) -> dict[str, Any]:
    drawn = number_block.drawn(headline.number, language=language())
    return {
        "title": headline.number.title,
        "value": drawn.shown.text,
        "mark": _mark(drawn.marks[0]),
        "period": drawn.period,
        "age": headline.number.age,
        "where": headline.where,
        "href": headline.where_href,
    }


def _branches(nodes: Iterable[Node], depth: int = 0) -> Iterator[dict[str, Any]]:
    """A plan's tree as lines, each with its depth."""
    for node in nodes:
        unnamed = ngettext(
            "%(total)s place not named by the document",
            "%(total)s places not named by the document",
            node.empty,
        )
        yield {
            "depth": depth, "level": node.level, "title": node.title, "note": node.says,
            "years": node.status, "empty": node.empty, "unnamed": unnamed % {"total": node.empty},
        }  # fmt: skip
        yield from _branches(node.children, depth + 1)


def table_said(table: Table) -> dict[str, Any]:
    """A table as the templates take it: columns, and rows of cells in words."""
    rows = table_block.drawn(table, language=language())
    return {
        "caption": table.caption,
        "columns": [{"title": column.title, "numeric": column.numeric} for column in table.columns],
        "rows": [
            [
                {"text": c.text, "mark": _mark(c.mark) if c.mark else None, "href": c.href, "note": c.note}
                for c in row
            ]
            for row in rows
        ],
        "empty": table.empty,
    }


def _chart(chart: Chart | None) -> dict[str, Any] | None:
    """A chart as a drawing with the words that say the same; the table below it holds the values."""
    if chart is None:
        return None
    drawn = drawing.drawn(chart, language=language(), sizes=(SHEET,))
    if not drawn.drawings:
        return None
    alt = " ".join((f"{chart.title}.", chart.says, _("The same values stand in the table below.")))
    return {
        "svg": render_to_string("data/report_chart.svg", {"c": chart, "d": drawn.drawings[0]}),
        "alt": alt,
        "key": [{"title": title, "mark": _mark(mark)} for title, mark in drawn.key],
    }
