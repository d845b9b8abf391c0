"""What was promised: plans as trees, indicators, published editions, and budgets with their tags."""

from django.db import models


class Plan(models.Model):
    """A plan of a place. Each change of its tree is a new version; the old ones stay readable."""

    place = models.CharField(max_length=80)
    system = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "system", "code", "version"], name="one_plan_a_version")
        ]


class Node(models.Model):
    """A node of a plan's tree, with the place's own name for its level. `empty`: a counted place to fill."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="nodes")
    code = models.CharField(max_length=60)
    parent = models.CharField(max_length=60, blank=True)
    position = models.PositiveIntegerField()
    level_ko = models.CharField(max_length=80)
    level_en = models.CharField(max_length=80)
    title_ko = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    from_year = models.IntegerField(null=True)
    to_year = models.IntegerField(null=True)
    empty = models.BooleanField()
    owner = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=120, blank=True)
    locator = models.CharField(max_length=120, blank=True)
    note_ko = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    # The case in which an officer named it and another person approved; empty for what packs say.
    named_in = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="one_node_a_code")]


class NodeFigure(models.Model):
    """That a node is measured by the figures of an address."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="figures")
    address = models.CharField(max_length=160)
    position = models.PositiveIntegerField()


class Indicator(models.Model):
    """What a system's plans are measured by."""

    name = models.CharField(primary_key=True, max_length=80)
    system = models.CharField(max_length=40)
    title_ko = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    figures = models.CharField(max_length=400)
    better = models.CharField(max_length=8, blank=True)
    position = models.PositiveIntegerField()


class Edition(models.Model):
    """A publication of a place: everything recorded by `recorded_by`, which makes it readable again.

    `kind` says what it is of: the annual report, or the disclosure.
    """

    place = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, default="report")
    number = models.PositiveIntegerField()
    recorded_by = models.DateTimeField()
    facts_digest = models.CharField(max_length=64)
    pack_digest = models.CharField(max_length=64)
    code_version = models.CharField(max_length=64)
    published_on = models.DateField()
    case = models.CharField(max_length=120)
    why_ko = models.TextField(blank=True)
    why_en = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "kind", "number"], name="one_edition_a_number")
        ]


class Scheme(models.Model):
    """One version of a classification of budget lines, as packs declare it."""

    id = models.CharField(primary_key=True, max_length=60)
    scheme = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    title_ko = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=120)
    locator = models.CharField(max_length=120, blank=True)
    verify = models.BooleanField()
    note_ko = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    position = models.PositiveIntegerField()


class SchemeClass(models.Model):
    """A class of a scheme, with its coefficient where the scheme weighs by one."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="classes")
    name = models.CharField(max_length=40)
    title_ko = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    effect = models.CharField(max_length=12)
    coefficient_percent = models.CharField(max_length=24, blank=True)
    position = models.PositiveIntegerField()


class SchemeRule(models.Model):
    """A rule from neutral tags to a class. Empty words fit everything; the first rule that fits counts."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="rules")
    name = models.CharField(max_length=40)
    direction = models.CharField(max_length=12, blank=True)
    objective = models.CharField(max_length=12, blank=True)
    share_from = models.CharField(max_length=24)
    share_to = models.CharField(max_length=24)
    goods = models.BooleanField(null=True)
    position = models.PositiveIntegerField()


class UnitFactor(models.Model):
    """What one unit cuts or adds in a year and for how long. `place` empty: for everybody."""

    place = models.CharField(max_length=80, blank=True)
    factor = models.CharField(max_length=60)
    title_ko = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    unit_ko = models.CharField(max_length=40)
    unit_en = models.CharField(max_length=40)
    direction = models.CharField(max_length=12)
    low_tco2e = models.CharField(max_length=40)
    high_tco2e = models.CharField(max_length=40)
    low_years = models.CharField(max_length=24, blank=True)
    high_years = models.CharField(max_length=24, blank=True)
    additionality_ko = models.TextField(blank=True)
    additionality_en = models.TextField(blank=True)
    gwp_set = models.CharField(max_length=20)
    published_on = models.DateField(null=True)
    source = models.CharField(max_length=120)
    locator = models.CharField(max_length=120, blank=True)
    verify = models.BooleanField()
    synthetic = models.BooleanField()
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "factor"], name="one_unit_factor_a_name")]


