"""Knowing people, proving who they are, and forgetting them."""

from commongrid.registry.people.acts.codes import change_contact, check_code, expire_codes, ration, send_code
from commongrid.registry.people.acts.forgetting import erase, expire_persons
from commongrid.registry.people.acts.looking import look_up
from commongrid.registry.people.acts.own_codes import check_own_code, send_own_code
from commongrid.registry.people.acts.persons import correct, remember, unmask
from commongrid.registry.people.acts.rolls import expire_rolls, keep_roll, read_roll

__all__ = [
    "change_contact",
    "check_code",
    "check_own_code",
    "correct",
    "erase",
    "expire_codes",
    "expire_persons",
    "expire_rolls",
    "keep_roll",
    "look_up",
    "ration",
    "read_roll",
    "remember",
    "send_code",
    "send_own_code",
    "unmask",
]
