"""The only writers of follow-up calls: plan and script, who is drawn, who calls, what was heard, who wants no call."""

from commongrid.work.followups.acts.calling import call, phone, undo
from commongrid.work.followups.acts.claiming import claim, claim_next
from commongrid.work.followups.acts.drawing import case_closed
from commongrid.work.followups.acts.keeping import let_go, stay_quiet
from commongrid.work.followups.acts.setting import set_plan, set_script

__all__ = [
    "call", "case_closed", "claim", "claim_next", "let_go", "phone", "set_plan", "set_script", "stay_quiet", "undo",
]  # fmt: skip
