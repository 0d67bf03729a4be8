"""Tables of demands and what is due, of rounds, and of check-ins."""

from commongrid.work.patrol.models.demands import Demand, Due, LastLook, Tally
from commongrid.work.patrol.models.rounds import CheckIn, Round, Stop

__all__ = ["CheckIn", "Demand", "Due", "LastLook", "Round", "Stop", "Tally"]
