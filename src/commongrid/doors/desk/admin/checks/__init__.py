"""Everything that can be broken: each check asks one thing and answers in sentences.

A room that has something to say adds its function here; nothing else needs to know.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from commongrid.doors.desk.admin.checks import city, machine, outside, people
from commongrid.doors.desk.admin.checks.terms import Finding

type Check = Callable[[datetime], list[Finding]]
ORDER = {"late": 0, "soon": 1, "ok": 2}
log = logging.getLogger(__name__)

CHECKS: tuple[tuple[str | StrPromise, Check], ...] = (
    (gettext_lazy("Database"), machine.database),
    (gettext_lazy("Disk"), machine.disk),
    (gettext_lazy("Worker"), machine.worker),
    (gettext_lazy("Readers of the journal"), machine.readers),
    (gettext_lazy("Journal"), machine.journal),
    (gettext_lazy("Seals"), machine.seals),
    (gettext_lazy("Mode"), outside.mode),
    (gettext_lazy("Keys for personal data"), outside.keys),
    (gettext_lazy("Mail"), outside.mail),
    (gettext_lazy("One-time codes"), outside.codes),
    (gettext_lazy("City pack"), city.pack),
    (gettext_lazy("Working calendar"), city.calendar),
    (gettext_lazy("Suggested matter"), city.suggestion),
    (gettext_lazy("Limits"), city.proposals),
    (gettext_lazy("Departments"), city.departments),
    (gettext_lazy("Last resort"), city.last_resort),
    (gettext_lazy("Units"), people.units),
    (gettext_lazy("Grids"), people.grids),
    (gettext_lazy("Administrators"), people.administrators),
    (gettext_lazy("Second factor"), people.second_factor),
)


def check_config(at: datetime) -> list[Finding]:
    """The answers of all checks, what is broken first. A check that fails itself is a finding, never an error page."""
    found = [finding for title, check in CHECKS for finding in _asked(str(title), check, at)]
    return sorted(found, key=lambda finding: ORDER[finding.state])


def _asked(title: str, check: Check, at: datetime) -> list[Finding]:
    try:
        with transaction.atomic():
            return check(at)
    except (DatabaseError, OSError, ValueError, LookupError) as fault:
        log.exception("a check of the configuration failed")
        words = _("This could not be checked: %(fault)s.") % {"fault": fault}
        return [Finding("late", title, words, _("Look into the log of the web process."))]
