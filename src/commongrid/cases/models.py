from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from commongrid.base.journal.models import Subject
from commongrid.cases.terms import OPEN, Ask, Status, SupervisionLevel

IS_OPEN = Q(status__in=[status.value for status in OPEN])


class Case(Subject):
    """One matter on its way round the loop. The row is the fold of its journal entries, never more."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=10, unique=True)
    title = models.CharField(max_length=120)
    status = models.CharField(max_length=10)
    round = models.PositiveSmallIntegerField(default=1)
    moved_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey("matters.Edition", on_delete=models.PROTECT, related_name="+")
    row = models.ForeignKey("matters.Row", on_delete=models.PROTECT, null=True, related_name="+")
    is_public = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    channel = models.CharField(max_length=20)

    area = models.CharField(max_length=15)
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    grid = models.ForeignKey("places.Grid", on_delete=models.PROTECT, null=True, related_name="+")
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    cell = models.BigIntegerField(null=True)
    address = models.CharField(max_length=200, blank=True)

    centre = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    lead_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    unit_ids = ArrayField(models.BigIntegerField(), default=list)
    called_ids = ArrayField(models.BigIntegerField(), default=list)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    stage = models.CharField(max_length=10, blank=True)
    due_at = models.DateTimeField(null=True)
    soon_at = models.DateTimeField(null=True)
    clock = models.JSONField(default=list)
    on_time = models.BooleanField(null=True)
    paused_until = models.DateTimeField(null=True)

    reporters = models.PositiveIntegerField(default=1)
    send_backs = models.PositiveSmallIntegerField(default=0)
    sent_back_times = models.PositiveSmallIntegerField(default=0)
    reworks = models.PositiveSmallIntegerField(default=0)
    redos = models.PositiveSmallIntegerField(default=0)
    urges = models.PositiveSmallIntegerField(default=0)
    sampled = models.BooleanField(default=False)
    supervision = models.CharField(max_length=10, blank=True)
    satisfied = models.BooleanField(null=True)
    settled = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="absorbed")
    search = SearchVectorField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]), name="cases_case_status"
            ),
            models.CheckConstraint(
                condition=Q(supervision__in=["", *(level.value for level in SupervisionLevel)]),
                name="cases_case_supervision",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False) | ~Q(status="closed"),
                name="cases_case_closed_when",
            ),
            models.CheckConstraint(
                condition=Q(lead_unit__isnull=False)
                | ~Q(status__in=["assigned", "handling", "paused", "checking"]),
                name="cases_case_has_lead",
            ),
            models.CheckConstraint(
                condition=Q(lon=None, lat=None) | Q(lon__range=(-180, 180), lat__range=(-90, 90)),
                name="cases_case_position",
            ),
        )
        indexes = (
            models.Index(fields=["centre", "status", "due_at", "id"], name="cases_case_centre_queue"),
            models.Index(fields=["lead_unit", "status", "due_at", "id"], name="cases_case_unit_queue"),
            models.Index(fields=["status", "due_at", "id"], name="cases_case_due", condition=IS_OPEN),
            models.Index(OpClass(F("area"), name="text_pattern_ops"), F("status"), name="cases_case_area"),
            models.Index(F("opened_at").desc(), F("id").desc(), name="cases_case_opened"),
            models.Index(F("closed_at").desc(), F("id").desc(), name="cases_case_closed"),
            models.Index(fields=["cell"], name="cases_case_near", condition=IS_OPEN),
            models.Index(fields=["matter", "opened_at"], name="cases_case_matter"),
            models.Index(fields=["paused_until"], name="cases_case_paused", condition=Q(status="paused")),
            GinIndex(fields=["unit_ids"], name="cases_case_units", condition=IS_OPEN),
            GinIndex(fields=["called_ids"], name="cases_case_called", condition=IS_OPEN),
            GinIndex(fields=["search"], name="cases_case_search"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Assignment(models.Model):
    """One unit's part in one round: given, taken, done, or ended without being done."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assignments")
    round = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    is_lead = models.BooleanField()
    assigned_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "unit"], condition=Q(ended_at=None), name="cases_assignment_once"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None, is_lead=True), name="cases_assignment_one_lead"
            ),
        )
        indexes = (models.Index(fields=["unit", "assigned_at"], name="cases_assignment_unit"),)


class Request(models.Model):
    """A unit asked to pause or to extend; somebody else answers."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="requests")
    ask = models.CharField(max_length=8)
    reason = models.CharField(max_length=16, blank=True)
    text = models.TextField(blank=True)
    until = models.DateTimeField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    asked_account_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ask__in=[ask.value for ask in Ask]), name="cases_request_ask"),
            models.UniqueConstraint(
                fields=["case", "ask"], condition=Q(answered_at=None), name="cases_request_one_open"
            ),
        )


class Supervision(models.Model):
    """督办: somebody above wants an answer by a time."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="supervisions")
    level = models.CharField(max_length=8)
    text = models.TextField()
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["answer_due_at"], name="cases_supervision_owed", condition=Q(answered_at=None)
            ),
        )


class Whistle(models.Model):
    """吹哨: a named unit is called to report in at a place by a time."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="whistles")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200)
    by_when = models.DateTimeField()
    text = models.TextField(blank=True)
    called_by = models.CharField(max_length=64)
    called_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["unit", "by_when"], name="cases_whistle_owed", condition=Q(arrived_at=None)),
        )


class Comment(models.Model):
    """What somebody said about a case; public ones are shown to its reporters."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="comments")
    at = models.DateTimeField()
    said_by = models.CharField(max_length=64)
    account_id = models.BigIntegerField(null=True)
    person_id = models.UUIDField(null=True)
    is_public = models.BooleanField()
    text = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["case", "at"], name="cases_comment_case"),)


class Rating(models.Model):
    """评价: what the one who raised it says, 1 to 5 each, once a round."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="ratings")
    round = models.PositiveSmallIntegerField()
    rater = models.CharField(max_length=48)
    at = models.DateTimeField()
    solved = models.BooleanField()
    speed = models.PositiveSmallIntegerField()
    result = models.PositiveSmallIntegerField()
    manner = models.PositiveSmallIntegerField()
    feedback = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "round", "rater"], name="cases_rating_once"),
            models.CheckConstraint(
                condition=Q(
                    speed__range=(1, 5), result__range=(1, 5), manner__range=(1, 5), feedback__range=(1, 5)
                ),
                name="cases_rating_range",
            ),
        )


class Watch(models.Model):
    """Somebody on the staff who wants to hear of a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="watches")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "account"], name="cases_watch_once"),)
