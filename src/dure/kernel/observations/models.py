"""Figures: whatever somebody states about an address. Sources: the documents they stand in."""

from django.db import models


class Source(models.Model):
    """A document, article, data set or law that figures come from."""

    id = models.CharField(primary_key=True, max_length=80)
    title_ko = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    publisher_ko = models.CharField(max_length=200)
    publisher_en = models.CharField(max_length=200)
    published_on = models.DateField(null=True)
    # The day as far as it is told, like 2021-12; published_on is its first day.
    published = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=2, default="ko")
    to_confirm = models.BooleanField(default=False)
    kind = models.CharField(max_length=20)
    url = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    may_copy = models.BooleanField()
    note_ko = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    # Who registered the document and when; empty for those that packs bring.
    by = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField(null=True)


class Kind(models.Model):
    """What can be stated: a name that ends with its unit, and how it is shown."""

    name = models.CharField(primary_key=True, max_length=80)
    system = models.CharField(max_length=40)
    title_ko = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    says_ko = models.TextField(blank=True)
    says_en = models.TextField(blank=True)
    unit = models.CharField(max_length=40)
    shows = models.CharField(max_length=40)
    decimals = models.IntegerField(null=True)
    keys = models.BooleanField(default=False)
    position = models.PositiveIntegerField()


class Facet(models.Model):
    """A named part of a kind: the address is `kind/facet`."""

    kind = models.ForeignKey(Kind, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=80)
    title_ko = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="one_facet_a_name")]


class Figure(models.Model):
    """One statement of one figure. Append-only: a later row replaces an earlier one, and both are kept.

    Bitemporal: valid_from to valid_to is when it holds, published_on when it was said, recorded_at when
    we learnt it. Exact numbers are kept as decimal text, because SQLite sums decimals as floats.
    """

    place = models.CharField(max_length=80)
    address = models.CharField(max_length=160)
    period = models.CharField(max_length=24)
    mark = models.CharField(max_length=12)
    printed = models.CharField(max_length=60)
    unit = models.CharField(max_length=40)
    value = models.CharField(max_length=60, null=True)
    step = models.CharField(max_length=60, null=True)
    valid_from = models.DateField()
    valid_to = models.DateField()
    published_on = models.DateField(null=True)
    published = models.CharField(max_length=10, blank=True)
    to_confirm = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="figures")
    locator = models.CharField(max_length=120, blank=True)
    label = models.CharField(max_length=200, blank=True)
    note_ko = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    origin = models.CharField(max_length=8, choices=[(o, o) for o in ("pack", "officer", "run")])
    by = models.CharField(max_length=60, blank=True)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    withdrawn = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["place", "address", "period"], name="figure_by_address"),
            models.Index(fields=["source"], name="figure_by_source"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(source__isnull=False) | models.Q(origin="run"),
                name="stated_figures_have_a_source",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from")),
                name="valid_to_not_before_valid_from",
            ),
        ]


class Series(models.Model):
    """A file of rows with declared columns, named by its digest. Append-only: a later file of the same place
    and name replaces an earlier one, and both are kept.
    """

    place = models.CharField(max_length=80)
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    columns = models.TextField()
    first_period = models.CharField(max_length=24, blank=True)
    last_period = models.CharField(max_length=24, blank=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="series")
    origin = models.CharField(max_length=8, choices=[(o, o) for o in ("pack", "officer", "run")])
    by = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField()
    withdrawn = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["place", "name"], name="series_by_name")]


class Closing(models.Model):
    """What may not be read by everybody: a figure, or a run of which nothing is told. Append-only: of each
    the last row counts.

    `shows` is the number of the one statement that is open; 0 closes them all, and ANY opens them again.
    """

    ANY = -1

    place = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=160, blank=True)
    period = models.CharField(max_length=24, blank=True)
    mark = models.CharField(max_length=12, blank=True)
    run = models.CharField(max_length=60, blank=True)
    shows = models.BigIntegerField()
    because = models.CharField(max_length=12)
    # Of what is confidential itself: the reason that everybody reads.
    note_ko = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["place", "address", "period", "mark"], name="closing_by_address"),
            models.Index(fields=["run"], name="closing_by_run"),
        ]


class Position(models.Model):
    """Where a machine that moves was, as it said. Kept for a day: it also tells where its driver was."""

    thing = models.CharField(max_length=160)
    at = models.DateTimeField()
    lon = models.FloatField()
    lat = models.FloatField()
    heard_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing", "at"], name="one_position_a_moment")]


class DeviceEvent(models.Model):
    """What a machine stated under its own signature: a deposit, a fill level, a fault. Append-only.

    It says nothing of who was at the machine. `deed` is whether it counts or is held for a look; `outcome`
    what became of it in a word. The very same event comes in once; `counted_as` is the machine's number where
    it counts, and empty where it is held, so that a number counts once.
    """

    machine = models.CharField(max_length=160, db_index=True)
    counter = models.BigIntegerField()
    counted_as = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64)
    what = models.CharField(max_length=80)
    unit = models.CharField(max_length=20, blank=True)
    amount = models.BigIntegerField()
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    deed = models.CharField(max_length=8)
    notes = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["machine", "happened_at"], name="device_event_by_time")]
        constraints = [
            models.UniqueConstraint(fields=["machine", "digest"], name="an_event_comes_in_once"),
            models.UniqueConstraint(
                fields=["machine", "counted_as"], name="a_number_of_a_machine_counts_once"
            ),
            models.CheckConstraint(
                condition=models.Q(deed__in=("take", "hold")), name="device_deed_is_known"
            ),
        ]
