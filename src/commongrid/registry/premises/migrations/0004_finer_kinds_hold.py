"""Every row has one of the kinds; checked beside whatever else is going on."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("premises", "0003_finer_kinds")]

    operations = [ValidateConstraint(model_name="premises", name="premises_premises_kind")]
