"""Suggested matter: the trained model if there is one, the catalogue's own words if not."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from commongrid.base.verdicts import Verdict
from commongrid.intake import suggestion_file, suggestion_rules
from commongrid.intake.prototypes import MatterWords, prototypes
from commongrid.intake.suggestion_model import Model
from commongrid.intake.suggestion_rules import Suggested
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item

logger = logging.getLogger(__name__)


def suggest(text: str, *, limit: int = 3) -> Verdict[tuple[Suggested, ...]]:
    """The matters in use that the words point to, the likeliest first; one reason for each, in that order.

    3 ms for a usual message. Reads the catalogue kept in the process; stands on the primary key alone.
    """
    kept = matters.kept()
    active = {code for code, item in kept.items.items() if item.active}
    return suggestion_rules.suggest(text, _models(kept.token, active), active, limit=limit)


def model_path() -> Path:
    """Where `manage train-suggestions` leaves the model."""
    return Path(settings.VAR) / "suggestion-model.npz"


def is_trained() -> bool:
    """Is there a model that can be read? For the page that shows what is missing."""
    return _trained() is not None


def catalogue_words() -> list[MatterWords]:
    """The words of the matters in use, as models are made of."""
    return [words_of(item) for item in matters.catalogue()]


def words_of(item: Item) -> MatterWords:
    return MatterWords(
        code=item.code,
        name_zh=item.name_zh,
        name_en=item.name_en,
        classes=f"{item.subclass_zh} {item.class_zh}",
        keywords=item.keywords,
        criteria=tuple(dict.fromkeys(row.criterion_zh for row in item.rows if row.criterion_zh)),
    )


def _models(token: UUID | None, active: set[str]) -> tuple[Model, ...]:
    trained = _trained()
    if trained is None:
        return (_untrained(token),)
    if active <= set(trained.codes):
        return (trained,)
    return (trained, _untrained(token))


@lru_cache(maxsize=1)
def _untrained(token: UUID | None) -> Model:
    """The prototypes of the catalogue as it stood at `token`."""
    return prototypes(catalogue_words())


def _trained() -> Model | None:
    path = model_path()
    try:
        return _loaded(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=1)
def _loaded(path: Path, changed: int) -> Model | None:
    try:
        return suggestion_file.load(path)
    except suggestion_file.Unreadable:
        logger.warning("intake.suggestion_model_unreadable %s", path)
        return None
