"""What can be imported, how each is read, checked and written; the pages know only these."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Why
from commongrid.doors.desk.admin.forms import files
from commongrid.registry.places import acts, tables
from commongrid.registry.places.terms import Fault, Report
from commongrid.registry.serving import acts as serving

type Run = Callable[[Mapping[str, Any], Actor, datetime, bool], Report]


@dataclass(frozen=True, slots=True)
class Import:
    """`counts`: what a fault's number counts, a line of the table or a feature of the map."""

    title: str | StrPromise
    form: type[forms.Form]
    run: Run
    counts: str


def divisions(told: Mapping[str, Any], by: Actor, at: datetime, check_only: bool) -> Report:
    """Divisions from a table; faults of form and of sense in one report."""
    rows, faults = tables.read_divisions(told["file"])
    if faults:
        return Report(tuple(faults))
    return acts.import_divisions(rows, by=by, at=at, why=told["why"], check_only=check_only)


def points(told: Mapping[str, Any], by: Actor, at: datetime, check_only: bool) -> Report:
    """Service points from a table."""
    rows, faults = tables.read_points(told["file"])
    if faults:
        return Report(tuple(faults))
    return acts.import_service_points(rows, by=by, at=at, why=told["why"], check_only=check_only)


def net(told: Mapping[str, Any], by: Actor, at: datetime, check_only: bool) -> Report:
    """A net beside the grids: forest chiefs, river chiefs."""
    features = _json(told["file"])
    if isinstance(features, Report):
        return features
    return serving.import_net(features, by=by, at=at, why=told["why"], check_only=check_only)


def grids(told: Mapping[str, Any], by: Actor, at: datetime, check_only: bool) -> Report:
    """Grids from GeoJSON, in WGS 84 or GCJ-02."""
    features = _json(told["file"])
    if isinstance(features, Report):
        return features
    return acts.import_grids(
        features,
        by=by,
        at=at,
        why=told["why"],
        crs=told["crs"],
        replace_within=told["replace_within"] or None,
        check_only=check_only,
    )


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as wrong:
        facts = {"code": "", "reason": f"{wrong.msg} ({wrong.lineno}:{wrong.colno})"}
        return Report((Fault(0, "", Why("places.not_json", facts)),))


IMPORTS: Mapping[str, Import] = {
    "grids": Import(_("Import grids"), files.GridsForm, grids, "feature"),
    "divisions": Import(_("Import divisions"), files.DivisionsForm, divisions, "line"),
    "nets": Import(_("Import a net"), files.NetForm, net, "feature"),
    "service-points": Import(_("Import service points"), files.PointsForm, points, "line"),
}
