from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q

from commongrid.registry.units.terms import Level, Role, UnitKind


def one_of(
    field: str, values: type[Role] | type[UnitKind] | type[Level], name: str
) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [value.value for value in values]}), name=name
    )


class Unit(models.Model):
    """A body that answers for something: centre, department, community committee, court, team, …"""

    code = models.CharField(max_length=32, unique=True)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    short_zh = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=16)
    level = models.CharField(max_length=16)
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    department = models.CharField(max_length=16, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    email = models.EmailField(blank=True)
    hours = models.JSONField(null=True, blank=True)
    is_last_resort = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            one_of("kind", UnitKind, "units_unit_kind"),
            one_of("level", Level, "units_unit_level"),
        )
        indexes = (
            models.Index(fields=["department", "division"], name="units_unit_department"),
            models.Index(fields=["kind", "division"], name="units_unit_kind_division"),
        )

    def __str__(self) -> str:
        return self.name_zh


class Post(models.Model):
    """A person in a role at a unit for an area, from a day to a day. All access follows from posts."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=16)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    area = models.CharField(max_length=15, blank=True)
    title = models.CharField(max_length=60, blank=True)
    employment = models.CharField(max_length=16, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("role", Role, "units_post_role"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="units_post_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["account", "role", "unit", "area"], condition=Q(ends_on=None), name="units_post_once"
            ),
        )
        indexes = (
            models.Index(OpClass(F("area"), name="text_pattern_ops"), F("role"), name="units_post_area"),
            models.Index(fields=["unit", "role"], name="units_post_unit_role"),
        )

    def __str__(self) -> str:
        return f"{self.account} · {self.title or self.role}"


class SavedView(models.Model):
    """A filter of the desk somebody keeps under a name; the address is a link like any other."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    url = models.CharField(max_length=500)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["account", "name"], name="units_savedview_once"),
            models.CheckConstraint(condition=Q(url__startswith="/desk/"), name="units_savedview_ours"),
        )

    def __str__(self) -> str:
        return self.name
