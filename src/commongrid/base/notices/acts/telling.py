"""Telling: notices and what has to leave the house for them, in one statement however many there are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from commongrid.base.notices.models import Delivery, Hook
from commongrid.base.notices.terms import Channel, Happening, Message
from commongrid.base.privacy.ids import uuid7

TELL = """
with told as (
    insert into notices_notice (id, account_id, person_id, kind, facts, about, path, key, at)
    select n.id, n.account, n.person, n.kind, n.facts, n.about, n.path, n.key, n.at
    from jsonb_to_recordset(%s::jsonb) as n(
        id uuid, account bigint, person uuid, channel text, kind text, facts jsonb, about text, path text, key text,
        at timestamptz)
    where not exists (
        select 1 from notices_preference p where p.account_id = n.account and n.kind = any(p.quiet))
    on conflict do nothing
    returning id, account_id, at
), sent as (
    insert into notices_delivery (key, channel, notice_id, payload, told_at, tries, next_try_at, last_error)
    select told.id::text, coalesce(n.channel, 'email'), told.id, '{}', told.at, 0, %s, ''
    from told join jsonb_to_recordset(%s::jsonb) as n(id uuid, channel text) using (id)
    where n.channel is not null or exists (
        select 1 from notices_preference p where p.account_id = told.account_id and p.by_email)
    returning 1
)
select (select count(*) from told), (select count(*) from sent)
"""


def tell(messages: Sequence[Message], *, at: datetime) -> int:
    """Put messages into the inboxes, each once for each recipient; how many were new.

    Whoever keeps a kind quiet is not told. Residents, and staff who want letters, get a delivery too.
    """
    rows = [row for message in messages for row in _rows(message)]
    if not rows:
        return 0
    with connection.cursor() as db:
        db.execute(TELL, [json.dumps(rows, default=str), at, json.dumps(_ways(rows), default=str)])
        told, sent = db.fetchone()
    if sent:
        _wake()
    return int(told)


def _rows(message: Message) -> Iterator[dict[str, Any]]:
    shared = {
        "kind": message.why.key,
        "facts": dict(message.why.facts),
        "about": message.about,
        "path": message.path,
        "key": message.key,
        "at": message.at.isoformat(),
    }
    for account in sorted(message.accounts):
        yield {"id": uuid7(message.at), "account": account, **shared}
    for person, channel in message.persons.items():
        yield {"id": uuid7(message.at), "person": person, "channel": str(channel), **shared}


def _ways(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": row["id"], "channel": row.get("channel")} for row in rows]


def announce(happenings: Sequence[Happening], *, at: datetime) -> int:
    """Queue what happened for every hook that listens to it; how many deliveries."""
    hooks = list(Hook.objects.filter(active=True).defer("secret"))
    rows = [
        Delivery(
            key=f"{hook.pk}:{one.key}",
            channel=Channel.WEBHOOK,
            hook=hook,
            payload=one.as_json(),
            told_at=one.at,
            next_try_at=at,
        )
        for hook in hooks
        for one in happenings
        if not hook.kinds or one.kind in hook.kinds
    ]
    if rows:
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        _wake()
    return len(rows)


def _wake() -> None:
    """Let the worker send once this is committed; the timetable does it anyway within a minute."""

    def defer() -> None:
        try:
            app.configure_task("notices.deliver", queueing_lock="notices.deliver").defer(timestamp=0)
        except AlreadyEnqueued:
            return

    transaction.on_commit(defer)
