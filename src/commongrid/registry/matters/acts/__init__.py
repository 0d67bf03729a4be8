"""The only writers of the catalogue. A new edition leaves every older one as it was."""

from commongrid.registry.matters.acts.apart import set_distinctions, tell_apart
from commongrid.registry.matters.acts.editions import preview, publish_editions, revise, switch
from commongrid.registry.matters.acts.lists import set_departments, set_reasons, set_usual_limits

__all__ = [
    "preview",
    "publish_editions",
    "revise",
    "set_departments",
    "set_distinctions",
    "set_reasons",
    "set_usual_limits",
    "switch",
    "tell_apart",
]
