"""The only writers of the journal."""

from commongrid.base.journal.acts.archiving import archive, restore
from commongrid.base.journal.acts.bringing import PastEntry, bring_in
from commongrid.base.journal.acts.copying import copy_in, escaped, field
from commongrid.base.journal.acts.draining import drain, drain_all
from commongrid.base.journal.acts.keeping import enter_era, make_months, make_partitions, seal
from commongrid.base.journal.acts.writing import move_subject, note, open_subject

__all__ = [
    "PastEntry",
    "archive",
    "bring_in",
    "copy_in",
    "drain",
    "drain_all",
    "enter_era",
    "escaped",
    "field",
    "make_months",
    "make_partitions",
    "move_subject",
    "note",
    "open_subject",
    "restore",
    "seal",
]