class SuggestionRule(models.Model):
    """Words of a title that speak for a tag, and why. Only ever proposed."""

    rule = models.CharField(primary_key=True, max_length=60)
    words = models.CharField(max_length=600)
    direction = models.CharField(max_length=12)
    objective = models.CharField(max_length=12)
    because_ko = models.TextField()
    because_en = models.TextField()
    position = models.PositiveIntegerField()


class Budget(models.Model):
    """A place's budget of one fiscal year. Append-only, like everything below it."""

    place = models.CharField(max_length=80)
    year = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "year"], name="one_budget_a_year")]


class BudgetEdition(models.Model):
    """A budget in one stage as it was brought once. A later one of the same stage stands in its stead."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=16)
    title_ko = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    total_krw = models.BigIntegerField(null=True)
    ceiling_tco2e = models.CharField(max_length=40, blank=True)
    reference_tco2e = models.CharField(max_length=40, blank=True)
    synthetic = models.BooleanField()
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    by = models.CharField(max_length=60, blank=True)
    by_name = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=120, blank=True)
    locator = models.CharField(max_length=120, blank=True)
    note_ko = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["budget", "number"], name="one_budget_edition_a_number")
        ]


class BudgetLine(models.Model):
    """A line of a budget in one stage, in whole won. Its code stays the same from stage to stage."""

    edition = models.ForeignKey(BudgetEdition, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=60)
    department = models.CharField(max_length=120)
    field = models.CharField(max_length=120, blank=True)
    programme = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)
    item = models.CharField(max_length=120, blank=True)
    goods = models.BooleanField()
    amount_krw = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_budget_line_a_code"),
            models.CheckConstraint(condition=models.Q(amount_krw__gte=0), name="budget_line_not_below_zero"),
        ]


class BudgetTag(models.Model):
    """The neutral tag of a line, given once and never changed: the one with the highest number is current."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="tags")
    code = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    direction = models.CharField(max_length=12)
    objective = models.CharField(max_length=12)
    share_percent = models.CharField(max_length=24, blank=True)
    method = models.CharField(max_length=12)
    factor = models.CharField(max_length=60, blank=True)
    quantity = models.CharField(max_length=40, blank=True)
    evidence_ko = models.TextField(blank=True)
    evidence_en = models.TextField(blank=True)
    why_ko = models.TextField(blank=True)
    why_en = models.TextField(blank=True)
    suggested_by = models.CharField(max_length=60, blank=True)
    by = models.CharField(max_length=60, blank=True)
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["budget", "code", "number"], name="one_budget_tag_a_number")
        ]


class Programme(models.Model):
    """A programme that rewards what residents do, as packs declare it: structure, no amounts."""

    name = models.CharField(primary_key=True, max_length=40)
    system = models.CharField(max_length=40)
    title_ko = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    says_ko = models.TextField()
    says_en = models.TextField()
    unit = models.CharField(max_length=20, blank=True)
    least_age = models.PositiveSmallIntegerField(null=True)
    unnamed = models.PositiveSmallIntegerField(default=0)
    two_above = models.BigIntegerField(null=True)
    position = models.PositiveIntegerField()


class ProgrammeAction(models.Model):
    """An act that a programme rewards, what it is counted in, and which events it may share with others."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="actions")
    name = models.CharField(max_length=40)
    title_ko = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    area = models.CharField(max_length=20)
    counted_in = models.CharField(max_length=12)
    event_group = models.CharField(max_length=40)
    most_at_once = models.PositiveIntegerField()
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="one_action_a_name_in_a_programme")
        ]


class ProgrammeEvidence(models.Model):
    """A kind of evidence for an act, with the shares of what it earns and of what is looked at."""

    action = models.ForeignKey(ProgrammeAction, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=20)
    earns_percent = models.PositiveSmallIntegerField()
    sampled_percent = models.PositiveSmallIntegerField()
    second_percent = models.PositiveSmallIntegerField(default=0)
    most_a_month = models.PositiveIntegerField(null=True)
    keep_days = models.PositiveSmallIntegerField(default=30)
    position = models.PositiveIntegerField()


class ProgrammeHere(models.Model):
    """That a place has a programme, from and to a day where those are told."""

    place = models.CharField(max_length=80, db_index=True)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="places")
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    source = models.CharField(max_length=120)
    locator = models.CharField(max_length=120, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "programme"], name="a_place_has_a_programme_once")
        ]
