"""Reads cases.toml: what can be asked, in which states it can be, and who may move it on."""

from collections.abc import Iterator
from dataclasses import replace

from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import systems as says
from dure.grammar.shapes import CaseKind, Move, Text
from dure.grammar.tables import Table
from dure.grammar.words import DEEDS, FIELD_KINDS, GUARDS, NAME, nearest

DEED_WORDS = {
    "transfer": ("from", "to", "amount"),
    "credential": ("to",),
    "state": ("to",),
    "notify": (),
}
AMOUNT_WORDS = ("field", "figure")


def read_case_kinds(table: Table, *, system: str) -> tuple[CaseKind, ...]:
    """The kinds of case a system declares."""
    table.only("case")
    kinds = []
    lines: dict[str, int] = {}
    for entry in table.tables("case"):
        kind = _kind(entry, system)
        if kind.name in lines:
            entry.hear(cell_says.named_twice("case", kind.name, lines[kind.name]), "name")
        lines.setdefault(kind.name, entry.first)
        kinds.append(kind)
    return tuple(kinds)


def _kind(entry: Table, system: str) -> CaseKind:
    """One kind of case."""
    entry.only("name", "title", "opens", "state", "field", "move")
    name = entry.word("name")
    if name and not NAME.fullmatch(name):
        entry.hear(cell_says.odd_name(name), "name")
    title, opens = entry.text("title"), entry.word("opens")
    states = tuple(_state(state) for state in entry.tables("state", "case.state"))
    names = tuple(state for state, _ in states)
    if opens:
        _hear_state(entry, "opens", opens, names)
    fields = tuple(_field(field) for field in entry.tables("field", "case.field"))
    moves = tuple(
        move for table in entry.tables("move", "case.move") for move in _moves(table, f"{name}: ", names)
    )
    return CaseKind(system, name, title, opens, states, fields, moves)


def _state(entry: Table) -> tuple[str, Text]:
    """A state with its title."""
    entry.only("name", "title")
    return entry.word("name"), entry.text("title")


def _field(entry: Table) -> tuple[str, str, Text]:
    """A field of a case's letter: name, kind, title."""
    entry.only("name", "kind", "title", "counted")
    entry.flag("counted")
    return entry.word("name"), entry.word("kind", among=FIELD_KINDS), entry.text("title")


def _hear_state(entry: Table, key: str, state: str, states: tuple[str, ...]) -> None:
    """Note a state that is not declared."""
    if state not in states:
        entry.hear(says.unknown_state(f"{entry.called}: {key}", state, states, nearest(state, states)), key)


def _moves(entry: Table, kind: str, states: tuple[str, ...]) -> Iterator[Move]:
    """A move, once for each state it may start from."""
    entry.only("name", "title", "from", "to", "by", "does")
    is_list = isinstance(entry.values.get("from"), list)
    begins = entry.words("from") if is_list else (entry.word("from"),)
    ends = entry.word("to")
    for key, state in [*(("from", state) for state in begins), ("to", ends)]:
        if state:
            _hear_state(entry, key, state, states)
    called = f"{kind}{begins[0] if begins else ''} → {ends}"
    by = entry.table("by", needed=True)
    if by is None:
        return
    by.only(*GUARDS)
    role = by.word("role", needed=False)
    if not role:
        entry.hear(says.no_role(called), "by")
    move = Move(
        name=entry.word("name"),
        title=entry.text("title"),
        from_state="",
        to_state=ends,
        role=role,
        other_person=by.flag("other_person"),
        after_days=by.whole("after_days"),
        has=by.words("has", needed=False),
        does=tuple(_does(entry, called)),
    )
    yield from (replace(move, from_state=state) for state in begins)


def _does(entry: Table, called: str) -> Iterator[tuple[str, str]]:
    """The deeds of a move as written, key by key."""
    for deed in entry.tables("does"):
        verbs = [key for key in deed.values if key in DEEDS]
        if len(verbs) != 1:
            other = next((key for key in deed.values if key not in DEEDS), "")
            entry.hear(says.unknown_deed(called, other, DEEDS), "does")
            continue
        verb = verbs[0]
        deed.only(verb, *DEED_WORDS[verb])
        yield verb, deed.word(verb)
        for key in DEED_WORDS[verb]:
            if key == "amount" and key in deed.values:
                amount = deed.table("amount")
                if amount is not None:
                    amount.only(*AMOUNT_WORDS)
                    yield from (("amount", f"{word}:{amount.word(word)}") for word in amount.values)
            elif key in deed.values or verb == "transfer":
                yield key, deed.word(key)
