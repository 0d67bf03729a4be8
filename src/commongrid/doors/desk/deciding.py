"""From a filled form to the decision about a report."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.doors.desk import guessing, matter_choice
from commongrid.doors.desk.deeds import doing
from commongrid.intake import acts
from commongrid.intake.models import Report
from commongrid.registry.matters.terms import Item


def run(name: str, report: Report, said: dict[str, Any], *, by: Actor, at: datetime) -> str:
    """Carry out one decision; the number of the case it led to, "" when it led to none."""
    match name:
        case "admit" | "accept":
            item = matter_choice.chosen(said["matter"]) if name == "admit" else accepted(report)
            if item is None:
                raise Refused("intake.needs", what="matter")
            return acts.admit(report, item, by=by, at=at, title=said.get("title", "")).number
        case "send_to_verify":
            acts.send_to_verify(report, by=by, at=at)
        case "follow":
            into = doing.other(said["into"])
            acts.follow(report, into, by=by, at=at)
            return into.number
        case "decline":
            acts.decline(report, said["reason"], by=by, at=at, text=said["why"])
        case "correct":
            _correct(report, said, by=by, at=at)
        case "answer_appeal":
            acts.answer_appeal(report, upheld=said["upheld"] == "yes", text=said["why"], by=by, at=at)
    return ""


def accepted(report: Report) -> Item | None:
    """The matter one key files it under."""
    offered = guessing.accepts(report, guessing.chosen(report), guessing.guesses_for(report))
    return offered["item"] if offered else None


def _correct(report: Report, said: dict[str, Any], *, by: Actor, at: datetime) -> None:
    item = matter_choice.chosen(said["matter"]) if said["matter"] else None
    moved = (said["lon"], said["lat"]) != (report.lon, report.lat) or bool(said["area"])
    acts.correct(
        report,
        lon=said["lon"] if moved else None,
        lat=said["lat"] if moved else None,
        area=said["area"],
        address=said["address"],
        matter_id=item.matter_id if item else None,
        by=by,
        at=at,
    )
