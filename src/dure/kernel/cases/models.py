"""What was asked, what was decided: kinds of cases with moves, cases; steps and answers, which only grow."""

from django.db import models


class Kind(models.Model):
    """A kind of case, as a pack declares it."""

    name = models.CharField(primary_key=True, max_length=40)
    system = models.CharField(max_length=40)
    title_ko = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    opens = models.CharField(max_length=40)


class State(models.Model):
    """A state that a kind of case can be in."""

    kind = models.ForeignKey(Kind, on_delete=models.CASCADE, related_name="states")
    name = models.CharField(max_length=40)
    title_ko = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="one_state_a_name")]


class Move(models.Model):
    """A step that a kind of case can take, and who may take it."""

    kind = models.ForeignKey(Kind, on_delete=models.CASCADE, related_name="moves")
    name = models.CharField(max_length=40)
    title_ko = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    from_state = models.CharField(max_length=40)
    to_state = models.CharField(max_length=40)
    role = models.CharField(max_length=40)
    other_person = models.BooleanField()
    after_days = models.PositiveIntegerField(null=True)
    has = models.CharField(max_length=200, blank=True)
    does = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()


class Case(models.Model):
    """Something that needs a decision. Its state is that of its last step."""

    id = models.CharField(primary_key=True, max_length=120)
    place = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=40, db_index=True)
    subject = models.CharField(max_length=240, blank=True, db_index=True)
    title_ko = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    opened_at = models.DateTimeField()


class Step(models.Model):
    """What happened in a case. Append-only; the number keeps two people from taking the same step twice."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    move = models.CharField(max_length=40)
    to_state = models.CharField(max_length=40)
    by = models.CharField(max_length=60, blank=True)
    by_name = models.CharField(max_length=200, blank=True)
    on = models.DateField(null=True)
    told = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField()
    says_ko = models.TextField(blank=True)
    says_en = models.TextField(blank=True)
    source = models.CharField(max_length=120, blank=True)
    locator = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_step_a_number")]


class Letter(models.Model):
    """An answer given in a case, as it was given: written once, never queried."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    number = models.PositiveIntegerField()
    answers = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_letter_a_number")]


class Reason(models.Model):
    """Why a finding was made: one check that fails on the doubted figure. Append-only by digest."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reasons")
    check_name = models.CharField(max_length=80)
    engine = models.CharField(max_length=80)
    run = models.CharField(max_length=60)
    says_ko = models.TextField()
    says_en = models.TextField()
    expected = models.CharField(max_length=60, blank=True)
    gap = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "run"], name="one_reason_a_run")]


class Proposal(models.Model):
    """A value that would put a reason right, in canonical units. Never applied unseen."""

    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, related_name="proposals")
    address = models.CharField(max_length=240)
    value = models.CharField(max_length=60)
    low = models.CharField(max_length=60, blank=True)
    high = models.CharField(max_length=60, blank=True)
    position = models.PositiveIntegerField()


class SurveyCode(models.Model):
    """An invitation to answer a survey once: the digest of its code, never the code. Append-only."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="codes")
    digest = models.CharField(max_length=64)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "digest"], name="one_code_a_digest")]


class SurveyAnswer(models.Model):
    """That somebody answered a survey. `who` is a digest that only this server can make, so that one person
    answers once and nobody reads who it was. Append-only.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="survey_answers")
    who = models.CharField(max_length=64)
    channel = models.CharField(max_length=10)
    area = models.CharField(max_length=80)
    age = models.CharField(max_length=40)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "who"], name="one_answer_a_person"),
            models.CheckConstraint(
                condition=models.Q(channel__in=("resident", "code", "document")), name="channel_is_known"
            ),
        ]


class SurveyChoice(models.Model):
    """An option that was chosen. Append-only."""

    answer = models.ForeignKey(SurveyAnswer, on_delete=models.PROTECT, related_name="choices")
    question = models.CharField(max_length=80)
    option = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "question", "option"], name="one_choice_an_option")
        ]


class Exhibit(models.Model):
    """What somebody showed for an act: of which kind, from which device, and the marks by which a picture is
    known again. Append-only; the picture itself lies in a Picture.
    """

    act = models.UUIDField(primary_key=True)
    place = models.CharField(max_length=80)
    party = models.CharField(max_length=80, db_index=True)
    programme = models.CharField(max_length=40)
    action = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    device = models.CharField(max_length=32, blank=True)
    shop = models.CharField(max_length=120, blank=True)
    said = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    # The perceptual hash in four parts: alike pictures share one of them, so that an index finds them.
    part_1 = models.PositiveIntegerField(null=True, db_index=True)
    part_2 = models.PositiveIntegerField(null=True, db_index=True)
    part_3 = models.PositiveIntegerField(null=True, db_index=True)
    part_4 = models.PositiveIntegerField(null=True, db_index=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["place", "recorded_at"], name="exhibits_of_a_place")]


class Picture(models.Model):
    """A picture of an exhibit, sealed with the key of whoever showed it; emptied when its time has passed."""

    exhibit = models.OneToOneField(
        Exhibit, on_delete=models.PROTECT, related_name="picture", primary_key=True
    )
    sealed = models.BinaryField()
    keep_until = models.DateField(db_index=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(destroyed_at__isnull=True) | models.Q(sealed=b""),
                name="a_destroyed_picture_is_empty",
            )
        ]
