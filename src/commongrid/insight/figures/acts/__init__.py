"""The only writers of figures."""

from commongrid.insight.figures.acts.bringing import bring_in
from commongrid.insight.figures.acts.counting import count

__all__ = ["bring_in", "count"]
