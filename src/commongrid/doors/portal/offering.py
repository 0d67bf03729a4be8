"""Offering what is known already: "3 people reported this on Tuesday, it is with … until Friday. Follow it?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from commongrid.doors.look import moments
from commongrid.doors.portal import choosing, forms, frame, near, placing
from commongrid.intake import twins


def known(told: Mapping[str, Any], area: str, now: datetime) -> list[near.Known]:
    """What may be the same as what a form tells; nothing while it says nothing."""
    pointed = told["pointed"] if "pointed" in told else choosing.pointed(told["words"])
    items = choosing.items(told["matter"], pointed)
    uncertain = told["accuracy"] or 0.0
    sighting = twins.Sighting("", now, items, told["words"], told["lon"], told["lat"], area, uncertain)
    return near.twins_of(sighting, at=now)


def unseen(told: Mapping[str, Any], area: str, seen: Sequence[str], now: datetime) -> list[near.Known]:
    """The same without what the page has already offered: nobody is asked twice."""
    return [one for one in known(told, area, now) if one.public.case.number not in seen]


def again(form: forms.Report, now: datetime) -> list[near.Known]:
    """What a form that comes back has to offer; nothing for one that was never sent."""
    if not form.is_bound:
        return []
    told = forms.so_far(form.data)
    place = placing.find(told["lon"], told["lat"], "", told["address"], told["words"])
    return known(told, place.area, now)


def cards(found: Sequence[near.Known], now: datetime) -> list[dict[str, Any]]:
    """What is offered: what it is, since when, who has it, until when."""
    return [
        {"known": one, "words": _words(one.public, now), "photo": near.photo_of(one.public.case)}
        for one in found
    ]


def _words(public: near.Public, now: datetime) -> str:
    case = public.case
    facts = {
        "n": case.reporters,
        "day": moments.day(case.opened_at, now),
        "who": frame.unit_name(case.lead_unit or case.centre),
        "when": moments.promise(case.due_at, now) if case.due_at else "",
    }
    promised = ngettext(
        "Since %(day)s %(n)d person has reported this; %(who)s answers for it until %(when)s. Follow it? You will be told the same and asked when it is closed.",
        "Since %(day)s %(n)d people have reported this; %(who)s answers for it until %(when)s. Follow it? You will be told the same and asked when it is closed.",
        case.reporters,
    )
    waiting = ngettext(
        "Since %(day)s %(n)d person has reported this; it is with %(who)s. Follow it? You will be told the same and asked when it is closed.",
        "Since %(day)s %(n)d people have reported this; it is with %(who)s. Follow it? You will be told the same and asked when it is closed.",
        case.reporters,
    )
    is_promised = case.due_at is not None and case.lead_unit_id is not None and case.due_at > now
    return (promised if is_promised else waiting) % facts
