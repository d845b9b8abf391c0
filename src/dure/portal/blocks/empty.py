"""The block `empty_state`: why there is nothing here, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Empty:
    """What is missing, why, and the way on."""

    title: str
    says: str = ""
    href: str = ""
    action: str = ""
