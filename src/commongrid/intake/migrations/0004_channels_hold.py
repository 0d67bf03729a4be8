"""Every report came by one of the channels; checked beside whatever else is going on."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_captains_ask_for_help")]

    operations = [ValidateConstraint(model_name="report", name="intake_report_channel")]
