"""The verb that closes figures and runs: what is to be closed now, as rows beside those that were before."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from dure.grammar.shapes import Text
from dure.kernel.observations.models import Closing

Key = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Closed:
    """A figure or a run that is not told. `shows` is the one statement that stays open, 0 for none."""

    place: str = ""
    address: str = ""
    period: str = ""
    mark: str = ""
    run: str = ""
    shows: int = 0
    because: str = ""
    note: Text = field(default_factory=lambda: Text("", ""))

    @property
    def key(self) -> Key:
        """What it closes."""
        return (self.place, self.address, self.period, self.mark, self.run)


def close(wanted: Collection[Closed], *, at: datetime) -> int:
    """Close these and open everything else that was closed; answers how many rows that took."""
    with transaction.atomic():
        before: dict[Key, Closing] = {}
        for row in Closing.objects.order_by("pk"):
            before[row.place, row.address, row.period, row.mark, row.run] = row
        now = {one.key: one for one in wanted}
        fresh = [
            _row(one, at=at)
            for one in now.values()
            if one.key not in before or _said(before[one.key]) != _said(_row(one, at=at))
        ]
        fresh += [
            _row(Closed(*key, shows=Closing.ANY), at=at)
            for key, row in before.items()
            if key not in now and row.shows != Closing.ANY
        ]
        Closing.objects.bulk_create(fresh)
    return len(fresh)


def _said(row: Closing) -> tuple[object, ...]:
    return row.shows, row.because, row.note_ko, row.note_en


def _row(one: Closed, *, at: datetime) -> Closing:
    place, address, period, mark, run = one.key
    return Closing(
        place=place, address=address, period=period, mark=mark, run=run, shows=one.shows, because=one.because,
        note_ko=one.note.ko, note_en=one.note.en, recorded_at=at,
    )  # fmt: skip
