"""The tables of visiting days."""

from commongrid.work.visits.models.days import Day, Matter
from commongrid.work.visits.models.following import Call, Plan, Step

__all__ = ["Call", "Day", "Matter", "Plan", "Step"]
