"""The only writers of ratings and their criteria."""

from commongrid.work.ratings.acts.contesting import appeal, decide_appeal, explain
from commongrid.work.ratings.acts.publishing import publish_criteria
from commongrid.work.ratings.acts.rating import decide, drop, propose
from commongrid.work.ratings.acts.watching import expire, expire_words, watch, withdraw

__all__ = [
    "appeal",
    "decide",
    "decide_appeal",
    "drop",
    "expire",
    "expire_words",
    "explain",
    "propose",
    "publish_criteria",
    "watch",
    "withdraw",
]
