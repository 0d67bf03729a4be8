"""Photos that came in pieces before their form."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as files
from commongrid.base.files import queries as stored
from commongrid.base.verdicts import Refused


def named(sent: Iterable[str]) -> list[UUID]:
    """The uploads a form names; what is no id is none of them."""
    found = []
    for one in sent:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def whole(upload_id: UUID, by: Actor) -> bytes:
    """The photo put together; one that was changed on its way is let go, so that it is sent anew.

    Refused: files.not_whole, files.other_bytes.
    """
    found = stored.upload(upload_id, by.account_id)
    if found is None:
        raise Refused("files.not_whole", received=0, size=0)
    try:
        return stored.whole(found)
    except Refused as refused:
        if refused.why.key == "files.other_bytes":
            files.drop_uploads([upload_id], by=by, at=timezone.now())
        raise
