"""Three addresses for machines: is it alive, is it ready, how is it doing."""

import hmac

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_LATEST

from commongrid.base.journal import queries as journal
from commongrid.config import metrics, wiring
from commongrid.doors.look.gate import opens_for

LOOPBACK = ("127.0.0.1", "::1")


@opens_for("public")
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers; without a session no table is read, so a slow database never gets it killed."""
    return HttpResponse("ok", content_type="text/plain")


@opens_for("public")
def readyz(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers and every migration is in, 503 with what is missing otherwise."""
    missing = _missing()
    return JsonResponse({"ready": not missing, "missing": missing}, status=503 if missing else 200)


@opens_for("public")
def metrics_page(request: HttpRequest) -> HttpResponse:
    """For whoever holds COMMONGRID_METRICS_TOKEN; without a token only a demo shows it, and only to this machine."""
    token = settings.HOUSE.metrics_token
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        may = hmac.compare_digest(given.encode(), token.encode())
    else:
        may = settings.HOUSE.mode != "production" and request.META.get("REMOTE_ADDR") in LOOPBACK
    if not may:
        return HttpResponse(status=403)
    return HttpResponse(metrics.text() + _readers(), content_type=CONTENT_TYPE_LATEST)


def _readers() -> bytes:
    try:
        return metrics.readers(journal.lags(wiring.READERS, timezone.now()))
    except DatabaseError:
        return b""  # the other figures are wanted most when the database is away


def _missing() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return ["database"]
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
