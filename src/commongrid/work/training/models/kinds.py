from __future__ import annotations

from django.db import models


class CertificateKind(models.Model):
    """A kind of certificate 证书种类 and how many months one holds."""

    code = models.CharField(max_length=32, unique=True)
    zh = models.CharField(max_length=80)
    en = models.CharField(max_length=120, blank=True)
    months = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.zh

    def name(self, language: str) -> str:
        return (self.en if language.startswith("en") else "") or self.zh
