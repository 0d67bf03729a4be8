"""The offices of the desk beside its queues: under which heading each stands, where it is, and what a post needs to be shown it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from commongrid.base.access import rules
from commongrid.base.access.terms import Actor
from commongrid.work.lines import queries as lines

CITY, POST = "lines.see", "post"
"""Lines are the city's: a town's post is offered none. Training is for everybody who has a post."""


@dataclass(frozen=True, slots=True)
class Section:
    """One line of the left column; the page's view asks for the same ability again."""

    heading: StrPromise
    name: StrPromise
    view: str
    ability: str

    @property
    def url(self) -> str:
        return reverse(self.view)


_going, _stands = gettext_lazy("How it is going"), gettext_lazy("What stands here")
_serving, _others = gettext_lazy("Service to residents"), gettext_lazy("From other offices")
_care, _there, _disputes, _knows = (
    gettext_lazy("Care"),
    gettext_lazy("Who is there"),
    gettext_lazy("Disputes"),
    gettext_lazy("What one knows"),
)
SECTIONS = (
    Section(_going, gettext_lazy("Figures"), "desk:figures:home", "figures.see"),
    Section(_stands, gettext_lazy("Premises"), "desk:premises:list", "premises.see"),
    Section(_stands, gettext_lazy("Campaigns"), "desk:campaigns:list", "campaigns.see"),
    Section(_stands, gettext_lazy("Patrol"), "desk:patrol:coverage", "patrol.see"),
    Section(_stands, gettext_lazy("Building captains"), "desk:captains:list", "captains.see"),
    Section(_stands, gettext_lazy("Safe ratings"), "desk:ratings:list", "ratings.see"),
    Section(_serving, gettext_lazy("Counter"), "desk:counter:counter", "counter.serve"),
    Section(_serving, gettext_lazy("Legal advice"), "desk:advice:list", "advice.see"),
    Section(_serving, gettext_lazy("Hours of duty lawyers"), "desk:advice:hours", "points.keep"),
    Section(_serving, gettext_lazy("Letters to the office"), "desk:letters:list", "letters.see"),
    Section(_serving, gettext_lazy("Letterboxes"), "desk:letters:boxes", "letters.keep"),
    Section(_serving, gettext_lazy("Visiting days"), "desk:visits:list", "visits.see"),
    Section(_serving, gettext_lazy("Follow-up calls"), "desk:followups:list", "followups.see"),
    Section(_serving, gettext_lazy("Services brought out"), "desk:outreach:list", "outreach.see"),
    Section(_serving, gettext_lazy("Service points"), "desk:points:list", "points.see"),
    Section(_serving, gettext_lazy("Centre standard"), "desk:centres:list", "centres.see"),
    Section(_care, gettext_lazy("My counselling day"), "desk:care:day", "care.counsel"),
    Section(_care, gettext_lazy("My notes"), "desk:care:files", "care.counsel"),
    Section(_care, gettext_lazy("Care visits"), "desk:care:cared", "care.visit"),
    Section(_others, gettext_lazy("Direct lines"), "desk:lines:list", CITY),
    Section(_there, gettext_lazy("Duty rosters"), "desk:rosters:list", "duty.see"),
    Section(_disputes, gettext_lazy("Confirmation by a court"), "desk:court:list", "court.see"),
    Section(_disputes, gettext_lazy("Mediation"), "desk:mediation:list", "mediation.see"),
    Section(_disputes, gettext_lazy("Mediation bodies"), "desk:mediation:bodies", "mediation.set_up"),
    Section(_knows, gettext_lazy("Training"), "desk:training:home", POST),
)


type Offers = list[tuple[StrPromise, list[tuple[Section, bool]]]]


def offered(actor: Actor, path: str) -> Offers:
    """What a post is shown, by heading, in order; with each whether `path` is one of its pages."""
    shown = [section for section in SECTIONS if _is_offered(actor, section.ability)]
    around = [section for section in shown if path.startswith(section.url)]
    here = max(around, key=lambda one: len(one.url), default=None)
    found = groupby(shown, key=lambda one: one.heading)
    return [(heading, [(one, one is here) for one in some]) for heading, some in found]


def _is_offered(actor: Actor, ability: str) -> bool:
    if ability == POST:
        return actor.post_id is not None
    return rules.has(actor, ability) and (ability != CITY or rules.may(actor, CITY, lines.ground()).answer)
