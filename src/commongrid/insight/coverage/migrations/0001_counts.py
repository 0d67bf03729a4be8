"""Counts of coverage and their shares by area."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Count",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("within_m", models.PositiveIntegerField()),
                ("basis", models.CharField(max_length=9)),
                ("points", models.PositiveIntegerField()),
                ("spots", models.JSONField(default=list)),
                ("best", models.JSONField(default=list)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("basis__in", ["rooms", "buildings", "grids"])),
                        name="coverage_basis",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", models.CharField(db_collation="C", max_length=12)),
                ("total", models.PositiveIntegerField()),
                ("covered", models.PositiveIntegerField()),
                ("weekend", models.PositiveIntegerField()),
                (
                    "count",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="areas",
                        to="coverage.count",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("count", "area"), name="coverage_area_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("covered__lte", models.F("total")), ("weekend__lte", models.F("covered"))
                        ),
                        name="coverage_area_parts",
                    ),
                ],
            },
        ),
    ]
