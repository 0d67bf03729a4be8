"""The only writers of figures."""

from commongrid.insight.figures.acts.bringing import bring_in, sum_owed
from commongrid.insight.figures.acts.counting import count
from commongrid.insight.figures.acts.rebuilding import rebuild, refold, sum_month

__all__ = ["bring_in", "count", "rebuild", "refold", "sum_month", "sum_owed"]
