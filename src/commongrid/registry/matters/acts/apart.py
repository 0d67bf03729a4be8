"""Writing how matters that read almost alike are told apart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.registry.matters import models, queries
from commongrid.registry.matters.acts import history
from commongrid.registry.matters.comparing import DESK
from commongrid.registry.matters.terms import Distinction

FEWEST = 2


@transaction.atomic
def set_distinctions(given: Iterable[Distinction], *, origin: str, by: Actor, at: datetime) -> int:
    """Make these the distinctions of one origin; the desk's own stay. Returns how many were new, different or gone."""
    history.begin(by=by, at=at)
    there = {each.codes: each for each in queries.distinctions()}
    new = {each.codes: each for each in given}
    own = {codes for codes, each in there.items() if each.origin == DESK and origin != DESK}
    gone = [codes for codes, each in there.items() if each.origin == origin and codes not in new]
    changed = [
        each
        for codes, each in new.items()
        if codes not in own and (codes not in there or _words(each) != _words(there[codes]))
    ]
    if gone or changed:
        models.Distinction.objects.filter(codes__in=[list(codes) for codes in gone]).delete()
        _write(changed, origin)
        told = {"codes": "; ".join(", ".join(each) for each in [*(one.codes for one in changed), *gone])}
        history.record("matters.told_apart", told, by=by, at=at)
    return len(gone) + len(changed)


@transaction.atomic
def tell_apart(distinction: Distinction, *, by: Actor, at: datetime) -> None:
    """Say on the desk how matters differ. Raises Refused when one is unknown, or there is nothing to tell apart."""
    history.begin(by=by, at=at)
    codes = tuple(sorted(set(distinction.codes)))
    for code in codes:
        queries.edition(code)
    if len(codes) < FEWEST or not distinction.zh.strip():
        raise Refused("matters.nothing_told_apart")
    _write([Distinction(codes, distinction.zh.strip(), distinction.en.strip())], DESK)
    history.record("matters.told_apart", {"codes": ", ".join(codes)}, by=by, at=at)


def _words(each: Distinction) -> tuple[str, str]:
    return each.zh, each.en


def _write(given: Iterable[Distinction], origin: str) -> None:
    models.Distinction.objects.bulk_create(
        [models.Distinction(codes=list(each.codes), zh=each.zh, en=each.en, origin=origin) for each in given],
        update_conflicts=True,
        unique_fields=["codes"],
        update_fields=["zh", "en", "origin"],
    )
