"""The pack's own row and journal entry, and the city's own figures in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused
from commongrid.registry.packs import reading
from commongrid.registry.packs.models import Pack
from commongrid.registry.packs.settings import PackFile

SUBJECT = "pack"


def remember(pack: reading.Pack, told: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """The pack's row and its journal entry; the row's id is the next one free."""
    values = {**_facts(pack.file), "digest": pack.digest, "loaded_at": at, "loaded_by": by.name or by.kind}
    entry = NewEntry("packs.loaded", at, by.snapshot(), told)
    there = Pack.objects.select_for_update().filter(name=pack.file.name).first()
    if there is not None:
        done = journal.move_subject(SUBJECT, there, entry, values)
    else:
        values |= {"id": 1 + Pack.objects.count(), "name": pack.file.name}
        row = Insert(Pack, values, or_nothing=True)
        done = journal.open_subject(SUBJECT, row, entry, subject_id=values["id"])
    if not done:
        raise Outrun("packs.outrun", name=pack.file.name)


def _facts(file: PackFile) -> dict[str, Any]:
    return {
        "title_zh": file.title_zh,
        "title_en": file.title_en,
        "city_code": file.city_code,
        "city_zh": file.city_zh,
        "city_en": file.city_en,
        "timezone": file.timezone,
        "schematic": file.schematic,
        "source": file.source,
        "licence": file.licence,
        "map_start": file.map.model_dump(),
        "settings": file.settings.as_json(),
    }


@transaction.atomic
def set_setting(name: str, value: object, *, by: Actor, at: datetime, why: str) -> None:
    """Change one of the city's own figures, checked as in the pack's file; a changed pack loaded again sets it anew.

    Raises Refused("packs.no_setting") or ("packs.bad_value").
    """
    require(by, "admin.configuration", EVERYTHING)
    pack = Pack.objects.select_for_update().order_by("-loaded_at").first()
    if pack is None or name not in pack.settings:
        raise Refused("packs.no_setting", name=name)
    before = pack.settings[name]
    settings = reading.settings({**pack.settings, name: value}).as_json()
    told = {"name": name, "before": before, "after": settings[name], "why": why}
    entry = NewEntry("packs.setting_changed", at, by.snapshot(), told)
    if not journal.move_subject(SUBJECT, pack, entry, {"settings": settings}):
        raise Outrun("packs.outrun", name=pack.name)
