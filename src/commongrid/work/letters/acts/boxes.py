"""A box is set, from a pack or by the administrator, and switched on or off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused
from commongrid.registry.places import queries as places
from commongrid.registry.statutes import queries as statutes
from commongrid.registry.units.models import Unit
from commongrid.work.letters.acts.core import KEEP
from commongrid.work.letters.models import Box
from commongrid.work.letters.rules import CODE
from commongrid.work.letters.terms import BOX, BoxSetting, Kind


@transaction.atomic
def set_box(setting: BoxSetting, *, by: Actor, at: datetime, why: str) -> Box:
    """Add a box or change it; its letters stay. Refused with what of it cannot be understood."""
    require(by, KEEP, setting)
    if not CODE.fullmatch(setting.code) or setting.kind not in set(Kind):
        raise Refused("letters.bad_box", box=setting.code)
    if places.division(setting.area) is None:
        raise Refused("letters.unknown_area", box=setting.code, area=setting.area)
    _check_limit(setting, at)
    told: dict[str, Any] = {
        "kind": setting.kind, "name": setting.name, "name_en": setting.name_en, "area": setting.area,
        "unit": _unit(setting.unit, setting), "second_unit": _unit(setting.second_unit, setting) if setting.second_unit else None,
        "answer_days": setting.answer_days, "answer_rule": setting.answer_rule, "answer_source": setting.answer_source,
        "active": setting.active,
    }  # fmt: skip
    box, _ = Box.objects.update_or_create(code=setting.code, defaults=told)
    _note(box, why, by=by, at=at)
    return box


def _check_limit(setting: BoxSetting, at: datetime) -> None:
    if setting.answer_rule:
        statutes.limit(setting.answer_rule, on=at.date())
    elif setting.answer_days is None or not setting.answer_source.strip():
        raise Refused("letters.limit_without_source", box=setting.code)


def _unit(code: str, setting: BoxSetting) -> Unit:
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise Refused("letters.unknown_unit", box=setting.code, unit=code)
    return found


@transaction.atomic
def switch_box(
    box: Box, *, on: bool, days: int | None, source: str, by: Actor, at: datetime, why: str
) -> Box:
    """In use or not, and the limit in working days with where it is from; letters that were written keep theirs."""
    require(by, KEEP, box)
    if days is not None and not source.strip():
        raise Refused("letters.limit_without_source", box=box.code)
    if days is None and not box.answer_rule:
        raise Refused("letters.limit_without_source", box=box.code)
    changes = {"active": on, "answer_days": days, "answer_source": source.strip()[:200]}
    if days is not None:
        changes["answer_rule"] = ""
    Box.objects.filter(pk=box.pk).update(**changes)
    box.refresh_from_db()
    _note(box, why, by=by, at=at)
    return box


def _note(box: Box, why: str, *, by: Actor, at: datetime) -> None:
    told = {"box": box.code, "name": box.name, "active": box.active, "days": box.answer_days, "why": why}
    journal.note(BOX, box.code, NewEntry("letter.box_set", at, by.snapshot(), told))
