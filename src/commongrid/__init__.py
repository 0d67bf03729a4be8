"""Commongrid: neighbourhood governance from the first report to the rating."""
