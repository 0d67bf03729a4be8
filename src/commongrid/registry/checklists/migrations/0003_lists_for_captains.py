from django.db import migrations, models


class Migration(migrations.Migration):
    """Some lists are for building captains, not for inspections."""

    dependencies = (("checklists", "0002_kinds_of_premises"),)
    operations = (
        migrations.AddField("edition", "by_captain", models.BooleanField(default=False, db_default=False)),
    )
