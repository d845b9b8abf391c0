"""People, bodies, departments and their dated roles; accounts; who looked at whose data."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Account(AbstractUser):
    """What somebody logs in with. Who they are is a Party."""


class Party(models.Model):
    """A person, body or department. Dated; the id is opaque and stands in every reason and address."""

    id = models.CharField(primary_key=True, max_length=40)
    kind = models.CharField(max_length=12, choices=[(k, k) for k in ("person", "body", "department")])
    place = models.CharField(max_length=80, db_index=True)
    name_ko = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    part_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    account = models.OneToOneField(Account, null=True, on_delete=models.SET_NULL, related_name="party")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()


class Role(models.Model):
    """That somebody is something, somewhere, for a time. Without a holder it is a counted empty seat."""

    place = models.CharField(max_length=80, db_index=True)
    name = models.CharField(max_length=40)
    body = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="seats")
    seat = models.PositiveIntegerField(null=True)
    holder = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="roles")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "name", "seat"], name="one_seat_once"),
        ]


class Look(models.Model):
    """Who looked at whose data. Append-only."""

    at = models.DateTimeField(db_index=True)
    viewer = models.CharField(max_length=40)
    subject = models.CharField(max_length=40, db_index=True)
    what = models.CharField(max_length=200)
