"""Tables of premises, their plates, and how many there are where."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q

from commongrid.base.journal.models import Subject
from commongrid.registry.premises.terms import Kind, State


def point() -> Func:
    """PostgreSQL's own `point(lon, lat)`: what nearness is indexed by."""
    return Func("lon", "lat", function="point")


class Premises(Subject):
    """A building or a place of business that is looked after. `area` is its grid's code, else its division's.

    `found` holds the words of name and address and what narrows a list (`lexemes.py` of this room makes it).
    `keeper` is a person in registry/people whom one may call; who lives or lodges here is not kept.
    """

    id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=32, unique=True, db_collation="C")
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=96)
    address = models.CharField(max_length=160, blank=True)
    area = models.CharField(max_length=15, db_collation="C")
    lon = models.FloatField()
    lat = models.FloatField()
    floors = models.PositiveSmallIntegerField(null=True)
    rooms = models.PositiveSmallIntegerField(null=True)
    is_rental = models.BooleanField(default=False)
    credit_code = models.CharField(max_length=18, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="inside", db_index=False)
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    captain = models.ForeignKey("units.Post", models.PROTECT, null=True, related_name="+", db_index=False)
    keeper = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=6, default=State.OPEN)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="absorbed", db_index=False
    )
    schematic = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    found = SearchVectorField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="premises_premises_kind"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="premises_premises_state"
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into=None)),
                name="premises_premises_merged",
            ),
            models.CheckConstraint(
                condition=Q(lon__range=(-180, 180), lat__range=(-90, 90)), name="premises_premises_on_earth"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gte=F("valid_from")),
                name="premises_premises_valid_in_order",
            ),
        )
        indexes = (
            models.Index(fields=["state", "area", "code"], name="premises_premises_listed"),
            models.Index(fields=["state", "kind", "area", "code"], name="premises_premises_kinds"),
            GistIndex(point(), name="premises_premises_point"),
            GinIndex(fields=["found"], name="premises_premises_found", gin_pending_list_limit=512),
            *(
                models.Index(
                    fields=[name], name=f"premises_premises_{name}", condition=Q(**{f"{name}__isnull": False})
                )
                for name in ("parent", "captain", "keeper", "merged_into")
            ),
        )

    def __str__(self) -> str:
        return self.name


class Plate(models.Model):
    """The plate at the door: `token` is what its code leads to and cannot be guessed. One is in force at a time."""

    token = models.CharField(max_length=12, primary_key=True)
    premises = models.ForeignKey(Premises, models.PROTECT, related_name="plates")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["premises"], condition=Q(withdrawn_at=None), name="premises_plate_one_in_force"
            ),
        )


class Apart(models.Model):
    """Two premises that look alike and were found to be two (the smaller id first): not asked about again."""

    one = models.ForeignKey(Premises, models.PROTECT, related_name="+")
    other = models.ForeignKey(Premises, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["one", "other"], name="premises_apart_once"),)


class Tally(models.Model):
    """How many premises of a kind and a state an area holds; triggers of the table keep it true."""

    area = models.CharField(max_length=15, db_collation="C")
    kind = models.CharField(max_length=16)
    state = models.CharField(max_length=6)
    n = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["area", "kind", "state"], name="premises_tally_once"),)
        indexes = (models.Index(fields=["state", "area"], include=["kind", "n"], name="premises_tally_sums"),)
