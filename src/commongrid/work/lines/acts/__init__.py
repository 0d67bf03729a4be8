"""The only writers of lines, tickets and receipts."""

from commongrid.work.lines.acts.receipts import close, give_up_or_wait, owe, reopen, sent, try_again
from commongrid.work.lines.acts.setting import (
    heard,
    move_cursor,
    not_heard,
    remember_call,
    set_line,
    switch_line,
)
from commongrid.work.lines.acts.taking import Taken, expire_refused, take_in

__all__ = [
    "Taken",
    "close",
    "expire_refused",
    "give_up_or_wait",
    "heard",
    "move_cursor",
    "not_heard",
    "owe",
    "remember_call",
    "reopen",
    "sent",
    "set_line",
    "switch_line",
    "take_in",
    "try_again",
]
