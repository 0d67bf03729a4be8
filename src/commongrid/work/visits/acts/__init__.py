"""The only writers of visiting days: the day, what is brought to it, the plan of a hard matter, the calls afterwards."""

from commongrid.work.visits.acts.answering import answer, feed_back, take_on
from commongrid.work.visits.acts.calling import call, case_closed, let_go, phone
from commongrid.work.visits.acts.days import announce, begin, call_off, change, end, plan
from commongrid.work.visits.acts.planning import do_step, make_plan
from commongrid.work.visits.acts.registering import register, walk_in

__all__ = [
    "announce", "answer", "begin", "call", "call_off", "case_closed", "change", "do_step", "end", "feed_back", "let_go",
    "make_plan", "phone", "plan", "register", "take_on", "walk_in",
]  # fmt: skip
