"""Inside the city of `campaign.py`: its buildings, a campaign laid out over them, one stopped, and the same rows raw."""

from __future__ import annotations

import json
import sys
import time
from datetime import timedelta
from threading import Thread
from typing import Any

import django

django.setup()

from django.db import connection, connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import _field  # noqa: E402
from commongrid.base.access.terms import Actor  # noqa: E402
from commongrid.base.verdicts import Outrun  # noqa: E402
from commongrid.registry.premises.models import Premises  # noqa: E402
from commongrid.registry.units import queries as units  # noqa: E402
from commongrid.registry.units.models import Post  # noqa: E402
from commongrid.work.inspections import acts, queries  # noqa: E402
from commongrid.work.inspections.models import Campaign, Item  # noqa: E402
from commongrid.work.inspections.terms import Plan  # noqa: E402

CHECKLIST, KIND = "CK01", "rental_building"
PAUSED_AT, STOPPED_AT = 0.3, 0.1
"""Shares of the places after which somebody pauses the one campaign and stops the other."""
LOOKS, PATIENCE = 0.02, 600
LIKE = "create table bench_laid (like inspections_item including all)"
RAW = (
    "insert into bench_laid (campaign_id, premises_id, area, code, state, gaps_open, gaps_closed)"
    " select campaign_id, premises_id, area, code, state, gaps_open, gaps_closed"
    " from inspections_item where campaign_id = %s order by area, code"
)


def measured(buildings: int, who: str) -> dict[str, Any]:
    """Lays out, with a pause meanwhile; stops another; then the same rows by one statement."""
    built(buildings)
    by = units.actor_for(Post.objects.select_related("account", "unit").filter(account__username=who)[0])
    paused = Laying(begun("laid out", by))
    paused.start()
    pause = paused.interrupted(PAUSED_AT, lambda one: acts.pause(one, by=by, at=timezone.now(), why="bench"))
    acts.resume(paused.again(), by=by, at=timezone.now())
    paused.start()
    paused.wait()
    stopped = Laying(begun("stopped", by))
    stopped.start()
    stop = stopped.interrupted(STOPPED_AT, lambda one: acts.stop(one, by=by, at=timezone.now(), why="bench"))
    places = Item.objects.filter(campaign=paused.campaign).count()
    return {
        "places": places, "rate": places / paused.seconds, "limit": places / raw(paused.campaign),
        "batch": paused.seconds / paused.batches, "pause": pause, "stop": stop,
        "counted": queries.total(paused.again()).all, "state": paused.again().state,
    }  # fmt: skip


def built(buildings: int) -> None:
    """Brings rental buildings to that number by the import of tables."""
    have = Premises.objects.filter(kind=KIND, state="open").count()
    if have < buildings:
        _field.taken_in(_field.rows(have, buildings, (KIND,), "B"))
    with connection.cursor() as db:
        db.execute("vacuum analyze premises_premises")


def begun(name: str, by: Actor) -> Campaign:
    today = timezone.localdate()
    plan = Plan(name, "bench", CHECKLIST, by.area, today, today + timedelta(days=30), (KIND,))
    made = acts.draft(plan, f"bench {name} {timezone.now():%H%M%S%f}", by=by, at=timezone.now())
    return acts.begin(made, by=by, at=timezone.now())


class Laying:
    """A campaign while it is laid out beside whoever pauses or stops it, as the worker does it."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign, self.expected = campaign, campaign.expected or 0
        self.seconds, self.batches = 0.0, 0

    def start(self) -> None:
        self.thread = Thread(target=self._lay, daemon=True)
        self.thread.start()

    def wait(self) -> None:
        self.thread.join(PATIENCE)
        if self.thread.is_alive():
            raise SystemExit("Laying out has not ended.")

    def again(self) -> Campaign:
        """The campaign as it stands now."""
        return Campaign.objects.get(pk=self.campaign.pk)

    def interrupted(self, share: float, act: Any) -> dict[str, float]:
        """Carries out an act when so much is laid: seconds until it was answered, and places written after that."""
        while (one := self.again()).laid < share * self.expected and self.thread.is_alive():
            time.sleep(LOOKS)
        began = time.perf_counter()
        self._insist(act, one)
        took, then = time.perf_counter() - began, self.again().laid
        self.wait()
        return {"seconds": took, "after": self.again().laid - then, "laid": then}

    def _insist(self, act: Any, one: Campaign) -> None:
        """Says it again of the campaign as it stands when the worker was faster, as a person at the page would."""
        while True:
            try:
                act(one)
            except Outrun:
                one = self.again()
            else:
                return

    def _lay(self) -> None:
        began, is_more = time.perf_counter(), True
        while is_more:
            is_more = acts.lay_batch(self.campaign.pk, at=timezone.now())
            self.batches += 1
        self.seconds += time.perf_counter() - began
        connections.close_all()


def raw(campaign: Campaign) -> float:
    """Seconds for the same rows by one INSERT … SELECT into an empty table with the same indexes."""
    with transaction.atomic(), connection.cursor() as db:
        db.execute(LIKE)
        began = time.perf_counter()
        db.execute(RAW, [campaign.pk])
        took = time.perf_counter() - began
        db.execute("drop table bench_laid")
    return took


if __name__ == "__main__":
    json.dump(measured(**json.load(sys.stdin)), sys.stdout)
