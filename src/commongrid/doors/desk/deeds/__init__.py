"""Every act the desk offers: its question, its form, and what is said when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from commongrid.cases.lifecycle import Act
from commongrid.cases.models import Case
from commongrid.doors.desk.deeds import anytime, centre, unit
from commongrid.doors.desk.deeds.doing import Doing
from commongrid.doors.desk.forms import calling, dispatching, handling, overseeing
from commongrid.doors.desk.forms.base import ActForm

type Words = str | StrPromise


@dataclass(frozen=True, slots=True)
class Deed:
    """`question` "" asks nothing: the button does it at once. `photos`: the form takes photos, under these words."""

    name: str
    question: Words
    form: type[ActForm]
    run: Callable[[Doing], None]
    done: Words
    photos: Words = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed as the foot of the page draws it."""

    name: str
    url: str
    key: str
    is_direct: bool = field(default=False)


C, D, H, S = calling, dispatching, handling, overseeing
TABLE = (
    Deed("assign", _("Who handles it?"), D.Assign, centre.assign, _("Dispatched.")),
    Deed("accept", "", H.Press, centre.accept, _("Dispatched as suggested.")),
    Deed("take_back", _("Take it back from the unit?"), H.Say, centre.take_back, _("Taken back; it waits to be dispatched.")),
    Deed("wrong", "", H.Press, centre.wrong, _("Noted. The suggestion is not shown again for this case.")),
    Deed("escalate", _("Hand it up to which centre?"), D.HandOver, centre.escalate, _("Handed up.")),
    Deed("delegate", _("Hand it down to which centre?"), D.HandOver, centre.delegate, _("Handed down.")),
    Deed("void", _("Why is this not a case?"), D.Void, centre.void, _("Voided; its reporters are told the reason.")),
    Deed("merge", _("Which case goes on?"), D.Merge, centre.merge, _("Merged; all reporters follow the one that goes on.")),
    Deed("correct", _("What is right?"), D.Correct, centre.correct, _("Put right.")),
    Deed("take", "", H.Press, unit.take, _("Taken on; the clock for handling runs.")),
    Deed("send_back", _("Send it back?"), H.SendBack, unit.send_back, _("Sent back to the centre.")),
    Deed("transfer", _("Hand it to whom?"), H.Transfer, unit.transfer, _("Handed over.")),
    Deed("ask_pause", _("Ask for a pause?"), H.Pause, unit.ask_pause, _("Asked; the centre answers.")),
    Deed("ask_extend", _("Ask for more time?"), H.Extend, unit.ask_extend, _("Asked; the centre answers.")),
    Deed("refuse_ask", _("Refuse which request?"), H.RefuseAsk, centre.refuse_ask, _("Refused; the unit is told why.")),
    Deed("pause", _("Stop the clock until when?"), H.Pause, centre.pause, _("On hold; the clock stands still.")),
    Deed("resume", _("Let the clock go on?"), H.Say, centre.resume, _("The clock goes on.")),
    Deed("extend", _("Until when instead?"), H.Extend, centre.extend, _("Extended.")),
    Deed("report_part", _("Is your part done?"), H.MustSay, unit.report_part, _("Your part is reported done.")),
    Deed("report_done", _("Is it done?"), H.Done, unit.report_done, _("Reported done; somebody else checks it."), _("Photos of the result")),
    Deed("pass_check", _("Is it really solved?"), S.Passed, anytime.pass_check, _("Checked and closed."), _("Photo on the spot")),
    Deed("fail_check", _("What is not solved?"), S.Failed, anytime.fail_check, _("Back to the unit."), _("Photo on the spot")),
    Deed("supervise", _("What is to be answered by when?"), S.Supervise, anytime.supervise, _("Under supervision; an answer is owed.")),
    Deed("answer_supervision", _("What is your answer?"), S.Answer, anytime.answer_supervision, _("Answered.")),
    Deed("urge", _("Urge whoever has it?"), H.Say, anytime.urge, _("Urged.")),
    Deed("whistle", _("Who is to come where?"), S.Whistle, anytime.whistle, _("Called; whoever is absent will be seen.")),
    Deed("answer_whistle", _("Are you there?"), S.AnswerWhistle, anytime.answer_whistle, _("Answered.")),
    Deed("rate_called", _("How did which unit answer?"), C.RateCalled, anytime.rate_called, _("Rated; the unit sees it.")),
    Deed("agree_task", _("Who does what by when?"), C.AgreeTask, anytime.agree_task, _("Agreed; the unit is told.")),
    Deed("finish_task", _("What is done?"), C.FinishTask, anytime.finish_task, _("Reported done.")),
    Deed("comment", _("What is there to say?"), S.Comment, anytime.comment, _("Noted.")),
    Deed("attach", _("Which photos belong to it?"), S.Attach, anytime.attach, _("Added."), _("Photos")),
    Deed("reopen", _("Why again?"), S.Reopen, centre.reopen, _("Reopened: a new round.")),
    Deed("watch", "", H.Press, anytime.watch, _("Kept.")),
)  # fmt: skip
DEEDS = {deed.name: deed for deed in TABLE}
MAIN_KEYS = {
    "fail_check": "q", "attach": "i", "ask_pause": "s", "ask_extend": "e", "refuse_ask": "q", "answer_supervision": "y",
    "answer_whistle": "y", "report_part": "f", "urge": "", "whistle": "", "merge": "",
}  # fmt: skip
"""Where the table gives no key, or one that belongs to the list or to the suggestion: J K X N G, E W M."""


def offer(act: Act, case: Case) -> Offer:
    """The act with its address and its key."""
    key = MAIN_KEYS.get(act.name, act.key).lower()
    url = reverse("desk:act", args=[case.number, act.name])
    return Offer(act.name, url, key, not DEEDS[act.name].question)
