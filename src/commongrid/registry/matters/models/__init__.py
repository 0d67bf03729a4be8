from commongrid.registry.matters.models.editions import Catalogue, Edition, Matter, Row
from commongrid.registry.matters.models.lists import Department, Reason, UsualLimit

__all__ = ["Catalogue", "Department", "Edition", "Matter", "Reason", "Row", "UsualLimit"]
