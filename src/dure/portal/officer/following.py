"""After a figure is approved, what follows is reckoned again, so that paths, checks and findings keep up."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from dure.grammar import read
from dure.grammar.books.brought_rows import PREFIX
from dure.grammar.shapes import Packs, Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.observations import read as observations
from dure.kernel.runs import read as runs
from dure.kernel.runs.write import (
    CHECKER,
    add_up,
    close_confidential,
    kinds_of,
    reckon_all,
    state_inventory,
)
from dure.kernel.things import read as things
from dure.portal.reckoning.books import activity_library
from dure.portal.resident.inventory_files import taxonomy


@dataclass(frozen=True)
class Followed:
    """What was reckoned again: how many runs are new, how many findings changed; or that it has to wait."""

    runs: int = 0
    findings: int = 0
    waits: bool = False


def take(case: str, *, move: str, by: cases.Actor, at: datetime, says: Text) -> None:
    """Take a step that may state figures; in the same moment add up the inventory that they are of.

    And close what must not be read with them.
    """
    categories = taxonomy()
    with transaction.atomic():
        place = cases.take(case, move=move, by=by, at=at, says=says).place
        if any(each.get("series", "").startswith(PREFIX) for each in case_read.letters(case)):
            _state(place, at=at)
        add_up(place, categories=categories, at=at)
        close_confidential(categories, at=at)


def _state(place: str, *, at: datetime) -> None:
    """State the inventory anew with the rows that were approved. Refused where earlier rows are lost."""
    try:
        state_inventory(place, library=activity_library(settings.PACKS), categories=taxonomy(), at=at)
    except observations.SeriesLost as error:
        raise cases.MoveRefused(
            Text(
                "전에 올린 활동자료 행의 파일이 없거나 바뀌었습니다. 백업에서 되돌린 뒤 다시 승인하십시오.",
                "A file of rows that were brought before is missing or altered. Bring it back from a backup, "
                "then approve again.",
            )
        ) from error


def follow(place: str, *, at: datetime) -> Followed:
    """Reckon a place again, the places inside it, and those it is part of.

    Where the packs on disk are not those that are loaded, this waits for the next loading: what they bind may
    not be there yet.
    """
    packs: Packs = read(settings.PACKS)
    loaded = runs.last_load()
    if packs.mistakes or loaded is None or loaded.pack_digest != packs.digest:
        return Followed(waits=True)
    wanted = touched(place)
    done = [
        reckon_all(kinds_of(packs, place=each), place=each.id, by=CHECKER, at=at)
        for each in sorted((p for p in packs.places if p.id in wanted), key=lambda p: wanted.index(p.id))
    ]
    close_confidential(taxonomy(), at=at)
    return Followed(sum(each.runs for each in done), sum(each.findings for each in done))


def touched(place: str) -> tuple[str, ...]:
    """The places that a figure of this place may matter to: those inside it, it, and those around it."""
    inside: list[str] = []
    layer = [part.id for part in things.parts(place)]
    while layer:
        inside = [*layer, *inside]
        layer = [part.id for each in layer for part in things.parts(each)]
    return (*inside, *things.chain(place))
