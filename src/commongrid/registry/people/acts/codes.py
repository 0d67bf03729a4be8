"""One-time codes: sending them sparingly, checking them in constant time, stopping whoever guesses."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from commongrid.base import reads
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy import keys
from commongrid.base.privacy.fields import sealed
from commongrid.base.privacy.rules import masked_email, masked_phone, plain_text
from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.registry.people import indexes, rules, senders
from commongrid.registry.people.acts.persons import remember
from commongrid.registry.people.models import OneTimeCode, Person, Rate
from commongrid.registry.people.terms import (
    CODE_DIGITS,
    CODE_LIFE,
    CODE_TRIES,
    SEND_FROM_ONE,
    SEND_TO_ONE,
    TRY_FROM_ONE,
    Contact,
    Limit,
    Purpose,
    Sent,
)

TICK = """
insert into people_rate as r (bucket, since, until, count)
select bucket, tried.at, until, 1
from (select %s::timestamptz) as tried (at), unnest(%s::bytea[], %s::timestamptz[]) as counter (bucket, until)
order by bucket
on conflict (bucket) do update set
    count = case when r.until <= excluded.since then 1 else r.count + 1 end,
    since = case when r.until <= excluded.since then excluded.since else r.since end,
    until = case when r.until <= excluded.since then excluded.until else r.until end
