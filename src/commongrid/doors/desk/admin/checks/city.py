"""The city's own data: pack, calendar, model, limits, departments, last resort."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commongrid.base.calendar import queries as calendars
from commongrid.base.verdicts import Refused
from commongrid.doors.desk.admin.checks.terms import Finding
from commongrid.intake import suggestion as suggestions
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Confidence
from commongrid.registry.packs import queries as packs
from commongrid.registry.packs import reading, shelf
from commongrid.registry.places import queries as places
from commongrid.registry.units.models import Unit

LATE_IN_THE_YEAR = 11
NAMED = 8


def pack(_at: datetime) -> list[Finding]:
    """A pack is loaded, its files are as they were loaded, and its map is a surveyed one."""
    title, url, found = _("City pack"), reverse("desk:admin:packs"), packs.pack()
    if found is None:
        return [Finding("late", title, _("No pack is loaded: there is no city yet."), _("Load one."), url)]
    words = _("“%(name)s” is loaded.") % {"name": found.name}
    answers = []
    try:
        if reading.digest(shelf.find(found.name)) != found.digest:
            told = _("The files of “%(name)s” have changed since they were loaded.") % {"name": found.name}
            answers.append(
                Finding("soon", title, told, _("Look at what would change, then load it again."), url)
            )
    except Refused:
        told = _("The files of “%(name)s” are no longer there.") % {"name": found.name}
        answers.append(
            Finding(
                "soon",
                title,
                told,
                _("Nothing is lost; keep a copy of the pack to be able to load it again."),
                url,
            )
        )
    if found.schematic:
        told = _("The map is schematic: drawn from figures, not surveyed.")
        answers.append(
            Finding("soon", title, told, _("Import the surveyed grids."), reverse("desk:admin:places"))
        )
    return answers or [Finding("ok", title, words)]


def calendar(at: datetime) -> list[Finding]:
    """This year and the next are known."""
    title, url, today = _("Working calendar"), reverse("desk:admin:calendar"), timezone.localdate(at)
    known = {year.year for year in calendars.known_years() if year.is_complete}
    mend = _("Import the State Council's notice as CSV; until then only weekends are left out.")
    if today.year not in known:
        return [
            Finding(
                "late", title, _("The holidays of %(year)d are not known.") % {"year": today.year}, mend, url
            )
        ]
    if today.year + 1 not in known:
        words = _("The holidays of %(year)d are not known yet.") % {"year": today.year + 1}
        return [Finding("late" if today.month > LATE_IN_THE_YEAR else "soon", title, words, mend, url)]
    return [Finding("ok", title, _("Known up to %(year)d.") % {"year": max(known)})]


def suggestion(_at: datetime) -> list[Finding]:
    """The model that suggests a matter can be read."""
    title = _("Suggested matter")
    if suggestions.is_trained():
        return [Finding("ok", title, _("The trained model is in use."))]
    words = _("There is no trained model: matters are suggested by the catalogue's own words alone.")
    return [Finding("soon", title, words, _("Run bin/manage train_suggestions."))]


def proposals(_at: datetime) -> list[Finding]:
    """Limits nobody has set yet."""
    title, url = _("Limits"), f"{reverse('desk:admin:catalogue')}?confidence=proposal"
    items = [
        item
        for item in matters.catalogue()
        if any(row.confidence == Confidence.PROPOSAL for row in item.rows)
    ]
    if not items:
        return [Finding("ok", title, _("Every limit has a source or was set by the city."))]
    words = ngettext(
        "The limits of %(n)d matter are a proposal: set by the city.",
        "The limits of %(n)d matters are a proposal: set by the city.",
        len(items),
    ) % {"n": len(items)}
    return [Finding("soon", title, words, _("Look through them and set the city's own."), url)]


def departments(_at: datetime) -> list[Finding]:
    """Every department the catalogue names has a unit."""
    title, url = _("Departments"), reverse("desk:admin:units")
    used = {row.department for item in matters.catalogue() for row in item.rows}
    borne = set(Unit.objects.filter(active=True).values_list("department", flat=True))
    names = [found.name_zh for code, found in matters.departments().items() if code in used - borne]
    if not names:
        return [Finding("ok", title, _("Every department of the catalogue has a unit."))]
    words = _("No unit bears: %(names)s.") % {"names": named(names)}
    return [Finding("late", title, words, _("Their cases go to the owner of last resort; add units."), url)]


def last_resort(_at: datetime) -> list[Finding]:
    """Every town has an owner of last resort and a dispatch centre, its own or the city's."""
    title, url, root = _("Last resort"), reverse("desk:admin:units"), places.city()
    if root is None:
        return [
            Finding("late", title, _("There are no places yet."), _("Load a pack or import divisions."), url)
        ]
    owners = set(Unit.objects.filter(active=True, is_last_resort=True).values_list("division", flat=True))
    if any(root.code.startswith(code) for code in owners):
        return [Finding("ok", title, _("The whole city has an owner of last resort."))]
    towns = places.divisions_within(root.code, "town")
    without = [town.name for town in towns if not any(town.code.startswith(code) for code in owners)]
    if not without:
        return [Finding("ok", title, _("Every town has an owner of last resort."))]
    words = _("Nobody has to take what is sent back three times in: %(names)s.") % {"names": named(without)}
    return [Finding("late", title, words, _("Mark a unit as owner of last resort."), url)]


def named(names: list[str]) -> str:
    """The first few names, and how many more."""
    told = "、".join(names[:NAMED])
    more = len(names) - NAMED
    return told if more <= 0 else _("%(names)s and %(more)d more") % {"names": told, "more": more}
