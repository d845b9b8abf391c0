"""What was promised: plans as trees of any depth, indicators, and published editions."""

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
    locator = models.CharField(max_length=40, blank=True)
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
    """A published report of a place: everything recorded by `recorded_by`, which makes it readable again."""

    place = models.CharField(max_length=80)
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
        constraints = [models.UniqueConstraint(fields=["place", "number"], name="one_edition_a_number")]
