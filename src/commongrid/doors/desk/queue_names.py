"""What the queues are called, and which a role works with, in order."""

from __future__ import annotations

from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

NAMES: dict[str, str | StrPromise] = {
    "waiting": gettext_lazy("To dispatch"),
    "sent_back": gettext_lazy("Sent back"),
    "asked": gettext_lazy("Requests to answer"),
    "assigned": gettext_lazy("Not taken on yet"),
    "handling": gettext_lazy("In hand"),
    "checking": gettext_lazy("To check"),
    "paused": gettext_lazy("On hold"),
    "supervised": gettext_lazy("Under supervision"),
    "owed": gettext_lazy("Answers owed"),
    "whistles": gettext_lazy("Calls to report in"),
    "open": gettext_lazy("All open"),
    "closed": gettext_lazy("Closed"),
    "received": gettext_lazy("Reports to decide"),
    "verified": gettext_lazy("Back from verifying"),
    "verifying": gettext_lazy("Being verified"),
    "appeals": gettext_lazy("Appeals"),
}
OWN_NAMES: dict[str, str | StrPromise] = {"assigned": gettext_lazy("To take on")}
DISPATCHER = ("waiting", "sent_back", "asked", "assigned", "handling", "checking", "paused", "supervised")
OFFICER = ("assigned", "handling", "checking", "paused", "supervised")
OVERSEER = ("supervised", "waiting", "assigned", "handling", "checking", "paused")
SECRETARY = ("waiting", "assigned", "handling", "checking", "paused", "supervised")
NO_CASES: tuple[str, ...] = ()
"""Whose work lies beside the loop."""
BY_ROLE = {
    "judge": NO_CASES,
    "dispatcher": DISPATCHER,
    "officer": OFFICER,
    "mediator": OFFICER,
    "secretary": SECRETARY,
}
