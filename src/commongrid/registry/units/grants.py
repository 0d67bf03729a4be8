"""Which role may use which ability, and how far it reaches. Read it as a table: this is the whole policy.

Reaches: `area` within the post's area · `unit` held by the post's unit, as lead or joint · `called` that, or called
to by a whistle · `centre` waiting at the
post's centre or anywhere in its area · `own` answered for by this very post · `serves` booked with
this very post · `city` everything.
"""

from __future__ import annotations

from typing import Literal

from commongrid.base.access.terms import EVERYTHING, AllOf, AnyOf, Condition, Grant, Has, Is, Prefix

type Reach = Literal["area", "unit", "called", "centre", "own", "sits", "heads", "serves", "city"]

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
LINES = ("lines.see",)
KEEP_LINES = (*LINES, "lines.keep")
LACKS = ("training.see",)
REFER = ("mediation.refer",)
MEDIATE = ("mediation.see", "mediation.run")
HEAD = (*MEDIATE, "mediation.decide")
OVERSEE = ("cases.supervise", "cases.reopen", "cases.urge", "cases.watch", "cases.comment")

TABLE: dict[str, tuple[tuple[Reach, tuple[str, ...]], ...]] = {
    "grid_worker": (
        ("area", (*FIELD, *POINTS, *KEEP_PREMISES, *INSPECT, *WALK, *ASK_CAPTAINS, *RATE, *DUTY)),
    ),
    "grid_leader": (
        (
            "area",
            (
                *FIELD,
                *KEEP_PREMISES,
                "premises.plate",
                *INSPECT,
                "patrol.walk",
                *POINTS,
                *COUNTER,
                *TAKE_VISITS,
                *ASK_OUT,
                *SEND,
                "campaigns.see",
                *RUN_CAPTAINS,
                *RATE,
                *ROSTER,
                *LACKS,
            ),
        ),
    ),
    "informant": (("area", ("reports.receive",)),),
    "captain": (
        ("area", ("reports.receive",)),
        ("own", ("premises.see", "premises.confirm", "captains.serve", "ratings.answer")),
    ),
    "volunteer": (("area", ("reports.receive",)),),
    "dispatcher": (
        ("centre", (*SEE, *TRIAGE, *DISPATCH, *REFER)),
        ("unit", LETTERS),
        (
            "area",
            (
                *FIGURES,
                *RUN_PREMISES,
                *RUN_CAMPAIGNS,
                *RUN_PATROL,
                *RUN_CAPTAINS,
                *DECIDE_RATINGS,
                *KEEP_POINTS,
                *COUNTER,
                *PLAN_VISITS,
                *ASK_OUT,
                *FOLLOWED_UP,
                *ASSESS_CENTRES,
                *REVIEW_CENTRES,
                *KEEP_LINES,
                *ROSTER,
                *LACKS,
            ),
        ),
    ),
    "officer": (
        ("unit", (*HANDLE, *FIGURES, *REFER, *LETTERS, *BRING_OUT)),
        ("called", CALLED),
        ("area", (*PREMISES, *INSPECT, "campaigns.see", *DUTY, *POINTS)),
        ("serves", SERVE),
    ),
    "mediator": (
        ("unit", (*HANDLE, *FIGURES, *REFER)),
        ("called", CALLED),
        ("area", (*DUTY, *POINTS, "mediation.take")),
        ("sits", MEDIATE),
        ("heads", HEAD),
        ("serves", SERVE),
    ),
    "lawyer": (("serves", ADVISE),),
    "judge": (("unit", ("cases.see",)),),
    "secretary": (
        ("unit", LETTERS),
        (
            "area",
            (
                *OVERVIEW,
                *COUNTER,
                *PLAN_VISITS,
                *ASK_OUT,
                *FOLLOWED_UP,
                *ASSESS_CENTRES,
                "reports.receive",
                *CAMPAIGNS,
                *SEND,
                *RUN_CAPTAINS,
                *RATINGS,
                "ratings.decide_appeal",
                "cases.whistle",
                "cases.comment",
                "cases.watch",
                "cases.urge",
                "cases.attach",
                "duty.see",
                *LACKS,
            ),
        ),
    ),
    "leader": (
        ("unit", LETTERS),
        (
            "area",
            (
                *OVERVIEW,
                *VISITS,
                *FOLLOWED_UP,
                *DECIDE_CENTRES,
                *CAMPAIGNS,
                *PATROL,
                *CAPTAINS,
                *RATINGS,
                "ratings.decide_appeal",
                "duty.see",
                *LACKS,
                "cases.extend",
                "cases.watch",
                "cases.comment",
                "cases.urge",
            ),
        ),
    ),
    "supervisor": (
        ("unit", LETTERS),
        (
            "area",
            (
                *OVERVIEW,
                *CALL_AFTER,
                *OUTREACH,
                *FOLLOW_UP,
                *DECIDE_CENTRES,
                *LINES,
                *CAMPAIGNS,
                *PATROL,
                *RATINGS,
                "ratings.decide_appeal",
                *OVERSEE,
                "duty.see",
            ),
        ),
    ),
    "analyst": (("area", (*SEE, *FIGURES, *FOLLOWED_UP)),),
    "commander": (
        (
            "area",
            (
                *OVERVIEW,
                *RUN_CAMPAIGNS,
                *SEND,
                *("cases.supervise", "cases.whistle", "cases.comment", "cases.watch", "duty.see"),
            ),
        ),
    ),
    "auditor": (("city", ("audit.see",)),),
    "administrator": (
        (
            "city",
            (
                *("admin.registry", "admin.catalogue", "admin.configuration"),
                *RUN_PREMISES,
                *KEEP_POINTS,
                *KEEP_LINES,
                *LACKS,
                *FOLLOWED_UP,
                *CENTRES,
                "training.run",
                "mediation.set_up",
                "letters.keep",
            ),
        ),
    ),
}


KEPT_ON = (
    "cases.see", "cases.comment", "cases.attach", "cases.check", "cases.watch", "cases.urge",
    "reports.see", "reports.verify",
)  # fmt: skip
"""What reaches on to cases and reports of grids whose land is the post's now: they stay with the grid they came in."""


def roles_with(ability: str) -> tuple[str, ...]:
    """The roles that have an ability in any reach."""
    return tuple(role for role, rows in TABLE.items() if any(ability in abilities for _, abilities in rows))


def grants_for(
    role: str,
    *,
    area: str,
    unit_id: int,
    post_id: int | None = None,
    earlier: tuple[tuple[int, str], ...] = (),
) -> tuple[Grant, ...]:
    """The grants of a post: every ability its role has, reaching as far as this post does.

    `earlier` are rows (id, code) of grids under other codes whose land is this post's now.
    """
    rows = tuple(AllOf((Prefix("area", code), Is("grid_id", row))) for row, code in earlier)
    before = AnyOf((Prefix("area", area), *rows)) if rows else None
    reaches: dict[Reach, Condition] = {
        "area": Prefix("area", area),
        "unit": Has("unit_ids", unit_id),
        "called": AnyOf((Has("unit_ids", unit_id), Has("called_ids", unit_id))),
        "centre": AnyOf((Is("centre_id", unit_id), Prefix("area", area))),
        "own": Is("captain_id", post_id),
        "sits": Has("sitting_ids", post_id),
        "heads": Has("heading_ids", post_id),
        "serves": Is("post_id", post_id),
        "city": EVERYTHING,
    }
    return tuple(
        Grant(ability, before if before and reach == "area" and ability in KEPT_ON else reaches[reach])
        for reach, abilities in TABLE[role]
        for ability in abilities
    )
