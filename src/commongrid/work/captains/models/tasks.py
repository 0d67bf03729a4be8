"""What captains were asked to do, and what became of it at each building."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.work.captains.terms import Answered


class Task(models.Model):
    """One thing captains of some buildings are asked to do by a day."""

    id = models.UUIDField(primary_key=True)
    title = models.CharField(max_length=60)
    words = models.CharField(max_length=400, blank=True)
    area = models.CharField(max_length=15, db_collation="C")
    kind = models.CharField(max_length=16, blank=True)
    due_on = models.DateField()
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", db_index=False)
    made_by = models.CharField(max_length=140)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["area", "-made_at"], name="captains_task_listed"),)

    def __str__(self) -> str:
        return self.title


class TaskItem(models.Model):
    """The task at one building, answered by whoever is its captain then."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="items", db_index=False)
    premises = models.ForeignKey("premises.Premises", models.PROTECT, related_name="+", db_index=False)
    area = models.CharField(max_length=15, db_collation="C")
    state = models.CharField(max_length=6, default="due")
    note = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["task", "premises"], name="captains_item_once"),
            models.CheckConstraint(
                condition=Q(state__in=[str(one) for one in Answered]), name="captains_item_state"
            ),
        )
        indexes = (models.Index(fields=["premises", "state"], name="captains_item_premises"),)

    def __str__(self) -> str:
        return self.state
