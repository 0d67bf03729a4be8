"""What happens when time passes."""

from commongrid.work.deadlines.acts.originals import drop_originals
from commongrid.work.deadlines.acts.ticking import BATCH, tick

__all__ = ["BATCH", "drop_originals", "tick"]
