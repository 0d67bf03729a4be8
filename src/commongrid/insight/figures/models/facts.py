"""Facts, as `terms` describes them: one row a round, a happening, a report. No foreign keys: they outlive a catalogue."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

AREA: dict[str, Any] = {"max_length": 12, "db_collation": "C"}
"""Compared byte by byte in every database, so that "within" is a range of an index."""


def day_index(name: str, slot: str) -> models.Index:
    """A whole city's rows by day. No index of facts holds their ids: PostgreSQL then keeps one entry for many rows,
    a seventh of the size; a page sorts the rows of its day."""
    return models.Index(fields=[slot], name=name, condition=Q(**{f"{slot}__isnull": False}))


def area_index(name: str, slot: str) -> models.Index:
    """The rows of a community by day; those of a town stand together."""
    return models.Index(fields=["area", slot], name=name, condition=Q(**{f"{slot}__isnull": False}))


def key_index(name: str, key: str, slot: str) -> models.Index:
    """The rows of a unit or a matter by day."""
    return models.Index(fields=[key, slot], name=name, condition=Q(**{f"{slot}__isnull": False}))


class Turn(models.Model):
    """One round of one case (`terms.Turn`)."""

    pk = models.CompositePrimaryKey("case_id", "round")
    case_id = models.UUIDField()
    round = models.PositiveSmallIntegerField()
    seq = models.PositiveIntegerField()
    area = models.CharField(**AREA)
    matter_id = models.BigIntegerField()
    unit_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    opened_on = models.DateField()
    due_on = models.DateField(null=True)
    owed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    rated_on = models.DateField(null=True)
    reopened_on = models.DateField(null=True)
    ending = models.CharField(max_length=8)
    handled_in_time = models.BooleanField()
    closed_in_time = models.BooleanField()
    same_day = models.BooleanField()
    settled = models.BooleanField()
    in_community = models.BooleanField()
    self_check = models.BooleanField()
    paused = models.BooleanField()
    extended = models.BooleanField()
    supervised = models.BooleanField()
    urged = models.BooleanField()
    satisfied = models.BooleanField()
    send_backs = models.PositiveSmallIntegerField()
    reworks = models.PositiveSmallIntegerField()
    dispatch_s = models.PositiveIntegerField(null=True)
    accept_s = models.PositiveIntegerField(null=True)
    handle_s = models.PositiveIntegerField(null=True)
    check_s = models.PositiveIntegerField(null=True)
    whole_s = models.PositiveIntegerField(null=True)
    phase = models.CharField(max_length=8)
    since_at = models.DateTimeField(null=True)
    handle_due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    in_a_row = models.PositiveSmallIntegerField()

    class Meta:
        indexes = (
            day_index("figures_turn_opened", "opened_on"),
            day_index("figures_turn_due", "due_on"),
            day_index("figures_turn_owed", "owed_on"),
            day_index("figures_turn_ended", "ended_on"),
            day_index("figures_turn_rated", "rated_on"),
            day_index("figures_turn_reopened", "reopened_on"),
            area_index("figures_turn_area_opened", "opened_on"),
            area_index("figures_turn_area_due", "due_on"),
            area_index("figures_turn_area_owed", "owed_on"),
            area_index("figures_turn_area_ended", "ended_on"),
            key_index("figures_turn_unit_due", "unit_id", "due_on"),
            key_index("figures_turn_unit_ended", "unit_id", "ended_on"),
            key_index("figures_turn_matter_opened", "matter_id", "opened_on"),
            key_index("figures_turn_matter_ended", "matter_id", "ended_on"),
        )


class Happening(models.Model):
    """What may happen to a case more than once (`terms.Happening`)."""

    pk = models.CompositePrimaryKey("case_id", "seq", "nth")
    case_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    nth = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16)
    area = models.CharField(**AREA)
    matter_id = models.BigIntegerField()
    unit_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=20)
    happened_on = models.DateField()
    reason = models.CharField(max_length=16, blank=True)
    counts = models.BooleanField()
    due_at = models.DateTimeField(null=True)
    owed_on = models.DateField(null=True)
    answered = models.BooleanField()
    in_time = models.BooleanField()

    class Meta:
        indexes = (
            day_index("figures_happening_day", "happened_on"),
            day_index("figures_happening_owed", "owed_on"),
            area_index("figures_happening_area", "happened_on"),
        )


class Voice(models.Model):
    """One report (`terms.Voice`)."""

    report_id = models.UUIDField(primary_key=True)
    seq = models.PositiveIntegerField()
    area = models.CharField(**AREA, blank=True)
    matter_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=20)
    received_on = models.DateField()
    verify_on = models.DateField(null=True)
    verified_in_time = models.BooleanField()
    decided_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10)
    filed_in_time = models.BooleanField()
    verifying = models.BooleanField()
    due_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            day_index("figures_voice_received", "received_on"),
            day_index("figures_voice_decided", "decided_on"),
            day_index("figures_voice_verify", "verify_on"),
            area_index("figures_voice_area_received", "received_on"),
            area_index("figures_voice_area_decided", "decided_on"),
        )
