"""Everything one case page shows, read in a number of queries that does not depend on the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.base.files import queries as files
from commongrid.base.files.models import Photo
from commongrid.base.files.terms import Stage
from commongrid.base.journal import queries as history
from commongrid.base.verdicts import Why
from commongrid.cases import numbers
from commongrid.cases.models import Case
from commongrid.cases.terms import OPEN, Status
from commongrid.doors.desk import allowed, casefacts, deeds, timeline, twins
from commongrid.doors.look import pictures
from commongrid.intake import queries as intake
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item, Kind
from commongrid.registry.people import queries as people
from commongrid.registry.people.terms import Masked
from commongrid.registry.premises.models import Premises
from commongrid.work.advice import queries as advice
from commongrid.work.dispatch.models import Proposal
from commongrid.work.followups import queries as followups
from commongrid.work.mediation import queries as mediation
from commongrid.work.reception import queries as reception
from commongrid.work.visits import queries as visits


@dataclass(frozen=True, slots=True)
class Behind:
    """A report behind a case with its reporter masked."""

    report: Report
    person: Masked | None


def of(case: Case, actor: Actor, now: datetime) -> dict[str, Any]:
    """The context of a case page."""
    item = matters.edition_kept(case.edition_id)
    row = next((row for row in item.rows if row.id == case.row_id), None)
    beside = allowed.owed(case)
    behind = _behind(case)
    photos = files.photos([f"case:{case.pk}", *(f"report:{one.report.pk}" for one in behind)])
    comments = list(case.comments.order_by("-at"))
    entries = history.history("case", str(case.pk))
    return {
        "case": case,
        "seq": case.seq,
        "spoken": numbers.spoken(case.number),
        "words": next((one.report.words for one in behind if one.report.words), ""),
        "entries": timeline.told(entries, comments, actor),
        "archived": _archived(case, len(entries)),
        "public": sum(comment.is_public for comment in comments),
        "internal": sum(not comment.is_public for comment in comments),
        "next": timeline.next_step(case, row, now),
        "behind": behind,
        "seen_at": _seen_at(behind, actor),
        "may_unmask": access.may(actor, "people.unmask", case).answer,
        "photos": pictures.shown(_latest(photos)),
        "pairs": _pairs(photos),
        "may_review": access.may(actor, "photos.review", case).answer,
        "unseen": sum(photo.looked_at is None for photo in photos),
        "today": all(timezone.localdate(entry.at) == timezone.localdate(now) for entry in entries),
        "parts": list(case.assignments.filter(round=case.round, ended_at=None).select_related("unit")),
        "beside": beside,
        **_mediation(case, item, actor),
        "watched": case.watches.filter(account=actor.account_id).exists(),
        "may_watch": access.may(actor, "cases.watch", case).answer,
        **_offered(case, actor, beside),
        **casefacts.of(case, item, row),
        "clocks": casefacts.clocks_of(case, now),
        "holders": casefacts.holders_of(case, entries, now),
        "visit": visits.of_case(case.pk) if case.channel == "visit" else None,
        "followup": followups.latest_of(case.pk) if case.closed_at or case.round > 1 else None,
        "advised_at": advice.given_with([case.number, *(one.report.number for one in behind)]),
        "people_behind": reception.people_behind([one.report.pk for one in behind]),
    }


def _archived(case: Case, there: int) -> list[str]:
    """The files that hold what is missing here of a case's history, when months of the journal were archived."""
    if there >= case.seq:
        return []
    first, last = case.opened_at.date().replace(day=1), case.moved_at.date()
    return [kept.file for kept in history.archived() if first <= kept.month <= last]


def _offered(case: Case, actor: Actor, beside: allowed.Owed) -> dict[str, Any]:
    """The acts allowed now; the proposed unit and the likely twin where the actor may take them."""
    acts = allowed.acts(case, actor, beside)
    names = {act.name for act in acts}
    first = [act for act in acts if allowed.is_first(act, case, actor) and act.name != "merge"]
    waits = case.status == Status.WAITING
    return {
        "offers": [deeds.offer(act, case) for act in first],
        "more": [deeds.offer(act, case) for act in acts if act not in first and act.name != "comment"],
        "may": names,
        "may_comment": "comment" in names,
        "proposal": _proposal(case) if waits and "assign" in names else None,
        "twin": twins.likeliest(case) if waits and "merge" in names else None,
    }


def _proposal(case: Case) -> dict[str, Any] | None:
    found = Proposal.objects.select_related("unit").filter(case=case, answer="", unit__isnull=False).first()
    if found is None or found.unit is None:
        return None
    return {"unit": found.unit, "share": found.confidence, "whys": [Why.from_json(why) for why in found.whys]}


def _mediation(case: Case, item: Item, actor: Actor) -> dict[str, Any]:
    """Of a dispute: that it was given to mediation and where that stands, and whether the reader may give it away."""
    if item.kind != Kind.DISPUTE:
        return {}
    may_refer = access.may(actor, "mediation.refer", case).answer and case.status in OPEN
    return {"mediations": mediation.exists_for(case.number), "may_mediate": may_refer, "is_dispute": True}


def _behind(case: Case) -> list[Behind]:
    reports = list(intake.reports_behind(case)[:50])
    masked = people.masked_by_id([report.person_id for report in reports if report.person_id])
    return [Behind(report, masked.get(report.person_id) if report.person_id else None) for report in reports]


def _seen_at(behind: list[Behind], actor: Actor) -> list[tuple[Premises, bool]]:
    """The premises those who stood before them named, and whether the reader may open their page."""
    ids = {one.report.premises_id for one in behind if one.report.premises_id}
    found = Premises.objects.filter(pk__in=ids).defer("found").order_by("code") if ids else []
    return [(one, access.may(actor, "premises.see", one).answer) for one in found]


def _latest(photos: list[Photo]) -> list[Photo]:
    """Photos of the work first, then those of the reports."""
    return sorted(photos, key=lambda photo: photo.stage == Stage.REPORT)


def _pairs(photos: list[Photo]) -> list[list[dict[str, Any]]]:
    """Before beside after, where there is an after; the reporter's photos stand in for a missing before."""
    after = [photo for photo in photos if photo.stage == Stage.AFTER]
    before = [photo for photo in photos if photo.stage == Stage.BEFORE]
    before = before or [photo for photo in photos if photo.stage == Stage.REPORT]
    pairs = zip(before, after, strict=False)
    return [[{**shown, "words": shown["stage"]} for shown in pictures.shown(pair)] for pair in pairs]
