"""Criteria in force and of old, the city's figures, and what is known of a place."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from commongrid.base.verdicts import Refused
from commongrid.registry.packs import queries as packs
from commongrid.registry.premises import witnesses
from commongrid.registry.premises.models import Premises
from commongrid.work.ratings import stored
from commongrid.work.ratings.judging import Known
from commongrid.work.ratings.models import Edition
from commongrid.work.ratings.terms import RATED, Criteria, Policy, Scheme


def policy() -> Policy:
    """What the loaded pack says under `ratings_…`; for the rest, the usual figures (index packs_pack_latest)."""
    pack = packs.pack()
    told = pack.settings if pack else {}
    known = {each.name: told.get(f"ratings_{each.name}") for each in fields(Policy)}
    return Policy(**{name: int(value) for name, value in known.items() if value is not None})


def criteria(scheme: str, at: datetime) -> Criteria:
    """What a scheme asks at a moment (unique index ratings_edition_number). Raises Refused("ratings.no_criteria")."""
    found = Edition.objects.filter(scheme=scheme, valid_from__lte=at).order_by("-number").first()
    if found is None:
        raise Refused("ratings.no_criteria", scheme=scheme)
    return stored.criteria(found)


def edition_kept(edition_id: int) -> Criteria:
    """The criteria a rating was judged by, however old (primary key)."""
    return stored.criteria(Edition.objects.get(pk=edition_id))


def latest(scheme: str) -> Criteria | None:
    """The last edition of a scheme, in force or coming (unique index ratings_edition_number); None before the first."""
    found = Edition.objects.filter(scheme=scheme).order_by("-number").first()
    return stored.criteria(found) if found else None


def editions(at: datetime) -> list[tuple[Edition, Criteria]]:
    """The edition in force of every scheme that has one, in the order of schemes; there are three."""
    return _by_scheme(Edition.objects.filter(valid_from__lte=at))


def coming(at: datetime) -> list[tuple[Edition, Criteria]]:
    """The edition of each scheme that is published and begins later."""
    return _by_scheme(Edition.objects.filter(valid_from__gt=at))


def _by_scheme(rows: QuerySet[Edition]) -> list[tuple[Edition, Criteria]]:
    order = [str(each) for each in Scheme]
    found = rows.order_by("scheme", "-number").distinct("scheme")
    return sorted(
        ((each, stored.criteria(each)) for each in found), key=lambda pair: order.index(pair[0].scheme)
    )


def facts(on: date) -> list[str]:
    """What other rooms can tell of a place, by the names criteria call it: asked about a place that is none."""
    return sorted(witnesses.asked(UUID(int=0), on))


def scheme_of(premises: Premises) -> Scheme | None:
    """By which scheme a place is rated; None for kinds that are not."""
    return next((scheme for scheme, kinds in RATED.items() if premises.kind in kinds), None)


def known_of(premises: Premises, on: date) -> Known:
    """What every room that knows of the place says about it on a day."""
    return witnesses.asked(premises.pk, on)
