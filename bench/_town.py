"""The small town as the measurement of the loop needs it: its cast, open cases, and dispatchers who are signed in."""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from typing import Any, cast

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from commongrid.base.access.models import Account  # noqa: E402
from commongrid.base.access.terms import SYSTEM, Actor  # noqa: E402
from commongrid.config.environment import ROOT  # noqa: E402
from commongrid.config.sessions import SessionStore  # noqa: E402
from commongrid.intake import acts as intake  # noqa: E402
from commongrid.intake import queries as reports  # noqa: E402
from commongrid.registry.matters import queries as matters  # noqa: E402
from commongrid.registry.packs import acts as packs  # noqa: E402
from commongrid.registry.places.models import Grid  # noqa: E402
from commongrid.registry.units import queries as units  # noqa: E402
from commongrid.registry.units.models import Post  # noqa: E402

# Cases of a matter that none of the reports is about, so that every report is a new one.
DISPATCHER, MATTER, WORDS = "zhoumin", "SR-048", "河面上漂着一大片水浮莲"


def made(dispatchers: int, cases_each: int) -> dict[str, Any]:
    """Migrates, loads the pack and opens cases; gives sessions, the cases of each and points to report from."""
    call_command("migrate", interactive=False, verbosity=0)
    now = timezone.now()
    packs.load(ROOT / "packs" / "small-town", by=SYSTEM, at=now - timedelta(days=60), cast_password="")
    points = [[grid.lon, grid.lat] for grid in Grid.objects.filter(kind="basic")]
    post = Post.objects.select_related("account", "unit").get(account__username=DISPATCHER)
    by = units.actor_for(post)
    cases = [_case(points[at % len(points)], at, by, now) for at in range(dispatchers * cases_each)]
    public = [item for item in matters.catalogue() if item.is_public and not item.confidential]
    return {
        "points": points,
        "to_verify": [item.code for item in public if item.needs_verification],
        "settled": [item.code for item in public if not item.needs_verification],
        "sessions": [session(DISPATCHER) for _ in range(dispatchers)],
        "cases": [cases[each::dispatchers] for each in range(dispatchers)],
    }


def _case(point: list[float], at: int, by: Actor, now: datetime) -> dict[str, Any]:
    draft = intake.Draft(channel="portal", key=f"bench-{at:08d}", words=WORDS, lon=point[0], lat=point[1])
    report = intake.receive(draft, by=reports.reporter(), at=now).report
    case = intake.admit(report, matters.edition(MATTER), by=by, at=now)
    return {"id": str(case.pk), "number": case.number, "seq": case.seq}


def session(username: str) -> str:
    """The key of a session in which somebody of the cast is signed in."""
    account = Account.objects.get(username=username)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return cast("str", session.session_key)


if __name__ == "__main__":
    json.dump(made(**json.load(sys.stdin)), sys.stdout)
