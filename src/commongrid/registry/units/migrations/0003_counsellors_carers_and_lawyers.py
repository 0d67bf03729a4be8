"""Three roles more: whoever counsels, whoever visits people in hardship, and who gives legal advice."""

from django.db import migrations, models

ROLES = [
    "grid_worker", "grid_leader", "informant", "captain", "volunteer", "dispatcher", "officer", "mediator", "lawyer", "judge",
    "secretary", "leader", "supervisor", "analyst", "commander", "auditor", "counsellor", "carer", "administrator",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("units", "0002_saved_views")]

    operations = [
        migrations.RemoveConstraint(model_name="post", name="units_post_role"),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ROLES)), name="units_post_role"
            ),
        ),
    ]
