"""The only writers of sessions and appointments."""

from commongrid.registry.appointments.acts.booking import book, cancel, move, record
from commongrid.registry.appointments.acts.handing import hand_over
from commongrid.registry.appointments.acts.keeping import Appointments, forget, remind
from commongrid.registry.appointments.acts.sessions import end_session, set_session

__all__ = [
    "Appointments",
    "book",
    "cancel",
    "end_session",
    "forget",
    "hand_over",
    "move",
    "record",
    "remind",
    "set_session",
]
