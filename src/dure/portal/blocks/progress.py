"""The block `progress`: how far something has come, in words and as a bar."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """`done` of `total`; `says` names the present step. `counted` is what is counted (행, rows)."""

    title: str
    done: int
    total: int
    says: str = ""
    counted: str = ""


def percent(progress: Progress) -> int:
    """Whole percent done; 100 only when everything is."""
    return 100 if progress.done >= progress.total else progress.done * 100 // progress.total
