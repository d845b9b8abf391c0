"""The block `steps`: the way of a case, from its opening to its end, with what is still to come."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A step. `state` is done, now or next; `on` is the date in words, `by` who took it."""

    title: str
    state: str
    on: str = ""
    by: str = ""
    says: str = ""
    href: str = ""
    source: str = ""
    source_href: str = ""


@dataclass(frozen=True)
class Steps:
    """Steps in order of time."""

    title: str
    steps: tuple[Step, ...]
