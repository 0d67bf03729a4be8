"""Taking in what is sent, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from commongrid.base.access.terms import Actor
from commongrid.base.sendings.models import Sending
from commongrid.base.sendings.terms import KEPT, Taken

_CLAIM = """insert into sendings_sending (account_id, key, taken_at) values (%s, %s, %s)
on conflict on constraint sendings_once do nothing returning id"""


@contextmanager
def once(key: str, *, by: Actor, at: datetime) -> Iterator[Taken]:
    """Do what is inside once for this key of this account; its transaction holds the key and whatever is done.

    Nothing kept, or an error: the key is free again, and what else was written inside stays unless the error undid it.
    """
    account_id = by.account_id
    if account_id is None:
        raise ValueError("only an account sends under a key")
    with transaction.atomic():
        with connection.cursor() as db:
            db.execute(_CLAIM, [account_id, key, at])
            claimed = db.fetchone()
        mine = Sending.objects.filter(account_id=account_id, key=key)
        if claimed is None:
            yield Taken(answer=mine.values_list("answer", flat=True).get())
            return
        taken = Taken()
        yield taken
        if taken.kept is None:
            mine.delete()
        else:
            mine.update(answer=dict(taken.kept))


def forget(*, at: datetime) -> int:
    """Drop the keys no device can still hold (index sendings_taken). Returns how many."""
    return Sending.objects.filter(taken_at__lt=at - KEPT).delete()[0]
