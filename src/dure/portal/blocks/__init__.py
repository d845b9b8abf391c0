"""What pages are made of. A page computes nothing: it fills a frozen value and hands it to a tag.

In a template the tags are always loaded; the values are made in the view:

    {% number n %}       number.Number: title, value, unit, mark, period, age, href (“says who?”), says, size
    {% chart c %}        chart.Chart: slug, title, says, unit, kind (line, bars), source, csv_href, json_href,
                         series=(Series(title, mark, points=(Point(period, value, href), …)), …),
                         gaps=(Gap(begin, end, says), …)
    {% bars b %}         bars.Bars: slug, title, unit, whole, says, source,
                         bars=(Bar(title, value, mark, href, note, target), …)
    {% table t %}        table.Table: caption, columns=(Column(title, numeric), …), csv_href, json_href,
                         empty, rows=((Cell(text, value, unit, mark, href, note), …), …)
    {% map m %}          map.Map: slug, title, says, width, height, dots, key=((step, words), …), source,
                         outlines=(Outline(d, title, says, href, step, x, y, labelled, mark), …)
    {% tree t %}         tree.Tree: title, open_to,
                         nodes=(Node(level, title, href, says, status, empty, children), …)
    {% steps s %}        steps.Steps: title, steps=(Step(title, state, on, by, says, href, source), …);
                         a state is done, now or next
    {% finding f %}      finding.Finding: title, place, href, state, published, unit, proposed, period,
                         decided, source, source_href, short, reasons=(Reason(title, says, expected, href), …)
    {% finding_row f %}  the same in a list: the values and the first reason
    {% timeline t %}     timeline.Timeline: title, spans=(Span(title, begin, end, says, on, depth, href), …)
    {% empty_state e %}  empty.Empty: title, says, href, action
    {% progress p %}     progress.Progress: title, done, total, says, counted
    {% mark "target" %}  the tag of a mark, by its name in marks.MARKS
    {% in_language "en" %}  the address of this page in the other language
    {{ value|amount:"tco2e" }}, {{ figure.period|period }}, {{ word|particle:"은/는" }}

Outlines become paths with projection.fitted, projection.path and projection.middle; words come from
numbers.shown, times.period_words, times.published_words and korean.particle.

Classes for arranging, in static/css/layout.css: page (the width of a page), stack (one below the other),
cards-2, cards-3, cards-4 (side by side where there is room), split (main and aside), card, band (a strip
across the page), lead (the first sentence), buttons with button and button quiet, note (and warn, error,
success), facts (a dl), row-list, plain-list, tabs, and field for forms.
"""
