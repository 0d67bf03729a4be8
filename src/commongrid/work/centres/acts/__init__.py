"""The only writers of the centre standard: editions, the centre's own assessment, the review, the appeal."""

from commongrid.work.centres.acts.assessing import add_photos, appeal, begin, drop, fill, submit
from commongrid.work.centres.acts.reviewing import answer_appeal, give_back, grade
from commongrid.work.centres.acts.setting import publish

__all__ = [
    "add_photos", "answer_appeal", "appeal", "begin", "drop", "fill", "give_back", "grade", "publish", "submit",
]  # fmt: skip
