"""Reasons name the law they stand on and the remedy open to the person."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0002_distinctions"),
    ]

    operations = [
        migrations.AddField(
            model_name="reason",
            name="law_en",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="reason",
            name="law_zh",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="reason",
            name="remedy_en",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="reason",
            name="remedy_zh",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
