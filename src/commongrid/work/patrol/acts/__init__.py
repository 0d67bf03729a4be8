"""The only writers of demands, dues, rounds and check-ins."""

from commongrid.work.patrol.acts.demands import adopt, end_demand, lay_out_later, set_demand
from commongrid.work.patrol.acts.forgetting import expire_names, expire_positions, expire_rounds
from commongrid.work.patrol.acts.laying import lay_batch, looked_at, place_changed, sweep
from commongrid.work.patrol.acts.ordering import Wish
from commongrid.work.patrol.acts.planning import add_stop, plan_round
from commongrid.work.patrol.acts.visiting import check_in, skip, visited

__all__ = [
    "Wish",
    "add_stop",
    "adopt",
    "check_in",
    "end_demand",
    "expire_names",
    "expire_positions",
    "expire_rounds",
    "lay_batch",
    "lay_out_later",
    "looked_at",
    "place_changed",
    "plan_round",
    "set_demand",
    "skip",
    "sweep",
    "visited",
]
