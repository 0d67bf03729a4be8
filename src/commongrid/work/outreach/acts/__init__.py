"""The only writers of services brought out."""

from commongrid.work.outreach.acts.answering import accept, call_off, decline, finish, offer
from commongrid.work.outreach.acts.asking import ask, rate, take, withdraw
from commongrid.work.outreach.acts.catalogue import set_services

__all__ = [
    "accept", "ask", "call_off", "decline", "finish", "offer", "rate", "set_services", "take", "withdraw",
]  # fmt: skip
