"""What every page of administration shows around its content: the desk's frame, with its own sections on the left."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.doors.desk import frame
from commongrid.doors.desk.queues import Group, Shown
from commongrid.doors.look.gate import actor_of


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, here: str, status: int = 200
) -> HttpResponse:
    """Render a page of administration; `here` is the section it belongs to."""
    groups = sections(actor_of(request), here)
    shared = {"groups": groups, "LANGUAGE_CODE": get_language() or "zh-hans"}
    return frame.page(request, f"desk/admin/{template}", {**shared, **context}, status=status)


def sections(actor: Actor, here: str) -> list[Group]:
    """The left column: only what the actor's post opens."""
    return [
        Group(
            title,
            tuple(
                Shown(name, words, reverse(f"desk:admin:{name}"), "", current=name == here)
                for name, words in pages
            ),
        )
        for ability, title, pages in offices()
        if access.has(actor, ability)
    ]


def offices() -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """Each group of pages: the ability that opens it, its title, its pages."""
    return (
        (
            "admin.configuration",
            _("System"),
            (("configuration", _("What needs attention")), ("packs", _("City packs"))),
        ),
        (
            "admin.catalogue",
            _("Catalogue"),
            (
                ("catalogue", _("Matters")),
                ("checklists", _("Checklists")),
                ("reasons", _("Reasons")),
                ("rules", _("Dispatch rules")),
                ("statutes", _("Rules of law")),
            ),
        ),
        (
            "admin.registry",
            _("City"),
            (
                ("places", _("Places")),
                ("grids", _("Grids and staff")),
                ("units", _("Units")),
                ("accounts", _("Accounts and posts")),
                ("calendar", _("Working calendar")),
            ),
        ),
        (
            "audit.see",
            _("Audit"),
            (
                ("journal", _("Journal")),
                ("seals", _("Proof and seals")),
                ("looks", _("Looks at personal data")),
            ),
        ),
    )
