"""The only writers of premises."""

from commongrid.registry.premises.acts.editing import add, change, close, confirm, relocate, reopen
from commongrid.registry.premises.acts.following import follow_map
from commongrid.registry.premises.acts.importing import import_premises
from commongrid.registry.premises.acts.keepers import Keepers, hand_over, look_up_keeper, set_keeper
from commongrid.registry.premises.acts.merging import merge, tell_apart
from commongrid.registry.premises.acts.plates import make_missing_plates, make_plate

__all__ = [
    "Keepers",
    "add",
    "change",
    "close",
    "confirm",
    "follow_map",
    "hand_over",
    "import_premises",
    "look_up_keeper",
    "make_missing_plates",
    "make_plate",
    "merge",
    "relocate",
    "reopen",
    "set_keeper",
    "tell_apart",
]
