"""Grids in force are found by where their middle is, for maps that show one corner of a city."""

from django.contrib.postgres.indexes import GistIndex
from django.db import migrations
from django.db.models import Func, Q


class Migration(migrations.Migration):
    dependencies = [("places", "0003_grids_are_redrawn")]

    operations = [
        migrations.AddIndex(
            "grid",
            GistIndex(
                Func("lon", "lat", function="point"),
                condition=Q(("valid_to", None)),
                name="places_grid_middle",
            ),
        )
    ]
