"""An act was recorded: who hears it. Readers run behind the loop; the loop never waits for them."""

from __future__ import annotations

from commongrid.base.journal.reading import Listener, Reader
from commongrid.cases.terms import KINDS as CASE_KINDS
from commongrid.insight.figures import listeners as figures
from commongrid.intake import listeners as intake
from commongrid.intake.terms import KINDS as REPORT_KINDS
from commongrid.work.captains import listeners as captains
from commongrid.work.dispatch import listeners as dispatch
from commongrid.work.followups import listeners as followups
from commongrid.work.inspections import listeners as inspections
from commongrid.work.lines import listeners as lines
from commongrid.work.mediation import listeners as mediation
from commongrid.work.patrol import listeners as patrol
from commongrid.work.tallies import listeners as tallies
from commongrid.work.telling import listeners as telling
from commongrid.work.telling import rules as telling_rules
from commongrid.work.visits import listeners as visits

INTAKE: dict[str, tuple[Listener, ...]] = {
    "report.received": (intake.on_received,),
    "report.verified": (intake.on_verified,),
}
DISPATCH: dict[str, tuple[Listener, ...]] = {
    "case.opened": (dispatch.on_waiting,),
    "case.sent_back": (dispatch.on_waiting,),
    "case.reopened": (dispatch.on_waiting,),
    "case.escalated": (dispatch.on_waiting,),
    "case.delegated": (dispatch.on_waiting,),
}
INSPECTIONS: dict[str, tuple[Listener, ...]] = {
    "case.check_passed": (inspections.on_closed,),
    "case.reopened": (inspections.on_reopened,),
    "case.voided": (inspections.on_void,),
    "case.merged": (inspections.on_merged,),
    "premises.closed": (inspections.on_premises_gone,),
    "premises.merged": (inspections.on_premises_gone,),
}
PATROL: dict[str, tuple[Listener, ...]] = {
    "inspection.made": (patrol.on_inspection,),
    "premises.added": (patrol.on_place,),
    "premises.changed": (patrol.on_place,),
    "premises.moved": (patrol.on_place,),
    "premises.closed": (patrol.on_place,),
    "premises.reopened": (patrol.on_place,),
    "premises.merged": (patrol.on_place,),
    "places.premises_imported": (patrol.on_ground,),
    "places.grids_drawn": (patrol.on_ground,),
    "places.grids_redrawn": (patrol.on_ground,),
    "packs.loaded": (patrol.on_pack,),
}
CAPTAINS: dict[str, tuple[Listener, ...]] = {
    "case.check_passed": (captains.on_closed,),
    "report.declined": (captains.on_declined,),
    "premises.closed": (captains.on_premises_gone,),
    "premises.merged": (captains.on_premises_gone,),
}
MEDIATION: dict[str, tuple[Listener, ...]] = {
    "mediation.agreed": (mediation.on_end,),
    "mediation.failed": (mediation.on_end,),
    "mediation.stopped": (mediation.on_end,),
    "mediation.withdrawn": (mediation.on_end,),
    "mediation.declined": (mediation.on_end,),
    "mediation.referred": (mediation.on_end,),
}
LINES: dict[str, tuple[Listener, ...]] = {
    "report.declined": (lines.on_end_of_report,),
    "report.withdrawn": (lines.on_end_of_report,),
    "report.appeal_answered": (lines.on_appeal_answered,),
    "case.check_passed": (lines.on_end_of_case,),
    "case.settled": (lines.on_end_of_case,),
    "case.voided": (lines.on_end_of_case,),
    "case.reopened": (lines.on_reopened,),
}

VISITS: dict[str, tuple[Listener, ...]] = {
    "case.check_passed": (visits.on_closed,),
    "case.settled": (visits.on_closed,),
}
FOLLOWUPS: dict[str, tuple[Listener, ...]] = {
    "case.check_passed": (followups.on_closed,),
    "case.settled": (followups.on_closed,),
}


def both(*tables: dict[str, tuple[Listener, ...]]) -> dict[str, tuple[Listener, ...]]:
    """Tables of listeners as one, in their order."""
    kinds = sorted({kind for table in tables for kind in table})
    return {kind: tuple(each for table in tables for each in table.get(kind, ())) for kind in kinds}


