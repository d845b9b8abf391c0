"""The block `timeline`: what was done in which years, in words and as a bar where they lie."""

from dataclasses import dataclass

from dure.portal.blocks.times import period_words

WIDTH = 1000


@dataclass(frozen=True)
class Span:
    """Something that took one or more years; without an end it goes on. `depth` 1 is a part of the one above.

    `on` is a more exact date in words, said in place of the years.
    """

    title: str
    begin: int
    end: int | None
    says: str = ""
    on: str = ""
    depth: int = 0
    href: str = ""


@dataclass(frozen=True)
class Timeline:
    """Spans to draw, in the order given."""

    title: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class SpanDrawn:
    """A span with its years in words and its place in thousandths of the width."""

    span: Span
    years: str
    x: float
    width: float


@dataclass(frozen=True)
class TimelineDrawn:
    """A timeline with the first and the last year of its axis."""

    timeline: Timeline
    first: int
    last: int
    spans: tuple[SpanDrawn, ...]


def drawn(timeline: Timeline, *, language: str) -> TimelineDrawn:
    """The spans on one axis from the first year to the last; a year is as wide as it is long."""
    first = min(span.begin for span in timeline.spans)
    last = max(span.end or span.begin for span in timeline.spans)
    year = WIDTH / (last - first + 1)

    def span_drawn(span: Span) -> SpanDrawn:
        end = last if span.end is None else span.end
        return SpanDrawn(
            span=span,
            years=span.on or years_words(span.begin, span.end, language=language),
            x=round((span.begin - first) * year, 1),
            width=round((end - span.begin + 1) * year, 1),
        )

    return TimelineDrawn(timeline, first, last, tuple(span_drawn(span) for span in timeline.spans))


def years_words(begin: int | None, end: int | None, *, language: str) -> str:
    """Years in words: 2018년, 2018–2020년, 2018년부터, since 2018."""
    if begin and end:
        return period_words(str(begin) if begin == end else f"{begin}/{end}", language=language)
    if begin:
        return f"{begin}년부터" if language == "ko" else f"since {begin}"
    if end:
        return f"{end}년까지" if language == "ko" else f"until {end}"
    return ""
