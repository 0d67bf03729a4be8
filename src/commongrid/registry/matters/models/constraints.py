from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q


def one_of(field: str, values: Any, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [value.value for value in values]}), name=name
    )
