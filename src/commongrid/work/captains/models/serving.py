"""Who asked to answer for a building, who does, and what they were thanked for."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commongrid.base.journal.models import Subject
from commongrid.work.captains.terms import STANDING, Capacity, Origin, State


class Captaincy(Subject):
    """One person's time with one building, from asking to the end.

    `person` is in registry/people and is let go of a year after the end; `account` and `post` are those of a captain
    who serves or has served. What the person wrote is not kept: there is nothing to write.
    """

    id = models.UUIDField(primary_key=True)
    premises = models.ForeignKey("premises.Premises", models.PROTECT, related_name="captaincies")
    area = models.CharField(max_length=15, db_collation="C")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+", db_index=False)
    account = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+", db_index=False)
    post = models.ForeignKey("units.Post", models.PROTECT, null=True, related_name="+", db_index=False)
    capacity = models.CharField(max_length=12)
    origin = models.CharField(max_length=8)
    state = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    reason = models.CharField(max_length=16, blank=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[str(one) for one in State])
                & Q(capacity__in=[str(one) for one in Capacity])
                & Q(origin__in=[str(one) for one in Origin]),
                name="captains_captaincy_words",
            ),
            models.CheckConstraint(
                condition=~Q(state="serving") | Q(post__isnull=False, starts_on__isnull=False),
                name="captains_captaincy_serving_has_post",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="captains_captaincy_in_order"
            ),
            models.UniqueConstraint(
                fields=["premises"], condition=Q(state="serving"), name="captains_captaincy_one_serves"
            ),
            models.UniqueConstraint(
                fields=["premises", "person"],
                condition=Q(state__in=[str(one) for one in STANDING]),
                name="captains_captaincy_once",
            ),
        )
        indexes = (
            models.Index(fields=["state", "area", "asked_at", "id"], name="captains_captaincy_listed"),
            models.Index(fields=["person"], condition=Q(person__isnull=False), name="captains_captaincy_of"),
            models.Index(fields=["post"], condition=Q(state="serving"), name="captains_captaincy_post"),
            models.Index(fields=["ends_on"], condition=Q(state="serving"), name="captains_captaincy_term"),
        )

    def __str__(self) -> str:
        return f"{self.premises_id} {self.state}"


class Commendation(models.Model):
    """A sentence of thanks. Public on the building's page only while the captain wants it; no count is made of them."""

    id = models.UUIDField(primary_key=True)
    captaincy = models.ForeignKey(Captaincy, models.PROTECT, related_name="commendations")
    premises = models.ForeignKey("premises.Premises", models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=200)
    made_by = models.CharField(max_length=140)
    made_at = models.DateTimeField()
    is_public = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(is_public=False), name="captains_commendation_gone"
            ),
        )
        indexes = (
            models.Index(
                fields=["premises"], condition=Q(is_public=True), name="captains_commendation_public"
            ),
        )

    def __str__(self) -> str:
        return self.words
