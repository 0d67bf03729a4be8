"""A line is set; it answers or it does not; its cursor moves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused
from commongrid.intake.terms import Channel
from commongrid.registry.statutes import queries as statutes
from commongrid.work.lines import mapping, queries
from commongrid.work.lines.models import Call, Line
from commongrid.work.lines.terms import CALLS_KEPT, Adapter, Setting

CODE = re.compile(r"[a-z][a-z0-9-]{1,31}")


def set_line(setting: Setting, *, by: Actor, at: datetime, why: str) -> Line:
    """Add a line or change it; its ledger and its cursor stay. Refused: what of it cannot be understood."""
    require(by, "lines.keep", queries.ground())
    _check(setting, at)
    told = {**asdict(setting), "options": dict(setting.options), "map": dict(setting.map)}
    code = told.pop("code")
    with transaction.atomic():
        line, _ = Line.objects.update_or_create(code=code, defaults=told)
        entry = NewEntry(
            "lines.line_set", at, by.snapshot(), {"line": code, "name": setting.name, "why": why}
        )
        journal.note("line", code, entry)
    return line


def switch_line(
    line: Line, *, on: bool, days: int | None, source: str, by: Actor, at: datetime, why: str
) -> Line:
    """In use or not, and the answer's limit in working days with where it is from; without days the line's rule of law
    holds where it names one. Tickets that came keep theirs. Refused: lines.limit_without_source."""
    kept = {name: getattr(line, name) for name in Setting.__dataclass_fields__}
    told = {"active": on, "answer_days": days, "answer_source": source.strip()[:200]}
    rule = "" if days is not None else line.answer_rule
    return set_line(Setting(**{**kept, **told, "answer_rule": rule}), by=by, at=at, why=why)


def remember_call(line: Line, key: str, digest: bytes, answer: Any, *, at: datetime) -> None:
    """Keep what a call was answered under its key, for a week; the first answer counts."""
    Call.objects.filter(answered_at__lt=at - CALLS_KEPT).delete()
    fresh = Call(id=uuid7(at), line=line, key=key, digest=digest, answer=answer, answered_at=at)
    Call.objects.bulk_create([fresh], ignore_conflicts=True)


def _check(setting: Setting, at: datetime) -> None:
    if not CODE.fullmatch(setting.code):
        raise Refused("lines.bad_code", line=setting.code)
    if setting.adapter not in set(Adapter) or setting.channel not in set(Channel):
        raise Refused(
            "lines.unknown_way", line=setting.code, adapter=setting.adapter, channel=setting.channel
        )
    if setting.answer_rule:
        statutes.limit(setting.answer_rule, on=at.date())
    elif setting.answer_days is not None and not setting.answer_source:
        raise Refused("lines.limit_without_source", line=setting.code)
    try:
        mapping.read(setting.map)
    except mapping.MapFault as fault:
        raise Refused("lines.bad_map", line=setting.code, fault=str(fault)) from None


def heard(lines: Iterable[Line], *, at: datetime) -> None:
    """These lines answered."""
    Line.objects.filter(pk__in=[line.pk for line in lines]).update(heard_at=at, failing_since=None, fault="")


def not_heard(line: Line, fault: str, *, at: datetime) -> None:
    """A line did not answer; since when stays what it was."""
    failing = Line.objects.filter(pk=line.pk)
    failing.filter(failing_since=None).update(failing_since=at)
    failing.update(fault=fault[:200])


def move_cursor(line: Line, cursor: str, *, at: datetime) -> None:
    """All before `cursor` is taken in. Call it inside the transaction of what was taken in."""
    Line.objects.filter(pk=line.pk).update(cursor=cursor, heard_at=at, failing_since=None, fault="")
    line.cursor = cursor
