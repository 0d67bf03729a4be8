"""The rows an act wants written, as plain values; `acts.running` makes one SQL statement of them and the entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Insert:
    """A new row; with `or_nothing` a clash with a unique column means "already there", not an error."""

    model: type[Model]
    values: Mapping[str, Any]
    or_nothing: bool = False


@dataclass(frozen=True, slots=True)
class Update:
    """Rows that meet `where` (field = value; None means is null) get `values`."""

    model: type[Model]
    where: Mapping[str, Any]
    values: Mapping[str, Any]


type Write = Insert | Update
