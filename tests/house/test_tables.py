"""Tables: foreign keys point downward, the journal has none, personal fields say how long they are kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from tests.house import plan
from tests.house.law import Law

DOWNWARD = Law(
    says="Every foreign key points to the same room or to a lower one.",
    why="A key upward ties the lower table to a room it must not know; the import linter cannot see keys given as text.",
    mend="Turn the key round, or keep the id and the name as plain columns as they were at the time.",
)
FREE = Law(
    says="Journal entries have no foreign keys.",
    why="The journal outlives what it tells about: it keeps ids and names as they were and is never rewritten.",
    mend="Store the plain value.",
)
KEPT = Law(
    says="Every personal field is encrypted and says how long it is kept.",
    why="What nobody promised to delete is kept for ever; a resident can ask, and the answer stands in the field.",
    mend='Use EncryptedTextField(label="table.column", retention="…") from base/privacy.',
)
STRANGERS = Law(
    says="No table has a personal column outside registry/people.",
    why="Residents' data stands in rows of its own, so that one place can mask, log, export and erase it.",
    mend="Keep the person's id and ask registry/people; an office's number is public and belongs to units or places.",
)

PERSONAL = {
    "phone",
    "mobile",
    "email",
    "wechat",
    "id_number",
    "id_card",
    "birth_date",
    "reporter_name",
    "contact",
}
OFFICES_AND_STAFF = {"units", "places", "access"}


def tables() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("commongrid.")]


def keys_upward() -> Iterator[str]:
    for model in tables():
        for field in model._meta.get_fields():
            target: Any = field.related_model
            if not field.concrete or not isinstance(target, type):
                continue
            own, other = plan.room_of(model.__module__), plan.room_of(target.__module__)
            if own and other and own != other and other.height >= own.height:
                yield f"{model.__name__}.{field.name} → {target.__name__} ({own.dotted} → {other.dotted})"


def test_foreign_keys_point_downward() -> None:
    DOWNWARD.holds(keys_upward())


def test_the_journal_has_no_foreign_keys() -> None:
    FREE.holds(
        f"{model.__name__}.{field.name}"
        for model in tables()
        if model._meta.app_label == "journal"
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete
    )


def test_personal_fields_say_how_long_they_are_kept() -> None:
    faults = []
    for model in tables():
        for field in model._meta.concrete_fields:
            is_sealed = type(field).__name__.startswith("Encrypted")
            if is_sealed and not str(getattr(field, "retention", "")).strip():
                faults.append(f"{model.__name__}.{field.name} has no retention")
            if field.name in PERSONAL and model._meta.app_label == "people" and not is_sealed:
                faults.append(f"{model.__name__}.{field.name} is not encrypted")
    KEPT.holds(faults)


def test_personal_data_stands_in_people_only() -> None:
    STRANGERS.holds(
        f"{model.__name__}.{field.name}"
        for model in tables()
        for field in model._meta.concrete_fields
        if field.name in PERSONAL and model._meta.app_label not in OFFICES_AND_STAFF | {"people"}
        if not str(getattr(field, "retention", "")).strip()
    )
