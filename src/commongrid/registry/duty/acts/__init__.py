"""The only writers of shifts: laying out, changing, swapping, signing on and off, confirming."""

from commongrid.registry.duty.acts.planning import change, drop, hand_on, lay_out, set_away, swap
from commongrid.registry.duty.acts.signing import read_handover, sign_off, sign_on

__all__ = [
    "change", "drop", "hand_on", "lay_out", "read_handover", "set_away", "sign_off", "sign_on", "swap",
]  # fmt: skip
