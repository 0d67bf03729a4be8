"""Counsellors' notes; care visits."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("appointments", "0001_sessions_and_appointments"),
        ("people", "0002_rolls_of_names"),
        ("units", "0003_counsellors_carers_and_lawyers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Care",
            fields=[
                ("seq", models.PositiveIntegerField(default=0)),
                ("head", models.BinaryField(default=b"")),
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=80, unique=True)),
                ("area", models.CharField(max_length=12)),
                ("state", models.CharField(max_length=8)),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), default=list
                    ),
                ),
                ("ground", models.CharField(max_length=8)),
                ("statute", models.CharField(blank=True, max_length=48)),
                ("name", models.BinaryField(null=True)),
                ("address", models.BinaryField(null=True)),
                ("words", models.BinaryField(null=True)),
                ("every_days", models.PositiveSmallIntegerField(default=14)),
                ("begun_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("until", models.DateField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=9)),
                (
                    "guardian",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by_guardian", models.BooleanField()),
                ("notice", models.CharField(max_length=16)),
                ("until", models.DateField()),
                (
                    "care",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="care.care"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="File",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("called", models.BinaryField(null=True)),
                ("written_at", models.DateTimeField()),
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
            name="Invitation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=80, unique=True)),
                ("code_hash", models.BinaryField(max_length=32, unique=True)),
                ("area", models.CharField(max_length=12)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["expires_at"], name="care_invitation_expiry")],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("name", models.CharField(max_length=64)),
                ("role", models.CharField(max_length=16)),
                ("unit", models.CharField(max_length=80)),
                ("reason", models.CharField(max_length=200)),
                (
                    "care",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="care.care",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=80, unique=True)),
                ("kind", models.CharField(max_length=12)),
                ("words", models.BinaryField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "appointment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="appointments.appointment",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="care.file",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=80, unique=True)),
                ("at", models.DateTimeField()),
                ("words", models.BinaryField(null=True)),
                (
                    "care",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visits",
                        to="care.care",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="care",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["area", "begun_at"],
                name="care_care_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="care",
            index=models.Index(
                condition=models.Q(("state", "cared")), fields=["post", "begun_at"], name="care_care_of_post"
            ),
        ),
        migrations.AddIndex(
            model_name="care",
            index=models.Index(
                condition=models.Q(("state", "ended"), _negated=True),
                fields=["until"],
                name="care_care_until",
            ),
        ),
        migrations.AddIndex(
            model_name="care",
            index=models.Index(
                condition=models.Q(("state", "ended")), fields=["ended_at"], name="care_care_ended"
            ),
        ),
        migrations.AddConstraint(
            model_name="care",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "cared", "ended"])), name="care_care_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="care",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground", "consent"), ("statute", "")),
                    models.Q(("ground", "law"), models.Q(("statute", ""), _negated=True)),
                    _connector="OR",
                ),
                name="care_care_has_a_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="care",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ended"), _negated=True),
                    models.Q(
                        ("address", None),
                        ("guardian", None),
                        ("name", None),
                        ("person", None),
                        ("purposes", []),
                        ("words", None),
                    ),
                    _connector="OR",
                ),
                name="care_care_ended_is_empty",
            ),
        ),
        migrations.AddIndex(
            model_name="file",
            index=models.Index(fields=["post", "-written_at"], name="care_file_of_post"),
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(fields=["care", "-at"], name="care_look_of_care"),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(fields=["file", "at"], name="care_note_of_file"),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(fields=["at"], name="care_note_old"),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["appointment", "hotline", "handed"])), name="care_note_kind"
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["care", "-at"], name="care_visit_of_care"),
        ),
    ]
