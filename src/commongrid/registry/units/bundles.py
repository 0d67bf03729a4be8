"""Abilities that go together: what a kind of work needs, by name. `grants.py` says which role has which."""

from __future__ import annotations

SEE = ("cases.see", "reports.see")
FIELD = (
    *SEE, "cases.comment", "cases.attach", "cases.check", "reports.verify", "reports.receive", "cases.settle",
)  # fmt: skip
TRIAGE = (
    "reports.admit", "reports.follow", "reports.decline", "reports.answer_appeal", "reports.receive", "reports.verify",
)  # fmt: skip
DISPATCH = (
    "cases.assign", "cases.escalate", "cases.delegate", "cases.pause", "cases.resume", "cases.extend", "cases.merge",
    "cases.void", "cases.answer_supervision", "cases.correct", "cases.urge", "cases.watch", "cases.whistle", "cases.comment", "cases.attach", "cases.check",
    "photos.review", "people.unmask",
)  # fmt: skip
HANDLE = (
    "cases.take", "cases.send_back", "cases.transfer", "cases.ask_pause", "cases.ask_extend", "cases.resume",
    "cases.report_done", "cases.watch", "cases.answer_supervision", "people.unmask",
)  # fmt: skip
CALLED = ("cases.see", "cases.comment", "cases.attach", "cases.answer_whistle")
FIGURES = ("figures.see",)
PREMISES = ("premises.see",)
KEEP_PREMISES = ("premises.see", "premises.change", "premises.confirm")
RUN_PREMISES = (*KEEP_PREMISES, "premises.merge", "premises.import", "premises.export", "premises.plate")
INSPECT = ("inspections.see", "inspections.make")
CAMPAIGNS = ("inspections.see", "campaigns.see")
RUN_CAMPAIGNS = (*CAMPAIGNS, "campaigns.run")
CAPTAINS = ("captains.see",)
ASK_CAPTAINS = (*CAPTAINS, "captains.ask")
RATINGS = ("ratings.see",)
RATE = (*RATINGS, "ratings.rate")
DECIDE_RATINGS = (*RATINGS, "ratings.decide")
RUN_CAPTAINS = (*ASK_CAPTAINS, "captains.decide", "captains.commend")
DUTY = ("duty.see", "duty.sign")
ROSTER = (*DUTY, "duty.plan")
WALK = ("patrol.see", "patrol.walk")
PATROL = ("patrol.see",)
SEND = ("patrol.see", "patrol.send")
RUN_PATROL = (*SEND, "patrol.set")
POINTS = ("points.see",)
OVERVIEW = (*SEE, *FIGURES, *PREMISES, *POINTS)
"""What everybody reads who answers for an area."""
KEEP_POINTS = (*POINTS, "points.keep")
COUNTER = ("counter.serve",)
VISITS = ("visits.see",)
TAKE_VISITS = (*VISITS, "visits.take")
PLAN_VISITS = (*TAKE_VISITS, "visits.plan")
CALL_AFTER = (*VISITS, "visits.call")
OUTREACH = ("outreach.see",)
ASK_OUT = (*OUTREACH, "outreach.ask")
BRING_OUT = (*OUTREACH, "outreach.answer")
LETTERS = ("letters.see", "letters.answer", "letters.approve")
FOLLOWED_UP = ("followups.see",)
FOLLOW_UP = (*FOLLOWED_UP, "followups.call")
CENTRES = ("centres.see",)
ASSESS_CENTRES = (*CENTRES, "centres.assess")
REVIEW_CENTRES = (*CENTRES, "centres.review")
DECIDE_CENTRES = (*REVIEW_CENTRES, "centres.decide_appeal")
SERVE = ("appointments.serve",)
ADVISE = (*SERVE, "advice.see", "advice.write")
COUNSEL = (*SERVE, "care.counsel")
LINES = ("lines.see",)
KEEP_LINES = (*LINES, "lines.keep")
LACKS = ("training.see",)
REFER = ("mediation.refer",)
MEDIATE = ("mediation.see", "mediation.run")
JUDGE = ("court.see", "court.judge")
HEAD = (*MEDIATE, "mediation.decide")
OVERSEE = ("cases.supervise", "cases.reopen", "cases.urge", "cases.watch", "cases.comment")
