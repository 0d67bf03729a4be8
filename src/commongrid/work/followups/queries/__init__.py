"""Reads of follow-up calls: plan and script, the list of a team, one call, and the figures of a month."""

from commongrid.work.followups.queries.calls import due, find, is_quiet, just_made, latest_of, to_call
from commongrid.work.followups.queries.counting import by_area, drawn_since, made
from commongrid.work.followups.queries.editions import (
    last,
    plan,
    plan_at,
    proposed_plan,
    proposed_script,
    script,
)

__all__ = [
    "by_area", "drawn_since", "due", "find", "is_quiet", "just_made", "last", "latest_of", "made", "plan",
    "plan_at", "proposed_plan", "proposed_script", "script", "to_call",
]  # fmt: skip
