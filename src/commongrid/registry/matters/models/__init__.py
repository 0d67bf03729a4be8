from commongrid.registry.matters.models.editions import Catalogue, Edition, Matter, Row
from commongrid.registry.matters.models.lists import Department, Distinction, Reason, UsualLimit

__all__ = ["Catalogue", "Department", "Distinction", "Edition", "Matter", "Reason", "Row", "UsualLimit"]
