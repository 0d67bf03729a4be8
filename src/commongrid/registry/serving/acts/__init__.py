"""The only writers: redrawing with all that hangs on a grid, cards, nets."""

from commongrid.registry.serving.acts.cards import (
    forget_cards,
    show_card,
    show_portrait,
    withdraw_card,
    withdraw_portrait,
)
from commongrid.registry.serving.acts.nets import import_net
from commongrid.registry.serving.acts.redrawing import carry_out_planned, plan, redraw, undo

__all__ = [
    "carry_out_planned",
    "forget_cards",
    "import_net",
    "plan",
    "redraw",
    "show_card",
    "show_portrait",
    "undo",
    "withdraw_card",
    "withdraw_portrait",
]
