"""Reads of captains; each names the index it stands on."""

from commongrid.work.captains.queries.buildings import (
    answers_of,
    check,
    checks_of,
    floors_of,
    gap_lines,
    known_of,
    offered,
    own_gaps,
    photo_owner,
    rooms_of,
    rooms_of_all,
    to_ask,
)
from commongrid.work.captains.queries.due import (
    Building,
    buildings_of,
    gaps_due,
    not_looked_through,
    rooms_running_out,
    tasks_due,
    with_captain,
)
from commongrid.work.captains.queries.policy import policy, unit_for
from commongrid.work.captains.queries.serving import (
    Area,
    captaincy,
    commendation,
    counts,
    items_of,
    listed,
    of_person,
    of_premises,
    public_thanks,
    serving,
    task,
    tasks,
    tasks_of,
    thanks_of,
)

__all__ = [
    "Area", "Building", "answers_of", "buildings_of", "captaincy", "check", "checks_of", "commendation", "counts",
    "floors_of", "gap_lines", "gaps_due", "items_of", "known_of", "listed", "not_looked_through", "of_person", "of_premises",
    "offered", "own_gaps", "photo_owner", "policy", "public_thanks", "rooms_of", "rooms_of_all", "rooms_running_out",
    "serving", "task", "tasks", "tasks_due", "tasks_of", "thanks_of", "to_ask", "unit_for", "with_captain",
]  # fmt: skip
