"""Tickets of halls."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0004_service_points_have_a_history"),
    ]

    operations = [
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
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["point", "day", "taken_at"],
                        name="reception_ticket_waiting",
                    ),
                    models.Index(fields=["point", "day", "called_at"], name="reception_ticket_day"),
                    models.Index(fields=["day"], name="reception_ticket_old"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("point", "day", "service", "number"), name="reception_ticket_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "called", "served", "missed"])),
                        name="reception_ticket_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["portal", "hall"])), name="reception_ticket_source"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("called_at", None), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True), ("called_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="reception_ticket_called",
                    ),
                ],
            },
        ),
    ]
