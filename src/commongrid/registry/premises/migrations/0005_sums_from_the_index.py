"""Sums of a city's premises are read from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("premises", "0004_finer_kinds_hold")]

    operations = [
        migrations.AddIndex(
            "tally",
            models.Index(fields=["state", "area"], include=["kind", "n"], name="premises_tally_sums"),
        )
    ]
