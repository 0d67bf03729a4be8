"""Reads of figures."""

from commongrid.insight.figures.queries.kept import kept_cases, kept_voices

__all__ = ["kept_cases", "kept_voices"]
