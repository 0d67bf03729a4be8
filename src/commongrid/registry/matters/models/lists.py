from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.base.calendar.terms import Unit
from commongrid.registry.matters.models.constraints import one_of
from commongrid.registry.matters.terms import Confidence, ReasonKind, Stage


class Department(models.Model):
    """Who answers for what, by the code that ties matters to units of every level."""

    code = models.CharField(max_length=16, primary_key=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120, blank=True)
    tier = models.CharField(max_length=16, blank=True)
    answers_for_zh = models.CharField(max_length=200, blank=True)
    answers_for_en = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=10, default=Confidence.PROPOSAL.value)

    class Meta:
        constraints = (one_of("confidence", Confidence, "matters_department_confidence"),)

    def __str__(self) -> str:
        return self.name_zh


class UsualLimit(models.Model):
    """The limit of a stage that a row says nothing about; one for urgent rows, one for the others."""

    stage = models.CharField(max_length=10)
    urgent = models.BooleanField()
    amount = models.FloatField()
    unit = models.CharField(max_length=16)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["stage", "urgent"], name="matters_usual_limit_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="matters_usual_limit_positive"),
            one_of("stage", (Stage.DISPATCH, Stage.ACCEPT, Stage.CHECK), "matters_usual_limit_stage"),
            one_of("unit", Unit, "matters_usual_limit_unit"),
        )


class Distinction(models.Model):
    """How matters that read almost alike are told apart; `codes` are two or more, in order. `origin` as of editions."""

    codes = models.JSONField(unique=True)
    zh = models.CharField(max_length=300)
    en = models.CharField(max_length=500, blank=True)
    origin = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.zh


class Reason(models.Model):
    """One entry of a list of reasons: what must be stated with it, and what the person is told.

    `counts`: a sending back that counts towards the third, which goes to the owner of last resort.
    `law`: on what law and article it stands; `remedy`: what the person can do about it, until when.
    `instead`: the act to use in its place ("pause"), where a list names it only to say so.
    """

    kind = models.CharField(max_length=12)
    code = models.CharField(max_length=16)
    zh = models.CharField(max_length=80)
    en = models.CharField(max_length=160)
    when_zh = models.CharField(max_length=200, blank=True)
    when_en = models.CharField(max_length=300, blank=True)
    must_state_zh = models.CharField(max_length=200, blank=True)
    must_state_en = models.CharField(max_length=300, blank=True)
    tell_zh = models.CharField(max_length=300, blank=True)
    tell_en = models.CharField(max_length=500, blank=True)
    law_zh = models.CharField(max_length=200, blank=True)
    law_en = models.CharField(max_length=300, blank=True)
    remedy_zh = models.CharField(max_length=300, blank=True)
    remedy_en = models.CharField(max_length=500, blank=True)
    counts = models.BooleanField(default=True)
    instead = models.CharField(max_length=12, blank=True)
    confidence = models.CharField(max_length=10, default=Confidence.PROPOSAL.value)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "code"], name="matters_reason_code"),
            models.UniqueConstraint(
                fields=["kind", "zh"], condition=Q(active=True), name="matters_reason_words"
            ),
            one_of("kind", ReasonKind, "matters_reason_kind"),
            one_of("confidence", Confidence, "matters_reason_confidence"),
        )

    def __str__(self) -> str:
        return self.zh
