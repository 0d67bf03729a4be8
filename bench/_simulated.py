"""A simulated city for a measurement: made by the same bulk path as `bin/manage simulate`, and what can be asked of it."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench._town import session  # noqa: E402
from commongrid.cases.models import IS_OPEN, Case  # noqa: E402
from commongrid.registry.matters import queries as matters  # noqa: E402
from commongrid.registry.places import queries as places  # noqa: E402
from commongrid.registry.units.models import Post, Unit  # noqa: E402

PACK, SEED = "dongguan", 2026
PEOPLE = {
    "city": "guojian",
    "town": "zhoumin",
    "community": "huangweiming",
    "unit": "liguoqiang",
    "leader": "zengli",
    "analyst": "yexi",
}
FEW = 40
"""So many of everything are asked for, so that one answer is not asked for again and again."""


def made(cases: int, years: float) -> dict[str, Any]:
    """Brings tables and static files up to date and the city up to so many cases; one that is whole stays as it is.

    The day its history ends is kept beside it: begun again after a break it is drawn for the same day.
    """
    call_command("prepare")
    mark = Path(settings.VAR) / "simulated.json"
    told = json.loads(mark.read_text()) if mark.exists() else {"until": timezone.localdate().isoformat()}
    if told.get("cases") != cases:
        mark.write_text(json.dumps({"until": told["until"]}))
        many = {"seed": SEED, "cases": cases, "years": years, "until": told["until"]}
        call_command("simulate", pack=PACK, json=True, stdout=sys.stderr, **many)
        _settle()
        mark.write_text(json.dumps({"until": told["until"], "cases": cases}))
    return scene()


def _settle() -> None:
    """What the database would do by itself in the hours after: otherwise it does so while it is measured."""
    with connection.cursor() as db:
        db.execute("vacuum analyze")
        db.execute("checkpoint")


def scene() -> dict[str, Any]:
    """Who is signed in, and which numbers, words and places there are to ask for."""
    recent = list(Case.objects.filter(IS_OPEN).order_by("-opened_at").select_related("division")[: 20 * FEW])
    closed = Case.objects.filter(status="closed").order_by("-closed_at")[: 20 * FEW : 20]
    posts = {
        role: Post.objects.select_related("unit").get(account__username=name) for role, name in PEOPLE.items()
    }
    home = posts["city"].area[:4]
    towns = sorted(code for code in places.atlas().divisions if len(code) == 9 and code.startswith(home))
    busy = Counter(case.area[:12] for case in recent if len(case.area) >= 12)
    leads = Counter(case.lead_unit_id for case in recent if case.lead_unit_id)
    known = {item.matter_id: item for item in matters.catalogue()}
    asked = Counter(case.matter_id for case in recent)
    return {
        "sessions": {role: session(name) for role, name in PEOPLE.items()},
        "division": home,
        "towns": towns[:FEW],
        "busy_towns": [code for code, _ in Counter(case.area[:9] for case in recent).most_common(FEW)],
        "days": sorted({timezone.localdate(case.opened_at).isoformat() for case in recent})[:FEW],
        "communities": [code for code, _ in busy.most_common(FEW)],
        "units": list(
            Unit.objects.filter(pk__in=[pk for pk, _ in leads.most_common(FEW)]).values_list(
                "code", flat=True
            )
        ),
        "unit_ids": [pk for pk, _ in leads.most_common(FEW)],
        "own_unit": posts["unit"].unit.code,
        "own_town": posts["town"].area[:9],
        "own_community": posts["community"].area[:12],
        "matters": [known[pk].code for pk, _ in asked.most_common(FEW) if pk in known],
        "words": [known[pk].name_zh[:2] for pk, _ in asked.most_common(FEW) if pk in known],
        "places": sorted({case.address[:6] for case in recent if case.address})[:FEW],
        "numbers": [case.number for case in [*recent[: 20 * FEW : 20], *closed]],
        "spots": [[case.lon, case.lat] for case in recent if case.lon is not None][: 10 * FEW],
    }


if __name__ == "__main__":
    json.dump(made(**json.load(sys.stdin)), sys.stdout)
