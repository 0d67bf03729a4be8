"""Weekly sessions and what is booked in them. A booking says whose it is only where somebody left a number."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commongrid.base.journal.models import Subject
from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.registry.appointments.terms import State, Weekly


class Session(Subject):
    """A post serves at a point every week; no day of it is a row."""

    id = models.UUIDField(primary_key=True)
    point = models.ForeignKey(
        "places.ServicePoint", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    service = models.CharField(max_length=12)
    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    room = models.CharField(max_length=40, blank=True)
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField(default=1)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens"), minutes__gt=0, places__gt=0, weekday__lte=6),
                name="appointments_session_hours",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="appointments_session_days",
            ),
        )
        indexes = (
            models.Index(fields=["service", "point"], name="appointments_session_point"),
            models.Index(fields=["post", "weekday"], name="appointments_session_post"),
        )

    def __str__(self) -> str:
        return f"{self.point_id} {self.weekday} {self.opens:%H:%M}"

    @property
    def weekly(self) -> Weekly:
        """As rules see it."""
        return Weekly(
            self.weekday, self.opens, self.closes, self.minutes, self.places, self.valid_from, self.valid_to
        )


class Appointment(Subject):
    """One place of one slot. `code_hash` is a keyed digest of the code its holder was given; `sequence` counts changes for calendars."""

    id = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=80, unique=True)
    code_hash = models.BinaryField(max_length=32, unique=True)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, default="booked")
    by_house = models.BooleanField(default=False)
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    words = EncryptedTextField(
        label="appointments_appointment.words", retention="appointments.visits", null=True
    )
    sequence = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["session", "starts_at", "place"],
                condition=~Q(state="cancelled"),
                name="appointments_slot_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="appointments_state"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointments_span"),
        )
        indexes = (
            models.Index(fields=["post", "starts_at"], name="appointments_of_post"),
            models.Index(
                fields=["starts_at"],
                condition=Q(state="booked", person__isnull=False, reminded_at=None),
                name="appointments_to_remind",
            ),
            models.Index(fields=["ends_at"], name="appointments_old"),
        )

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
