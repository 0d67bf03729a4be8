"""Tickets of halls, forms at a counter, groups and who speaks for them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("intake", "0004_channels_hold"),
        ("people", "0002_rolls_of_names"),
        ("places", "0005_service_points_have_a_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("count", models.PositiveSmallIntegerField()),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="intake.report"
                    ),
                ),
                (
                    "roll",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.roll",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Representative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="representatives",
                        to="reception.group",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("token", models.CharField(max_length=24, unique=True)),
                ("account_id", models.BigIntegerField()),
                ("begun_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["expires_at"], name="reception_sitting_expiry")],
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                ("seq", models.PositiveIntegerField(default=0)),
                ("head", models.BinaryField(default=b"")),
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("service", models.CharField(max_length=12)),
                ("number", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=80, unique=True)),
                ("source", models.CharField(max_length=6)),
                ("state", models.CharField(max_length=7)),
                ("taken_at", models.DateTimeField()),
                ("called_at", models.DateTimeField(null=True)),
                ("counter", models.CharField(blank=True, max_length=16)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "point",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.servicepoint",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="group",
            index=models.Index(
                condition=models.Q(("roll__isnull", False)), fields=["roll"], name="reception_group_roll"
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(("count__gte", 2)), name="reception_group_is_many"
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.UniqueConstraint(
                fields=("group", "person"), name="reception_representative_once"
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["point", "day", "taken_at"],
                name="reception_ticket_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["point", "day", "called_at"], name="reception_ticket_day"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["day"], name="reception_ticket_old"),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.UniqueConstraint(
                fields=("point", "day", "service", "number"), name="reception_ticket_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "called", "served", "missed"])),
                name="reception_ticket_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["portal", "hall"])), name="reception_ticket_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("called_at", None), ("state", "waiting")),
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("called_at__isnull", False)),
                    _connector="OR",
                ),
                name="reception_ticket_called",
            ),
        ),
    ]
