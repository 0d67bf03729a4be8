"""Weekly sessions and what is booked in them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_rolls_of_names"),
        ("places", "0005_service_points_have_a_history"),
        ("units", "0002_saved_views"),
    ]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                ("seq", models.PositiveIntegerField(default=0)),
                ("head", models.BinaryField(default=b"")),
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("service", models.CharField(max_length=12)),
                ("room", models.CharField(blank=True, max_length=40)),
                ("weekday", models.PositiveSmallIntegerField()),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("places", models.PositiveSmallIntegerField(default=1)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "point",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.servicepoint",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("seq", models.PositiveIntegerField(default=0)),
                ("head", models.BinaryField(default=b"")),
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=80, unique=True)),
                ("code_hash", models.BinaryField(max_length=32, unique=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(default="booked", max_length=9),
                ),
                ("by_house", models.BooleanField(default=False)),
                ("words", models.BinaryField(null=True)),
                ("sequence", models.PositiveSmallIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.post",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="appointments.session",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["service", "point"], name="appointments_session_point"),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["post", "weekday"], name="appointments_session_post"),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closes__gt", models.F("opens")),
                    ("minutes__gt", 0),
                    ("places__gt", 0),
                    ("weekday__lte", 6),
                ),
                name="appointments_session_hours",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="appointments_session_days",
            ),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["post", "starts_at"], name="appointments_of_post"),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("person__isnull", False), ("reminded_at", None), ("state", "booked")),
                fields=["starts_at"],
                name="appointments_to_remind",
            ),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["ends_at"], name="appointments_old"),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("session", "starts_at", "place"),
                name="appointments_slot_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["booked", "came", "missed", "cancelled"])),
                name="appointments_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="appointments_span"
            ),
        ),
    ]
