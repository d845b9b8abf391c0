"""People, bodies and departments, what they are called, the roles they hold, and who looked at whose data.

Nothing here is overwritten: a party's new name, a recount of seats and the end of a role are new rows.
"""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """What somebody logs in with. It grants nothing: rights come from dated roles alone."""

    username = models.CharField(max_length=80, unique=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    objects = BaseUserManager()

    USERNAME_FIELD = "username"


class Party(models.Model):
    """A person, body or department. The id is opaque and stands in every reason and address."""

    id = models.CharField(primary_key=True, max_length=80)
    account = models.OneToOneField(Account, null=True, on_delete=models.PROTECT, related_name="party")
    recorded_at = models.DateTimeField()


class Standing(models.Model):
    """What a party is and is called. The row recorded last holds; earlier ones are its history."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="standings")
    kind = models.CharField(max_length=12)
    place = models.CharField(max_length=80, db_index=True)
    name_ko = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    part_of = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="parts")
    valid_from = models.DateField(null=True)
    since = models.CharField(max_length=10, blank=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=120, blank=True)
    withdrawn = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=("person", "body", "department", "partner", "household", "group")
                ),
                name="party_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="party_ends_after_it_begins",
            ),
        ]


class SeatCount(models.Model):
    """How many seats a body has for a role, as a source counts them. The row recorded last holds."""

    body = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="seat_counts")
    role = models.CharField(max_length=40)
    seats = models.PositiveIntegerField()
    source = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()


class Role(models.Model):
    """That a party is something, somewhere, for a time; in a body perhaps on one of its counted seats.

    `reach` says whether it holds in the place alone or in the parts of that place too.
    """

    holder = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="roles")
    name = models.CharField(max_length=40)
    place = models.CharField(max_length=80, db_index=True)
    reach = models.CharField(max_length=5, default="place")
    body = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="members")
    seat = models.PositiveIntegerField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=120, blank=True)
    given_by = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="given_roles")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reach__in=("place", "parts")), name="role_reach_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(seat__isnull=True) | models.Q(seat__gte=1, body__isnull=False),
                name="a_seat_is_in_a_body",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="role_ends_after_it_begins",
            ),
        ]


class RoleEnd(models.Model):
    """That a role ended: its last day, who said so and when. The row recorded last holds."""

    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="ends")
    last_day = models.DateField()
    ended_by = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="ended_roles")
    recorded_at = models.DateTimeField()


class DetailKey(models.Model):
    """The key of one person's details. Destroying it forgets them: the one row of parties that may change."""

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="detail_key", primary_key=True)
    wrapped = models.BinaryField(max_length=80)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(destroyed_at__isnull=True) | models.Q(wrapped=b""),
                name="a_destroyed_key_is_empty",
            )
        ]


class Detail(models.Model):
    """One personal detail of somebody, sealed with their key. The row recorded last holds."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="details")
    name = models.CharField(max_length=20)
    sealed = models.BinaryField(max_length=2000)
    recorded_at = models.DateTimeField()


class Consent(models.Model):
    """That somebody agreed to something, or does so no longer. The row recorded last holds."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=40)
    edition = models.CharField(max_length=20)
    given = models.BooleanField()
    recorded_at = models.DateTimeField()


class Enrolment(models.Model):
    """That somebody joined as a resident of a place, and how sure it is who they are.

    `age_band` and `area` are coarse on purpose: they are for counting, never fewer than ten people at a time.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="enrolments")
    place = models.CharField(max_length=80, db_index=True)
    assurance = models.CharField(max_length=12)
    age_band = models.CharField(max_length=8, blank=True)
    area = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(assurance__in=("self", "counter", "identity")),
                name="assurance_is_known",
            )
        ]


class Look(models.Model):
    """Who looked at whose data, when, and at what. Append-only; ids alone, no names."""

    at = models.DateTimeField(db_index=True)
    viewer = models.CharField(max_length=80)
    subject = models.CharField(max_length=80, db_index=True)
    what = models.CharField(max_length=200)


class MachineKey(models.Model):
    """The key by which a machine's messages are known, as a digest: the key is shown once and not kept.

    Of a machine's rows the one recorded last holds; one without a digest takes the key away.
    """

    machine = models.CharField(max_length=160, db_index=True)
    digest = models.CharField(max_length=64, blank=True)
    given_by = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="given_keys")
    recorded_at = models.DateTimeField()


class PushAddress(models.Model):
    """Where a phone takes notices, as its browser gave it. Taken away when somebody no longer agrees."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="push_addresses")
    endpoint = models.CharField(max_length=500, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    made_at = models.DateTimeField()


class Notice(models.Model):
    """What somebody is told. The key keeps the same thing from being told twice. Append-only."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="notices")
    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=40)
    urgent = models.BooleanField()
    title_ko = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    says_ko = models.CharField(max_length=400)
    says_en = models.CharField(max_length=400)
    href = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_index=True)


class Telling(models.Model):
    """What became of sending a notice to a phone: taken in hand, and then how it ended. Append-only.

    A notice that was taken in hand and did not end was cut off in between: nobody knows whether it arrived.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="tellings")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=16)
    why = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="one_telling_a_number"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=("taken", "handed_over", "not_delivered", "suppressed")),
                name="telling_outcome_is_known",
            ),
        ]


class SigningKey(models.Model):
    """A public key by which a machine signs what it tells, and from when to when it holds.

    Of the rows of one machine and key the one recorded last holds; a key that ended stays to be read. The
    private half never leaves the machine.
    """

    machine = models.CharField(max_length=160, db_index=True)
    public = models.CharField(max_length=64)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="signing_keys")
    recorded_at = models.DateTimeField()


class SpokenCode(models.Model):
    """Eight digits that stand for somebody for some minutes, to be typed at a machine or said at a counter.

    Kept until no machine may tell any more of that time, then forgotten. A used one is not told again.
    """

    digits = models.CharField(max_length=8, db_index=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="spoken_codes")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)
