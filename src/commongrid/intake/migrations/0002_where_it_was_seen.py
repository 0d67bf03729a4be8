"""A report may name the premises it was made at. The column is empty at first, so no row is written."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("intake", "0001_initial"), ("premises", "0004_finer_kinds_hold")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="premises",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="premises.premises",
            ),
        ),
        AddIndexConcurrently(
            model_name="report",
            index=models.Index(
                condition=models.Q(("premises__isnull", False)),
                fields=["premises", "received_at"],
                name="intake_report_premises",
            ),
        ),
    ]
