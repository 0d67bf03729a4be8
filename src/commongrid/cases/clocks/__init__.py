"""The clocks of a case: one pure function over the calendar and the journal's entries.

`fold` gives the segments of a whole journal, `advance` adds one entry; they always agree. Ended segments never
change. The deadline of an open one changes only with its own pause, extension, correction, merge or relimit.
"""

from commongrid.cases.clocks.folding import (
    advance,
    deadline_columns,
    earliest,
    fold,
    on_time,
    running,
    told_deadline,
)
from commongrid.cases.clocks.lights import Light, explain, is_late, light, met
from commongrid.cases.clocks.packed import from_text, to_text
from commongrid.cases.clocks.segments import EMPTY, Clocks, Hold, Segment, Stage, Step
from commongrid.cases.clocks.stored import from_json, to_json

__all__ = [
    "EMPTY",
    "Clocks",
    "Hold",
    "Light",
    "Segment",
    "Stage",
    "Step",
    "advance",
    "deadline_columns",
    "earliest",
    "explain",
    "fold",
    "from_json",
    "from_text",
    "is_late",
    "light",
    "met",
    "on_time",
    "running",
    "to_json",
    "to_text",
    "told_deadline",
]
