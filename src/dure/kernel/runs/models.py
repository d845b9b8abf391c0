"""What follows: an engine, its inputs as rows, its answers, and the code they came from. Append-only."""

from django.db import models


class Run(models.Model):
    """One reckoning by one engine for one place."""

    id = models.CharField(primary_key=True, max_length=60)
    place = models.CharField(max_length=80)
    system = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    engine = models.CharField(max_length=80)
    title_ko = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    says_ko = models.TextField(blank=True)
    says_en = models.TextField(blank=True)
    is_check = models.BooleanField()
    holds = models.BooleanField(null=True)
    digest = models.CharField(max_length=64)
    engine_digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["place", "system", "name"], name="run_by_name")]


class Input(models.Model):
    """One value that an argument was fed with, and where it came from."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="inputs")
    argument = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    reference = models.CharField(max_length=240)
    figure = models.BigIntegerField(null=True, db_index=True)
    value = models.CharField(max_length=60)
    unit = models.CharField(max_length=40, blank=True)


class Load(models.Model):
    """One loading of packs by one version of the code: what the rows recorded at that time came from."""

    pack_digest = models.CharField(max_length=64)
    code_version = models.CharField(max_length=64)
    at = models.DateTimeField()


class Answer(models.Model):
    """One value that a run answered."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="answers")
    name = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=80, blank=True)
    value = models.CharField(max_length=60)
