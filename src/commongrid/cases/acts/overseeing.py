"""At any time: supervise, urge, whistle, say something, show something, put the place or the matter right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from commongrid.base.access.terms import Actor
from commongrid.base.journal.statement import Insert, Update
from commongrid.base.verdicts import Refused
from commongrid.cases import search
from commongrid.cases.acts import drafts
from commongrid.cases.acts.core import Move, Reason, carry_out, check, needs
from commongrid.cases.lifecycle import ACTS
from commongrid.cases.models import Case, Comment, Supervision, Watch
from commongrid.cases.terms import SupervisionLevel
from commongrid.registry.matters import queries as matters


def supervise(
    case: Case, *, level: str, text: str, answer_due_at: datetime, by: Actor, at: datetime, why: Reason = ""
) -> Case:
    """督办: an answer is owed by a time; yellow or red."""
    act = ACTS["supervise"]
    check(case, act, by=by, at=at)
    if level not in set(SupervisionLevel):
        raise Refused("cases.unknown_level", level=level)
    if answer_due_at <= at:
        raise Refused("cases.until_in_the_past")
    row = Insert(
        Supervision,
        {
            "case": case.pk,
            "level": level,
            "text": text,
            "asked_by": by.name,
            "asked_at": at,
            "answer_due_at": answer_due_at,
            "unit": case.lead_unit_id,
            "answer": "",
            "answered_by": "",
        },
    )
    data = {"level": level, "answer_due": answer_due_at.isoformat(), "unit": case.lead_unit_id}
    return carry_out(case, act, Move(data, {"supervision": level}, [row]), by=by, at=at, why=why or text)


def answer_supervision(case: Case, *, by: Actor, at: datetime, text: str) -> Case:
    """The unit (or the centre, while nobody has the case) answers every open supervision of the case."""
    act = ACTS["answer_supervision"]
    check(case, act, by=by, at=at)
    needs(text, "answer")
    if case.lead_unit and by.kind != "system" and by.unit_id not in case.unit_ids:
        raise Refused("cases.only_lead_unit", lead=case.lead_unit.name_zh)
    if not case.supervisions.filter(answered_at=None).exists():
        raise Refused("cases.nothing_asked")
    answered = {"answer": text, "answered_by": by.name, "answered_at": at}
    row = Update(Supervision, {"case": case.pk, "answered_at": None}, answered)
    return carry_out(case, act, Move({}, {"supervision": ""}, [row]), by=by, at=at, why=text)


def urge(case: Case, *, by: Actor, at: datetime, why: str = "") -> Case:
    """催办: whoever has the case hears that it is waited for."""
    act = ACTS["urge"]
    check(case, act, by=by, at=at)
    data = {"unit": case.lead_unit_id, "times": case.urges + 1}
    return carry_out(case, act, Move(data, {"urges": case.urges + 1}), by=by, at=at, why=why)


def comment(case: Case, text: str, *, is_public: bool, by: Actor, at: datetime) -> Case:
    """批注: say something; a public comment is shown to the reporters. The words stand outside the journal."""
    act = ACTS["comment"]
    check(case, act, by=by, at=at)
    row = Insert(
        Comment,
        {
            "case": case.pk,
            "at": at,
            "said_by": by.name,
            "account_id": by.account_id,
            "person_id": by.person_id,
            "is_public": is_public,
            "text": needs(text, "text"),
        },
    )
    return carry_out(case, act, Move({"public": is_public}, {}, [row]), by=by, at=at)


def attach(case: Case, files: Sequence[str], *, stage: str, by: Actor, at: datetime) -> Case:
    """Photos or documents were added; `files` are their ids, stored before this."""
    act = ACTS["attach"]
    check(case, act, by=by, at=at)
    return carry_out(case, act, Move({"files": list(files), "stage": stage}), by=by, at=at)


def correct(
    case: Case,
    changes: dict[str, Any],
    limits: dict[str, Any],
    *,
    told: dict[str, Any],
    by: Actor,
    at: datetime,
    why: str,
) -> Case:
    """Put place or matter right (columns in `changes`, names before and after in `told`); limits count anew from now."""
    act = ACTS["correct"]
    check(case, act, by=by, at=at)
    needs(why, "why")
    data = told | {name: changes[name] for name in ("area", "matter") if name in changes}
    if limits:
        data |= {"limits": limits, "from": "now"}
    return carry_out(case, act, Move(data, {**changes, **_found_by(case, changes)}), by=by, at=at, why=why)


def _found_by(case: Case, changes: Mapping[str, Any]) -> dict[str, str]:
    """The words a case is found by once its matter or place are right."""
    if not {"edition", "address", "area"} & changes.keys():
        return {}
    item = matters.edition_kept(changes.get("edition", case.edition_id))
    area, address = changes.get("area", case.area), changes.get("address", case.address)
    words = search.of_matter(item)
    return {"search": drafts.found_by(case.number, area, case.title, words, address)}


def watch(case: Case, account_id: int, *, by: Actor, at: datetime, wanted: bool = True) -> None:
    """Hear of this case from now on, or no longer; a personal setting, so no entry in the journal."""
    if wanted:
        Watch.objects.get_or_create(case=case, account_id=account_id, defaults={"since": at})
    else:
        Watch.objects.filter(case=case, account_id=account_id).delete()
