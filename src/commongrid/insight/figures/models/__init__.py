"""Tables of figures: facts, and sums of them."""

from commongrid.insight.figures.models.facts import Happening, Turn, Voice
from commongrid.insight.figures.models.sums import Cell, Owed, Spread

__all__ = ["Cell", "Happening", "Owed", "Spread", "Turn", "Voice"]
