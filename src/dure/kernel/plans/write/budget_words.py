"""Makes the tables of schemes, unit factors and suggestions what the packs say."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from dure.grammar.books.budget_shapes import BudgetWords, Scheme, UnitFactor
from dure.kernel.plans import models


def load_budget_words(systems: Sequence[BudgetWords], *, factors: Mapping[str, Sequence[UnitFactor]]) -> None:
    """Load what systems say for everybody, and the unit factors of places."""
    with transaction.atomic():
        for table in (models.Scheme, models.UnitFactor, models.SuggestionRule):
            table.objects.all().delete()
        for position, scheme in enumerate(scheme for words in systems for scheme in words.schemes):
            _load_scheme(scheme, position)
        everybody = [factor for words in systems for factor in words.factors]
        for place, own in {"": everybody, **factors}.items():
            models.UnitFactor.objects.bulk_create(_factor(place, f, n) for n, f in enumerate(own))
        models.SuggestionRule.objects.bulk_create(
            models.SuggestionRule(
                rule=row.rule, words="|".join(row.words), direction=row.direction, objective=row.objective,
                because_ko=row.because.ko, because_en=row.because.en, position=n,
            )
            for n, row in enumerate(row for words in systems for row in words.suggestions)
        )  # fmt: skip


def _load_scheme(scheme: Scheme, position: int) -> None:
    row = models.Scheme.objects.create(
        id=scheme.id, scheme=scheme.scheme, version=scheme.version, title_ko=scheme.title.ko,
        title_en=scheme.title.en, valid_from=scheme.valid_from, valid_to=scheme.valid_to,
        source=scheme.source, locator=scheme.locator, verify=scheme.verify, note_ko=scheme.note.ko,
        note_en=scheme.note.en, position=position,
    )  # fmt: skip
    models.SchemeClass.objects.bulk_create(
        models.SchemeClass(
            scheme=row, name=each.name, title_ko=each.title.ko, title_en=each.title.en, effect=each.effect,
            coefficient_percent="" if each.coefficient_percent is None else str(each.coefficient_percent),
            position=n,
        )
        for n, each in enumerate(scheme.classes)
    )  # fmt: skip
    models.SchemeRule.objects.bulk_create(
        models.SchemeRule(
            scheme=row, name=rule.name, direction=rule.direction, objective=rule.objective,
            share_from=str(rule.share_from), share_to=str(rule.share_to), goods=rule.goods, position=n,
        )
        for n, rule in enumerate(scheme.rules)
    )  # fmt: skip


def _factor(place: str, factor: UnitFactor, position: int) -> models.UnitFactor:
    return models.UnitFactor(
        place=place, factor=factor.factor, title_ko=factor.title.ko, title_en=factor.title.en,
        unit_ko=factor.unit.ko, unit_en=factor.unit.en, direction=factor.direction,
        low_tco2e=str(factor.low_tco2e), high_tco2e=str(factor.high_tco2e),
        low_years="" if factor.low_years is None else str(factor.low_years),
        high_years="" if factor.high_years is None else str(factor.high_years),
        additionality_ko=factor.additionality.ko, additionality_en=factor.additionality.en,
        gwp_set=factor.gwp_set, published_on=factor.published_on, source=factor.source,
        locator=factor.locator, verify=factor.verify, synthetic=factor.synthetic, position=position,
    )  # fmt: skip