returning bucket, count, since
"""
# A count that a crash forgets harms nobody, so a request need not wait until it is on the disk.
TICK_LIGHTLY = "with lightly as (select set_config('synchronous_commit', 'off', true)), counted as (" + TICK
TICK_LIGHTLY += ") select counted.* from counted, lightly"
UNTICK = "update people_rate set count = count - 1 where bucket = any(%s::bytea[]) returning count"


def send_code(
    contact: Contact,
    value: str,
    purpose: Purpose,
    *,
    at: datetime,
    client: str = "",
    language: str = "zh-hans",
) -> Sent:
    """Send six digits to a number or an address, known or not: the answer is the same for both.

    `client` is whatever tells callers apart (an address); only its digest is kept. Earlier codes for the
    same purpose stop working. Refused: people.phone_…, people.email_…, people.too_often {seconds},
    people.code_not_sent. Must not be called inside a transaction.
    """
    plain = indexes.valid(contact, value)
    index = indexes.index_of(contact, plain)
    with transaction.atomic(durable=True):
        seconds = max(
            _tick("send-to", index.hex(), SEND_TO_ONE, at), _tick("send-from", client, SEND_FROM_ONE, at)
        )
        code = "" if seconds else _new_code(index, purpose, at)
        transaction.set_rollback(bool(seconds))  # what was refused does not count
    if seconds:
        raise Refused("people.too_often", seconds=seconds)
    try:
        senders.sender_for(contact).send(plain, code, language=language, at=at)
    except senders.NotSent as fault:
        raise Refused("people.code_not_sent") from fault
    shown = masked_phone(plain) if contact == "phone" else masked_email(plain)
    return Sent(shown, at + CODE_LIFE, at + timedelta(seconds=SEND_TO_ONE[0].seconds))


def check_code(
    contact: Contact, value: str, purpose: Purpose, code: str, *, at: datetime, client: str = ""
) -> Person:
    """The person who has proven this number or address; a code works once, and five wrong tries end it.

    Refused: people.code_wrong (the same for wrong, old, used and never sent), people.too_often {seconds}.
    Must not be called inside a transaction: a failed try has to be counted whatever happens next.
    """
    plain = _prove(contact, value, purpose, code, at=at, client=client)
    return remember(at=at, **{contact: plain})


def change_contact(
    person_id: UUID, contact: Contact, value: str, code: str, *, by: Actor, at: datetime, client: str = ""
) -> Person:
    """The person's new number or address, proven by a code sent for "change_contact".

    Refused as `check_code`, and people.contact_taken when another person has proven the same one.
    """
    if by.person_id != str(person_id):
        raise NotAllowed("people.not_yours")
    plain = _prove(contact, value, "change_contact", code, at=at, client=client)
    changes = {
        contact: sealed(Person, contact, person_id, plain),
        f"{contact}_index": indexes.index_of(contact, plain),
    }
    entry = NewEntry("person.corrected", at, by.snapshot(), {"fields": [contact], "reason": ""})
    try:
        with transaction.atomic():
            person = Person.objects.select_for_update().get(pk=person_id, erased_at=None, frozen_at=None)
            if not journal.move_subject("person", person, entry, changes):
                raise Outrun("people.changed_meanwhile")
    except IntegrityError as taken:
        raise Refused("people.contact_taken") from taken
    return person


def ration(what: str, who: str, limits: Sequence[Limit], *, at: datetime) -> int:
    """Count `what` once for `who` (only its digest is kept); seconds to wait if that is too often, else 0.

    What was too often is not counted. For whatever a door has to slow down.
    """
    lightly = not connection.in_atomic_block
    seconds = _tick(what, who, limits, at, TICK_LIGHTLY if lightly else TICK)
    if seconds:
        reads.run(UNTICK, [[_bucket(what, who, limit) for limit in limits]])
    return seconds


def expire_codes(before: datetime, *, at: datetime) -> int:
    """Delete codes and counters that ran out before `before`."""
    codes, _ = OneTimeCode.objects.filter(expires_at__lt=before).delete()
    rates, _ = Rate.objects.filter(until__lt=before).delete()
    return codes + rates


def _new_code(index: bytes, purpose: Purpose, at: datetime) -> str:
    OneTimeCode.objects.filter(index=index, purpose=purpose, used_at=None).update(used_at=at)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    OneTimeCode.objects.create(
        index=index,
        purpose=purpose,
        code_hash=_digest(index, purpose, code),
        created_at=at,
        expires_at=at + CODE_LIFE,
    )
    return code


def _prove(contact: Contact, value: str, purpose: Purpose, code: str, *, at: datetime, client: str) -> str:
    plain = indexes.valid(contact, value)
    index = indexes.index_of(contact, plain)
    with transaction.atomic(durable=True):
        seconds = _tick("try-from", client, TRY_FROM_ONE, at)
        good = not seconds and _is_right(index, purpose, plain_text(code), at)
    if seconds:
        raise Refused("people.too_often", seconds=seconds)
    if not good:
        raise Refused("people.code_wrong")
    return plain


def _is_right(index: bytes, purpose: Purpose, code: str, at: datetime) -> bool:
    latest: Any = (
        OneTimeCode.objects.select_for_update()
        .filter(index=index, purpose=purpose, used_at=None, expires_at__gt=at, tries__lt=CODE_TRIES)
        .order_by("-id")
        .first()
    )
    expected = bytes(latest.code_hash) if latest else bytes(32)
    is_same = hmac.compare_digest(_digest(index, purpose, code), expected)
    if latest is not None:
        latest.tries += 1
        latest.used_at = at if is_same else None
        latest.save(update_fields=["tries", "used_at"])
    return is_same


def _digest(index: bytes, purpose: Purpose, code: str) -> bytes:
    return keys.digest(f"code\0{purpose}\0{index.hex()}\0{code}")


def _tick(what: str, who: str, limits: Sequence[Limit], at: datetime, sql: str = TICK) -> int:
    """Count once under each limit, all in one statement; the longest wait in seconds, 0 when all let it through."""
    if not who:
        return 0
    by_bucket = {_bucket(what, who, limit): limit for limit in limits}
    until = [at + timedelta(seconds=limit.seconds) for limit in by_bucket.values()]
    counted = reads.run(sql, [at, list(by_bucket), until])
    return max(
        [0, *(rules.wait(by_bucket[bytes(bucket)], count, since, at) for bucket, count, since in counted)]
    )


def _bucket(what: str, who: str, limit: Limit) -> bytes:
    return keys.digest(f"rate\0{what}\0{limit.name}\0{who}")
