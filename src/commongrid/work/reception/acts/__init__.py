"""The only writers of the hall: tickets, sittings at the counter, and what is taken down there."""

from commongrid.work.reception.acts.counter import begin, forget_sittings, read_names, take_down
from commongrid.work.reception.acts.speaking import Speaking
from commongrid.work.reception.acts.tickets import call_next, end, forget_tickets, take

__all__ = [
    "Speaking", "begin", "call_next", "end", "forget_sittings", "forget_tickets", "read_names", "take", "take_down",
]  # fmt: skip
