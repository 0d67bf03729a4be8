"""Grids in administration: the list of a community, drawing with a preview, one grid's history."""
