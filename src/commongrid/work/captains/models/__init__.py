"""Tables of captains: who answers for which building, what they said of it, what they were asked and thanked for."""

from commongrid.work.captains.models.buildings import Rooms, SelfCheck, SelfGap
from commongrid.work.captains.models.serving import Captaincy, Commendation
from commongrid.work.captains.models.tasks import Task, TaskItem

__all__ = ["Captaincy", "Commendation", "Rooms", "SelfCheck", "SelfGap", "Task", "TaskItem"]
