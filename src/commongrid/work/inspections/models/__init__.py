"""Tables of inspections and of campaigns."""

from commongrid.work.inspections.models.campaigns import Campaign, Item, Progress
from commongrid.work.inspections.models.inspections import Gap, Inspection

__all__ = ["Campaign", "Gap", "Inspection", "Item", "Progress"]
