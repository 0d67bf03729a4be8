"""Who is there to do the work: units without officers, grids without workers, administrators."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commongrid.doors.desk.admin.checks.city import named
from commongrid.doors.desk.admin.checks.terms import Finding
from commongrid.doors.desk.admin.staffing import grids_without_workers, units_without_officers
from commongrid.registry.places import queries as places
from commongrid.registry.units import queries as posts
from commongrid.registry.units.terms import Role


def units(at: datetime) -> list[Finding]:
    """Units that may be given a case and have nobody to take it."""
    title, url = _("Units"), f"{reverse('desk:admin:units')}?without=1"
    found = list(units_without_officers(timezone.localdate(at)))
    if not found:
        return [Finding("ok", title, _("Every unit that can be given a case has somebody to take it."))]
    words = ngettext(
        "%(n)d unit has nobody to take a case: %(names)s.",
        "%(n)d units have nobody to take a case: %(names)s.",
        len(found),
    ) % {"n": len(found), "names": named([unit.short_zh or unit.name_zh for unit in found])}
    return [Finding("soon", title, words, _("Give somebody a post there, or switch the unit off."), url)]


def grids(at: datetime) -> list[Finding]:
    """Grids nobody walks."""
    title, url = _("Grids"), reverse("desk:admin:places")
    total = places.current_grids().count()
    if not total:
        return [Finding("late", title, _("There are no grids."), _("Import them."), url)]
    found = grids_without_workers(timezone.localdate(at))
    if not found:
        return [Finding("ok", title, _("Every grid has a grid worker."))]
    words = ngettext(
        "%(n)d of %(total)d grids has no grid worker: %(names)s.",
        "%(n)d of %(total)d grids have no grid worker: %(names)s.",
        len(found),
    ) % {"n": len(found), "total": total, "names": named([name for _code, name in found])}
    return [
        Finding(
            "soon",
            title,
            words,
            _("Nobody verifies or checks there; give posts."),
            reverse("desk:admin:accounts"),
        )
    ]


def administrators(at: datetime) -> list[Finding]:
    """One alone who falls ill leaves the city without."""
    title, url = _("Administrators"), reverse("desk:admin:accounts")
    held = posts.current_posts(timezone.localdate(at)).filter(
        role=Role.ADMINISTRATOR, account__is_active=True
    )
    number = held.values("account").distinct().count()
    if number < 2:
        words = ngettext("There is %(n)d administrator.", "There are %(n)d administrators.", number) % {
            "n": number
        }
        return [
            Finding(
                "soon", title, words, _("Give a second person the post, so that nobody is locked out."), url
            )
        ]
    return [Finding("ok", title, _("There are %(n)d administrators.") % {"n": number})]


def second_factor(at: datetime) -> list[Finding]:
    """Whoever may change everything signs in with two factors."""
    title = _("Second factor")
    strong = Authenticator.objects.filter(type="totp").values("user")
    roles = (Role.ADMINISTRATOR, Role.AUDITOR)
    held = posts.current_posts(timezone.localdate(at)).filter(role__in=roles, account__is_active=True)
    names = sorted(set(held.exclude(account__in=strong).values_list("account__name", flat=True)))
    if not names:
        return [Finding("ok", title, _("Administrators and auditors sign in with two factors."))]
    words = _("These sign in with a password alone: %(names)s.") % {"names": named(names)}
    return [Finding("soon", title, words, _("Each adds an authenticator app under “Signing in”."))]
