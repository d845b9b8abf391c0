"""What a file of practices would change; entries of this server that say otherwise are refused."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from django.utils.translation import gettext as _

from dure.grammar.books.practice_files import written_entry
from dure.grammar.books.practice_shapes import Entry, PracticesFile
from dure.grammar.sentences import practices as says
from dure.grammar.shapes import Mistake
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.data.marketplace import is_of, listed_entries, same
from dure.portal.data.practices import told_entries
from dure.portal.resident.marketplace import adoption_states, amount_line
from dure.portal.showing import say


def without_own(read: PracticesFile, *, root: str) -> PracticesFile:
    """The file without entries that bear an id of this server and say something else than it says itself."""
    own = {written_entry(entry) for entry, _case in told_entries(root)}
    bad = {each.line for each in read.mistakes}
    # The numbers that the good entries have in the file: every other one has a mistake.
    numbers = (number for number in count(1) if number not in bad)
    good, mistakes = [], list(read.mistakes)
    for entry, number in zip(read.entries, numbers, strict=False):
        if is_of(entry.id, root) and written_entry(entry) not in own:
            told = says.own_told_otherwise(entry.id)
            mistakes.append(Mistake("", number, f"practices[{number}].id", *told))
        else:
            good.append(entry)
    return replace(read, entries=tuple(good), mistakes=tuple(mistakes))


def changes_table(entries: Sequence[Entry]) -> Table | None:
    """Entries that are listed already and would say something else: what stands, and what would."""
    listed = [entry for entry, _how in listed_entries()]
    rows = []
    for entry in entries:
        before = next((each for each in listed if same(each.id, entry.id)), None)
        if before is None:
            continue
        for title, was, will in zip(_titles(), _parts(before), _parts(entry), strict=True):
            if was != will:
                rows.append(
                    (
                        Cell(text=say(entry.title), note=entry.id),
                        Cell(text=title),
                        Cell(text=was or "—"),
                        Cell(text=will or "—"),
                    )
                )
    if not rows:
        return None
    return Table(
        caption=_("What would change"),
        columns=(
            Column(_("Title")), Column(_("What changes")), Column(_("Listed now")),
            Column(_("Will be listed")),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _titles() -> tuple[str, ...]:
    return (
        _("Title"), _("Of which place"), _("State"), _("What it is"), _("Results"), _("Cost"),
        _("What it needs"), _("Whom to ask"), _("What happened"), _("Source"),
    )  # fmt: skip


def _parts(entry: Entry) -> tuple[str, ...]:
    """Everything that is told of an entry, in the order of its titles."""
    told, states = entry.details, adoption_states()
    return (
        say(entry.title),
        say(entry.place),
        str(states.get(entry.state, entry.state)),
        say(told.what),
        "; ".join(amount_line(each) for each in told.results),
        "; ".join(amount_line(each) for each in told.costs),
        " ".join(say(each) for each in told.conditions),
        "; ".join(f"{say(each.role)}: {each.at}" for each in told.contacts),
        "; ".join(f"{each.on} {say(each.says)}".strip() for each in entry.steps),
        told.source,
    )
