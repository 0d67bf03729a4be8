"""More kinds of premises. No row is read or written: the next migration checks them without holding anybody up."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

KINDS = [
    "building",
    "rental_building",
    "residential",
    "self_built",
    "three_small",
    "small_shop",
    "small_workshop",
    "small_venue",
    "restaurant",
    "market",
    "enterprise",
    "site",
    "school",
    "hospital",
    "hazard_point",
    "river",
    "forest",
]


class Migration(migrations.Migration):
    dependencies = [("premises", "0002_tally_and_rows_of_old")]

    operations = [
        migrations.RemoveConstraint(model_name="premises", name="premises_premises_kind"),
        AddConstraintNotValid(
            model_name="premises",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="premises_premises_kind"
            ),
        ),
    ]
