"""What packs say of kinds of cases, as frozen values."""

from dataclasses import dataclass

from dure.grammar.texts import Text


@dataclass(frozen=True)
class CaseKind:
    """What can be asked and decided: `[[case]]` of cases.toml."""

    system: str
    name: str
    title: Text
    opens: str
    states: tuple[tuple[str, Text], ...]
    fields: tuple[tuple[str, str, Text], ...]
    moves: tuple["Move", ...]


@dataclass(frozen=True)
class Move:
    """One step a case can take, who may take it, and what it does.

    `does` holds the deeds as written, key by key; transfer, credential, state and notify begin a new one.
    """

    name: str
    title: Text
    from_state: str
    to_state: str
    role: str
    other_person: bool
    after_days: int | None
    has: tuple[str, ...]
    does: tuple[tuple[str, str], ...]
