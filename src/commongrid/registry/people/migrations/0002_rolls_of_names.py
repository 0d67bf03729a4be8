"""Rolls of names behind groups."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Roll",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("names", models.BinaryField()),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["created_at"], name="people_roll_created")],
            },
        ),
    ]
