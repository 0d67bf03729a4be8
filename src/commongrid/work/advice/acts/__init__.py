"""The only writers of advice."""

from commongrid.work.advice.acts.handing import cancel, hand_over, move
from commongrid.work.advice.acts.keeping import forget
from commongrid.work.advice.acts.writing import draft, give, take_in

__all__ = ["cancel", "draft", "forget", "give", "hand_over", "move", "take_in"]
