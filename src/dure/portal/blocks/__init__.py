"""What pages are made of. A page computes nothing: it fills a frozen value and hands it to a tag.

In a template (the tags are always loaded), with the values made in the view:

    {% number n %}      number.Number     title, value, unit, mark, period, age, href ("says who?"), says, size
    {% chart c %}       chart.Chart       slug, title, says, unit, series=(Series(title, mark, points=(Point(period,
                                          value, href), …)), …), gaps=(Gap(begin, end, says),), kind="line"|"bars"
    {% bars b %}        bars.Bars         slug, title, unit, bars=(Bar(title, value, mark, href, note, target), …), whole
    {% table t %}       table.Table       caption, columns=(Column(title, numeric), …), rows=((Cell(text | value, unit,
                                          mark, href, note), …), …), csv_href, json_href, empty
    {% map m %}         map.Map           slug, title, says, width, height, outlines=(Outline(d, title, says, href, step,
                                          x, y, labelled, mark), …), dots, key=((step, words), …), source
    {% tree t %}        tree.Tree         title, nodes=(Node(level, title, href, says, status, empty, children), …)
    {% steps s %}       steps.Steps       title, steps=(Step(title, state="done"|"now"|"next", on, by, says, href), …)
    {% finding f %}     finding.Finding   title, place, href, state, published, unit, reasons=(Reason(title, says,
                                          expected, href), …), proposed=(…), period, decided, source, source_href, short
    {% empty_state e %} empty.Empty       title, says, href, action
    {% progress p %}    progress.Progress title, done, total, says, counted
    {% mark "target" %}                   the tag of a mark, by its name
    {{ amount|amount:"tco2e" }}           an amount with its unit; {{ period|period }}, {{ word|particle:"은/는" }}
    {% in_language "en" %}                the address of this page in the other language

Outlines become paths with `projection.fitted(geometries, width=…)`, `projection.path(geometry, p)` and
`projection.middle(geometry, p)`. Words come from `numbers.shown`, `times.period_words`, `times.published_words`,
`korean.particle`. Marks are in `marks.MARKS`.

Classes for arranging (static/css/layout.css): .page (the width of a page) · .stack (one below the other) · .cards-2
.cards-3 .cards-4 (side by side where there is room) · .split (main and aside) · .card · .band (a tinted strip across the
page) · .lead (first sentence) · .buttons with .button (and .button.quiet) · .note (.note.warn) · .facts (a dl) ·
.plain-list · .row-list · form fields in .field.
"""
