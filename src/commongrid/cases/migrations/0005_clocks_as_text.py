"""Clocks take a quarter of the room. What is there stays as it was written and is read so; the next step writes it anew.

The table is written anew once: about a minute for a million cases.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_leaner_indexes")]

    operations = [
        migrations.AlterField(model_name="case", name="clock", field=models.TextField(blank=True)),
    ]
