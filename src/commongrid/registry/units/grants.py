"""Which role may use which ability, and how far it reaches. Read it as a table: this is the whole policy.

Reaches: `area` within the post's area · `unit` held by the post's unit, as lead or joint · `called` that, or called
to by a whistle · `centre` waiting at the
post's centre or anywhere in its area · `own` answered for by this very post · `serves` booked with
this very post · `city` everything.
"""

from __future__ import annotations

from typing import Literal

from commongrid.base.access.terms import EVERYTHING, AllOf, AnyOf, Condition, Grant, Has, Is, Prefix
from commongrid.registry.units.bundles import (
    ADVISE,
    ASK_CAPTAINS,
    ASK_OUT,
    ASSESS_CENTRES,
    BRING_OUT,
    CALL_AFTER,
    CALLED,
    CAMPAIGNS,
    CAPTAINS,
    CENTRES,
    COUNSEL,
    COUNTER,
    DECIDE_CENTRES,
    DECIDE_RATINGS,
    DISPATCH,
    DUTY,
    FIELD,
    FIGURES,
    FOLLOW_UP,
    FOLLOWED_UP,
    HANDLE,
    HEAD,
    INSPECT,
    JUDGE,
    KEEP_LINES,
    KEEP_POINTS,
    KEEP_PREMISES,
    LACKS,
    LETTERS,
    LINES,
    MEDIATE,
    OUTREACH,
    OVERSEE,
    OVERVIEW,
    PATROL,
    PLAN_VISITS,
    POINTS,
    PREMISES,
    RATE,
    RATINGS,
    REFER,
    REVIEW_CENTRES,
    ROSTER,
    RUN_CAMPAIGNS,
    RUN_CAPTAINS,
    RUN_PATROL,
    RUN_PREMISES,
    SEE,
    SEND,
    SERVE,
    TAKE_VISITS,
    TRIAGE,
    VISITS,
    WALK,
)

type Reach = Literal["area", "unit", "called", "centre", "own", "sits", "heads", "serves", "city"]

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
    # What these two keep is seen by no other role, and by no other post: there is no reach wider than "serves".
    "counsellor": (("serves", COUNSEL), ("area", POINTS)),
    "carer": (("serves", ("care.visit",)), ("area", ("care.take",))),
    "lawyer": (("serves", ADVISE),),
    "judge": (("unit", ("cases.see",)), ("sits", JUDGE)),
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