TOLD = frozenset(telling_rules.TABLE) | frozenset(CASE_KINDS)
"""Watchers hear of everything about a case; the table says who else hears of what."""

COUNTED = frozenset((*CASE_KINDS, *REPORT_KINDS))
"""Figures hear everything, so that they know when an entry comes before the one it follows."""

READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        Reader("intake", INTAKE),
        Reader("dispatch", DISPATCH),
        # Each reader keeps a thread and a connection: what hears the same few kinds reads together.
        Reader("inspections", both(INSPECTIONS, CAPTAINS, MEDIATION, VISITS, FOLLOWUPS, LINES)),
        Reader("patrol", PATROL),
        Reader("telling", batch=500, kinds_together=TOLD, together=telling.hear),
        Reader("tallies", batch=1000, kinds_together=frozenset(CASE_KINDS), together=tallies.hear),
        Reader("figures", batch=2000, kinds_together=COUNTED, together=figures.hear),
    )
}

NOBODY_LISTENS: tuple[str, ...] = (
    # Told to the person by the act itself, or done by the reporter on their own page.
    "person.corrected", "person.erased", "person.frozen", "person.unmasked",
    # Supervising follows in the same tick, and that is heard.
    "deadlines.overdue",
    # Recorded for the auditor; nobody is told.
    # The list of calls is asked; a case that goes round again tells its own story.
    "followup.called", "followup.owed", "followup.plan_set", "followup.script_set", "followup.undone", "followup.withdrawn",
    "handouts.exported", "handouts.link_given", "handouts.link_withdrawn",
    # Settings, catalogue, map and posts: what reads them asks for their version.
    "access.account_invited", "access.account_opened", "access.account_shut",
    "access.password_chosen", "access.password_renewed",
    # Whoever booked is told by the act itself; the rest is asked.
    # The asker reads with the code; whoever serves asks.
    "advice.drafted", "advice.given", "advice.handed_over", "advice.moved", "advice.taken_in",
    "appointments.booked", "appointments.cancelled", "appointments.handed_over", "appointments.moved", "appointments.over",
    "appointments.session_ended", "appointments.session_set",
    "checklists.published", "checklists.switched",
    # Campaigns are looked at, and what an inspection opens is told as its cases are.
    "campaign.begun", "campaign.changed", "campaign.drafted", "campaign.ended", "campaign.extended", "campaign.laid_out", "campaign.paused", "campaign.resumed",
    "campaign.stopped",
    # Captains are told by the act itself; whoever asked them looks.
    "captain.accepted", "captain.agreed", "captain.applied", "captain.commendation_hidden", "captain.commendation_shown",
    "captain.commendation_withdrawn", "captain.commended", "captain.declined", "captain.ended", "captain.gap_mended",
    "captain.named", "captain.refused", "captain.rooms_confirmed", "captain.self_checked", "captain.task_answered",
    "captain.task_asked", "captain.task_withdrawn", "captain.withdrawn",
    # Who assesses and who reviews look at the list; residents read the grade.
    "centre.appeal_answered", "centre.appealed", "centre.begun", "centre.dropped", "centre.filled", "centre.graded",
    "centre.returned", "centre.standard_published", "centre.submitted",
    # Nobody hears of care: whoever does it knows, and the person reads their own page.
    "care.begun", "care.corrected", "care.ended", "care.file_handed", "care.need_reported", "care.renewed", "care.taken",
    "care.visited",
    "coverage.counted",
    "dispatch.rule_ended", "dispatch.rule_set",
    # Who is on now is asked, not told.
    "duty.away", "duty.changed", "duty.dropped", "duty.handover_read", "duty.laid_out",
    "duty.signed_off", "duty.signed_on", "duty.swapped",
    # The writer is told by the act itself; the office and whoever looks for an answer ask.
    "letter.agreed", "letter.answered", "letter.box_set", "letter.drafted", "letter.published", "letter.redacted",
    "letter.redaction_refused", "letter.sent_back", "letter.taken_down", "letter.taken_on", "letter.written",
    # Which lines there are is asked; the line itself is told by its receipts.
    "lines.line_set", "lines.tried_again",
    "matters.catalogue_begun", "matters.departments_set", "matters.published", "matters.reasons_set",
    "matters.revised", "matters.switched", "matters.told_apart", "matters.usual_limits_set",
    # Parties, mediators and heads are told by the act itself, without a word of what it is about.
    "mediation.accepted", "mediation.applied", "mediation.body_set", "mediation.came_back", "mediation.cancelled",
    "mediation.chosen", "mediation.consented", "mediation.evidence_added", "mediation.evidence_withdrawn",
    "mediation.extended", "mediation.held", "mediation.offered", "mediation.paused", "mediation.referral_answered",
    "mediation.represented", "mediation.rescheduled", "mediation.resumed", "mediation.scheduled", "mediation.seat_left",
    "mediation.seat_taken", "mediation.seated", "mediation.terms_set", "mediation.countersigned", "mediation.drawn_up",
    "mediation.oral_noted", "mediation.sealed", "mediation.signed",
    # Performance and confirmation by a court: parties, table and judge are told by the act itself, by number only.
    "mediation.payment_said", "mediation.payment_confirmed", "mediation.payment_denied", "mediation.defaulted", "mediation.enforcement_drawn",
    "confirmation.drafted", "confirmation.joined", "confirmation.applied", "confirmation.withdrawn", "confirmation.filed",
    "confirmation.refused", "confirmation.handed_on", "confirmation.ticked", "confirmation.asked", "confirmation.answered",
    "confirmation.slot_set", "confirmation.heard", "confirmation.extended", "confirmation.confirmed", "confirmation.rejected",
    "confirmation.opened", "confirmation.paper_wanted", "confirmation.handed_over", "court.set",
    "notices.hook_set",
    "packs.setting_changed",
    "places.divisions_imported", "places.layer_drawn", "places.outlines_drawn",
    "places.redraw_dropped", "places.redraw_planned", "places.redraw_undone",
    "places.service_points_imported",
    # Both sides find it in their lists, what is due first on top; residents read the notice.
    "outreach.agreed", "outreach.asked", "outreach.called_off", "outreach.declined", "outreach.done", "outreach.offered",
    "outreach.rated", "outreach.services_set", "outreach.withdrawn",
    # Rounds and check-ins are about places and change what is due there in the same transaction.
    "patrol.checked_in", "patrol.demand_ended", "patrol.demand_set", "patrol.round_planned", "patrol.stop_added",
    "patrol.stop_skipped",
    "points.added", "points.changed", "points.closing_announced", "points.closing_dropped", "points.ended", "points.resumed",
    "premises.absorbed", "premises.confirmed", "premises.keeper_set", "premises.plate_made", "premises.told_apart",
    # The keeper is told by the act itself; the register and the plate are asked.
    "rating.appeal_rejected", "rating.appeal_upheld", "rating.appealed", "rating.criteria_published", "rating.dropped",
    "rating.expired", "rating.explained", "rating.given", "rating.not_given", "rating.proposed", "rating.warned",
    "rating.warning_lifted", "rating.withdrawn",
    "serving.card_shown", "serving.card_withdrawn", "serving.net_imported",
    # The hall's screen and the ticket's own page ask.
    "counter.taken_down", "ticket.called", "ticket.missed", "ticket.served", "ticket.taken",
    # The holder is told by the act itself; the rest is asked, not told.
    "training.certificate_issued", "training.certificate_withdrawn", "training.course_published",
    "training.course_resumed", "training.course_withdrawn", "training.demand_ended", "training.demand_set",
    "training.exam_resumed", "training.exam_set", "training.exam_withdrawn", "training.kind_set",
    "training.questions_set",
    "statutes.confirmed", "statutes.published",
    "units.post_ended", "units.post_given", "units.unit_set",
    # The notice, the day and the list of calls are asked; the reporter reads the answer with their case.
    "visit.announced", "visit.answered", "visit.begun", "visit.call_owed", "visit.called", "visit.called_off",
    "visit.changed", "visit.fed_back", "visit.over", "visit.plan_made", "visit.planned", "visit.registered",
    "visit.step_done", "visit.taken_on",
)  # fmt: skip
