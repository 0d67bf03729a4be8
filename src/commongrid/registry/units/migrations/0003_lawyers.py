from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0002_saved_views"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="post", name="units_post_role"),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "grid_worker",
                            "grid_leader",
                            "informant",
                            "captain",
                            "volunteer",
                            "dispatcher",
                            "officer",
                            "mediator",
                            "lawyer",
                            "judge",
                            "secretary",
                            "leader",
                            "supervisor",
                            "analyst",
                            "commander",
                            "auditor",
                            "administrator",
                        ],
                    )
                ),
                name="units_post_role",
            ),
        ),
    ]
