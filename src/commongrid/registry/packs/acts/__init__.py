"""Packs are read, loaded as often as one likes, and their figures changed."""

from commongrid.registry.packs.acts.loading import load, read
from commongrid.registry.packs.acts.remembering import set_setting

__all__ = ["load", "read", "set_setting"]
