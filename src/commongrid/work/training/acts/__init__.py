"""The only writers of training."""

from commongrid.work.training.acts.banking import set_questions
from commongrid.work.training.acts.certificates import show_name, withdraw_certificate
from commongrid.work.training.acts.courses import attach, draft, publish, resume_course, withdraw_course
from commongrid.work.training.acts.examining import (
    end_demand,
    resume_exam,
    set_demand,
    set_exam,
    set_kind,
    withdraw_exam,
)
from commongrid.work.training.acts.keeping import (
    forget_certificates,
    forget_progress,
    forget_sittings,
    remind,
)
from commongrid.work.training.acts.learning import finish_quiz, read_page
from commongrid.work.training.acts.loading import load
from commongrid.work.training.acts.sitting import begin, end_what_is_over, hand_in, save

__all__ = [
    "attach", "begin", "draft", "end_demand", "end_what_is_over", "finish_quiz", "forget_certificates", "forget_progress",
    "forget_sittings", "hand_in", "load", "publish", "read_page", "remind", "resume_course", "resume_exam", "save",
    "set_demand", "set_exam", "set_kind", "set_questions", "show_name", "withdraw_certificate", "withdraw_course",
    "withdraw_exam",
]  # fmt: skip
