"""Loads what packs say and reckons what follows, all in one transaction: the old state or the new one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from graphlib import TopologicalSorter

from django.db import transaction
from django.utils import timezone

from dure.grammar import shapes
from dure.grammar.books.library import FactorLibrary
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as ledgers
from dure.kernel.networks import write as networks
from dure.kernel.observations import write as observations
from dure.kernel.parties import write as parties
from dure.kernel.plans import write as plans
from dure.kernel.runs import models
from dure.kernel.runs.write.adding import add_up_all
from dure.kernel.runs.write.binding import knowing_units
from dure.kernel.runs.write.closing import close_confidential
from dure.kernel.runs.write.reaching import reach_all
from dure.kernel.runs.write.reckoning import Reckonings, reckon_all
from dure.kernel.runs.write.stating import state_inventories
from dure.kernel.things import write as things

CHECKER = cases.Actor("dure", "Dure", frozenset())
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Loaded:
    """What a loading changed."""

    figures: int
    withdrawn: int
    plans: int
    steps: int
    transfers: int
    runs: int
    findings: int
    refused: tuple[str, ...]


def load(
    packs: shapes.Packs, *, code_version: str, at: datetime, tell: Tell, library: FactorLibrary | None = None
) -> Loaded:
    """Load packs that have no mistakes. `tell` hears what is being done: words, how many done of how many."""
    if packs.mistakes:
        raise ValueError(f"The packs have {len(packs.mistakes)} mistakes; none of them was loaded.")
    with transaction.atomic():
        _structure(packs, at=at)
        stated = [row for system in packs.systems for row in system.stated]
        stated += [row for place in packs.places for row in place.stated]
        figures, withdrawn = observations.load_figures(stated, at=at)
        versions = plans.load_plans([row for place in packs.places for row in place.plans], at=at)
        plans.load_budgets({place.id: place.budget for place in packs.places}, at=at)
        steps = cases.load_cases([row for place in packs.places for row in place.cases], at=at)
        surveys = [survey for place in packs.places for survey in place.surveys]
        cases.load_survey_answers(surveys, on=timezone.localdate(at))
        transfers = ledgers.load_transfers([row for place in packs.places for row in place.transfers], at=at)
        stated_books = _state(packs, library, at=at) if library else 0
        categories = [category for system in packs.systems for category in system.categories]
        stated_books += add_up_all(categories=categories, at=at)
        stated_books += reach_all([place.id for place in packs.places if place.networks], at=at)
        # Before anything is reckoned, so that runs take what everybody may read; and again with their words.
        close_confidential(categories, at=at)
        done = _reckon(packs, at=at, tell=tell)
        close_confidential(categories, at=at)
        models.Load.objects.create(pack_digest=packs.digest, code_version=code_version, at=at)
    return Loaded(
        figures, withdrawn, versions, steps, transfers, done.runs + stated_books, done.findings, done.refused
    )


def _structure(packs: shapes.Packs, *, at: datetime) -> None:
    things.load_places(packs.places)
    for place in packs.places:
        if place.outline:
            things.load_outlines(place.id, file=place.outline)
    things.load_things([row for place in packs.places for row in place.things], at=at)
    networks.load_networks([row for place in packs.places for row in place.networks], at=at)
    things.load_attributes(packs.places, at=at)
    parties.load_parties([_own(row) for place in packs.places for row in place.parties], at=at)
    observations.load_sources(packs.sources)
    observations.load_kinds([kind for system in packs.systems for kind in system.figures])
    cases.load_kinds([kind for system in packs.systems for kind in system.cases])
    ledgers.load_units([unit for system in packs.systems for unit in system.ledger_units])
    ledgers.load_accounts([account for system in packs.systems for account in system.ledger_accounts])
    plans.load_indicators([row for system in packs.systems for row in system.indicators])
    plans.load_programmes(
        [row for system in packs.systems for row in system.programmes],
        here=[row for place in packs.places for row in place.programmes],
    )
    plans.load_budget_words(
        [system.budget_words for system in packs.systems],
        factors={place.id: place.budget.factors for place in packs.places},
    )


def _state(packs: shapes.Packs, library: FactorLibrary, *, at: datetime) -> int:
    """State the inventories that the packs bring activities for; answers how many are new."""
    categories = [category for system in packs.systems for category in system.categories]
    _stated, fresh = state_inventories(library, categories=categories, at=at)
    return fresh


def _own(row: shapes.PartyRow) -> shapes.PartyRow:
    """A party's id in a pack is its place's own: `mayor` of one city is not the mayor of the next."""
    part_of = f"{row.place}/{row.part_of}" if row.part_of else ""
    return replace(row, party=f"{row.place}/{row.party}", part_of=part_of)


@knowing_units()
def _reckon(packs: shapes.Packs, *, at: datetime, tell: Tell) -> Reckonings:
    done = []
    for number, place in enumerate(packs.places, start=1):
        tell(place.id, number, len(packs.places))
        done.append(reckon_all(kinds_of(packs, place=place), place=place.id, by=CHECKER, at=at))
    return Reckonings(
        runs=sum(each.runs for each in done),
        findings=sum(each.findings for each in done),
        refused=tuple(words for each in done for words in each.refused),
    )


def kinds_of(packs: shapes.Packs, *, place: shapes.Place) -> list[shapes.RunKind]:
    """What is reckoned for a place: the runs of every system it switches on, runs before checks.

    A run whose answer another takes comes before it, wherever they stand in the file.
    """
    kinds = [kind for system in packs.systems if system.name in place.runs for kind in _in_order(system.runs)]
    return sorted(kinds, key=lambda kind: bool(kind.doubts))


def _in_order(kinds: tuple[shapes.RunKind, ...]) -> Iterable[shapes.RunKind]:
    by_name = {kind.name: kind for kind in kinds}
    waits = {kind.name: [str(dict(b.words)["run"]) for b in kind.inputs if b.kind == "run"] for kind in kinds}
    return [by_name[name] for name in TopologicalSorter(waits).static_order() if name in by_name]
