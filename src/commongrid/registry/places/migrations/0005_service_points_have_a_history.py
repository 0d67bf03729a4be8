"""Service points have a history, steps or none, a unit that runs them, and days from and until."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0004_grids_by_their_middle"),
    ]

    operations = [
        migrations.AddField(
            model_name="servicepoint",
            name="access",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="servicepoint",
            name="head",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="servicepoint",
            name="seq",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="servicepoint",
            name="step_free",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="servicepoint",
            name="unit_code",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name="servicepoint",
            name="valid_from",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="servicepoint",
            name="valid_to",
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name="servicepoint",
            index=models.Index(fields=["division", "code"], name="places_servicepoint_area"),
        ),
    ]
