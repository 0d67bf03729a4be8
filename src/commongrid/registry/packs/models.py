from __future__ import annotations

from django.db import models

from commongrid.base.journal.models import Subject


class Pack(Subject):
    """A pack as it was last loaded: what it said of the city, and the digest of its files."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(max_length=40, unique=True)
    title_zh = models.CharField(max_length=80)
    title_en = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=64, blank=True)
    city_code = models.CharField(max_length=6)
    city_zh = models.CharField(max_length=80)
    city_en = models.CharField(max_length=80)
    timezone = models.CharField(max_length=40)
    schematic = models.BooleanField()
    source = models.TextField(blank=True)
    licence = models.CharField(max_length=80, blank=True)
    map_start = models.JSONField()
    settings = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=["-loaded_at"], name="packs_pack_latest"),)

    def __str__(self) -> str:
        return self.name
