"""Editions of networks, immutable once published: a row says which files hold the arrays."""

from django.db import models


class Edition(models.Model):
    """One edition of a place's network. Append-only: a later one of the same name replaces it, both are kept.

    Its arrays lie in a folder named by their digest.
    """

    place = models.CharField(max_length=80)
    name = models.CharField(max_length=40)
    title_ko = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    layout = models.CharField(max_length=20)
    nodes = models.PositiveIntegerField()
    links = models.PositiveIntegerField()
    turns = models.PositiveIntegerField()
    length_m = models.FloatField()
    valid_from = models.DateField(null=True)
    source = models.CharField(max_length=120, blank=True)
    locator = models.CharField(max_length=120, blank=True)
    origin = models.CharField(max_length=8, choices=[(o, o) for o in ("pack", "officer", "run")])
    by = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["place", "name"], name="network_by_name")]


class Flaw(models.Model):
    """How many links of an edition had something wrong, and whether a stated rule mended it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="flaws")
    kind = models.CharField(max_length=40)
    links = models.PositiveIntegerField()
    mended = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "kind"], name="one_flaw_a_kind")]
