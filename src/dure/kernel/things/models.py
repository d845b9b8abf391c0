"""Places, things in them, and the outlines that maps are drawn from."""

from django.db import models


class Place(models.Model):
    """A world, country, province, city or district. Each is part of the next."""

    id = models.CharField(primary_key=True, max_length=80)
    part_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=20)
    title_ko = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    says_ko = models.TextField(blank=True)
    says_en = models.TextField(blank=True)
    timezone = models.CharField(max_length=60)
    speaks = models.CharField(max_length=60)
    systems = models.CharField(max_length=400)


class Outline(models.Model):
    """The outline of one part of a place, as WKB in longitude and latitude (EPSG:4326)."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="outlines")
    position = models.PositiveIntegerField()
    part = models.CharField(max_length=80, blank=True)
    name_ko = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    wkb = models.BinaryField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "position"], name="one_outline_a_position")]


class Thing(models.Model):
    """Something that is there: a station, a plant, a site. Dated, with the day of recording."""

    id = models.CharField(primary_key=True, max_length=160)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="things")
    kind = models.CharField(max_length=40)
    part_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    name_ko = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    valid_from = models.DateField(null=True)
    source = models.CharField(max_length=120, blank=True)
    locator = models.CharField(max_length=120, blank=True)
    mark = models.CharField(max_length=12, blank=True)
    recorded_at = models.DateTimeField()


class Attribute(models.Model):
    """What holds of a thing from a day on, and who says so. Append-only: a change is a new row.

    Of the rows that cover a day the one that begins latest holds; of those that begin together the one
    recorded last. `withdrawn` says that from that day on nothing is stated. `stated_by` is empty for what
    packs state.
    """

    thing = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="attributes")
    name = models.CharField(max_length=120)
    during = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=400, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    words_ko = models.TextField(blank=True)
    words_en = models.TextField(blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    withdrawn = models.BooleanField(default=False)
    mark = models.CharField(max_length=12, blank=True)
    source = models.CharField(max_length=120, blank=True)
    locator = models.CharField(max_length=120, blank=True)
    stated_by = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["thing", "name", "valid_from"], name="attribute_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="attribute_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~models.Q(source="", stated_by=""), name="attribute_says_who"),
        ]
