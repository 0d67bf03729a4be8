"""The only writers of letters: boxes, the letter and its answer, and what of it becomes public."""

from commongrid.work.letters.acts.answering import approve, draft, send_back, take_on
from commongrid.work.letters.acts.boxes import set_box, switch_box
from commongrid.work.letters.acts.keeping import expire_answers, expire_public, forget_orphans
from commongrid.work.letters.acts.publishing import agree, publish, redact, refuse, take_down
from commongrid.work.letters.acts.writing import write

__all__ = [
    "agree", "approve", "draft", "expire_answers", "expire_public", "forget_orphans", "publish", "redact", "refuse", "send_back",
    "set_box", "switch_box", "take_down", "take_on", "write",
]  # fmt: skip
