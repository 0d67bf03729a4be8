"""Premises follow their grids: after the map moved, each lies where the map now says."""

from __future__ import annotations

from datetime import datetime
from itertools import batched

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.registry.places import queries as places
from commongrid.registry.premises.acts.core import FOUND_BY, lexemes_of
from commongrid.registry.premises.models import Premises

AT_ONCE = 2_000


@transaction.atomic
def follow_map(community: str, *, by: Actor, at: datetime, why: str = "") -> int:
    """Give every premises of a community the grid it lies in now; how many changed. The map's own entry tells of it."""
    require(by, "admin.registry", EVERYTHING)
    atlas = places.build_atlas("now")
    columns = ("id", "lon", "lat", *FOUND_BY)
    standing = Premises.objects.filter(area__startswith=community).only(*columns).order_by("id")
    changed = 0
    for some in batched(standing.iterator(AT_ONCE), AT_ONCE):
        codes = places.located_codes(atlas, [one.lon for one in some], [one.lat for one in some])
        moved = [(one, code) for one, code in zip(some, codes, strict=True) if code and code != one.area]
        for one, code in moved:
            one.area = code
            one.found = lexemes_of({name: getattr(one, name) for name in FOUND_BY})
        Premises.objects.bulk_update([one for one, _ in moved], ["area", "found"], batch_size=500)
        changed += len(moved)
    return changed
