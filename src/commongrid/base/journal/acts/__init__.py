"""The only writers of the journal."""

from commongrid.base.journal.acts.draining import drain, drain_all
from commongrid.base.journal.acts.keeping import enter_era, make_partitions, seal
from commongrid.base.journal.acts.writing import move_subject, note, open_subject

__all__ = [
    "drain",
    "drain_all",
    "enter_era",
    "make_partitions",
    "move_subject",
    "note",
    "open_subject",
    "seal",
]
