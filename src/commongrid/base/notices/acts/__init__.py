"""Telling, reading, keeping quiet, and sending out; the only writers of notices."""

from commongrid.base.notices.acts.delivering import deliver, expire, forget_person
from commongrid.base.notices.acts.hooks import set_hook, stop_hook
from commongrid.base.notices.acts.reading import mark_all_read, mark_read, prefer
from commongrid.base.notices.acts.telling import announce, tell

__all__ = [
    "announce",
    "deliver",
    "expire",
    "forget_person",
    "mark_all_read",
    "mark_read",
    "prefer",
    "set_hook",
    "stop_hook",
    "tell",
]
