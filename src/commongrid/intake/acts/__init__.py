"""The only writers of reports."""

from commongrid.intake.acts.admitting import admit, follow, settle
from commongrid.intake.acts.appealing import answer_appeal, appeal, claim, claim_all, correct
from commongrid.intake.acts.deciding import decline, send_to_verify, verify, withdraw
from commongrid.intake.acts.drafts import Draft
from commongrid.intake.acts.receiving import Receipt, receive
from commongrid.intake.acts.retaining import expire_words, forget_person
from commongrid.intake.acts.settling import settle_on_the_spot

__all__ = [
    "Draft",
    "Receipt",
    "admit",
    "answer_appeal",
    "appeal",
    "claim",
    "claim_all",
    "correct",
    "decline",
    "expire_words",
    "follow",
    "forget_person",
    "receive",
    "send_to_verify",
    "settle",
    "settle_on_the_spot",
    "verify",
    "withdraw",
]
