"""What follows a matter: the plan of a hard one with its steps, and the calls after it was closed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.work.visits.models.days import Matter
from commongrid.work.visits.terms import CallState


class Plan(models.Model):
    """一件事、一方案、一档案、一专班: offices and posts, no person's name. The work itself is the case's."""

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="plan")
    leader = models.CharField(max_length=60)
    members = ArrayField(models.CharField(max_length=60), default=list)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=140)

    def __str__(self) -> str:
        return self.leader


class Step(models.Model):
    """One step of a plan."""

    id = models.UUIDField(primary_key=True)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="steps", db_index=False)
    n = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    who = models.CharField(max_length=60)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=140, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "n"], name="visits_step_once"),)

    def __str__(self) -> str:
        return self.words


class Call(models.Model):
    """回访: whoever raised a matter is called after it was closed, once a round."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="calls", db_index=False)
    area = models.CharField(max_length=15, db_collation="C")
    round = models.PositiveSmallIntegerField()
    owed_at = models.DateTimeField()
    whys = models.JSONField(default=list)
    state = models.CharField(max_length=13)
    tries = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    called_by = models.CharField(max_length=140, blank=True)
    words = EncryptedTextField(label="visits_call.words", retention="visits.calls", null=True)
    redo = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["matter", "round"], name="visits_call_once"),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in CallState]), name="visits_call_state"
            ),
        )
        indexes = (
            models.Index(fields=["owed_at", "area"], condition=Q(state="due"), name="visits_call_due"),
            models.Index(fields=["last_at", "area"], name="visits_call_when"),
        )

    def __str__(self) -> str:
        return str(self.pk)
