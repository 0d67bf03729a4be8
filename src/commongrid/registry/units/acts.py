"""Writing units and posts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused
from commongrid.registry.units.models import Post, SavedView, Unit

ADMIN = "admin.registry"
MOST_VIEWS = 20
UNIT_FIELDS = (
    "name_zh", "name_en", "short_zh", "kind", "level", "division", "department", "phone", "email", "hours",
    "is_last_resort", "active",
)  # fmt: skip


@transaction.atomic
def add_units(rows: Iterable[Mapping[str, Any]], *, by: Actor, at: datetime) -> dict[str, Unit]:
    """Add or update units by code; rows carry the model's fields, `division` and `parent` as codes.

    Returns all units of the rows by code. Raises Refused("units.unknown_parent") naming the code.
    """
    require(by, ADMIN, EVERYTHING)
    given = list(rows)
    units = [Unit(code=row["code"], **_unit_values(row)) for row in given]
    fields = [*UNIT_FIELDS]
    Unit.objects.bulk_create(
        units, batch_size=2000, update_conflicts=True, unique_fields=["code"], update_fields=fields
    )
    known = {unit.code: unit for unit in Unit.objects.all()}
    children = []
    for row in given:
        parent = row.get("parent")
        if parent:
            if parent not in known:
                raise Refused("units.unknown_parent", code=row["code"], parent=str(parent))
            known[row["code"]].parent = known[parent]
            children.append(known[row["code"]])
    Unit.objects.bulk_update(children, ["parent"], batch_size=2000)
    return {row["code"]: known[row["code"]] for row in given}


def _unit_values(row: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: row[name] for name in UNIT_FIELDS if name in row and name != "division"}
    return {**values, "division_id": row["division"]}


def add_posts(rows: Iterable[Mapping[str, Any]], *, by: Actor, at: datetime) -> int:
    """Add posts; rows: account_id, role, unit_id, area, starts_on, and optionally title, employment, ends_on.

    A post already held is left as it is. Returns how many rows were given.
    """
    require(by, ADMIN, EVERYTHING)
    posts = [Post(**row) for row in rows]
    Post.objects.bulk_create(posts, batch_size=2000, ignore_conflicts=True)
    return len(posts)


@transaction.atomic
def set_unit(row: Mapping[str, Any], *, by: Actor, at: datetime, why: str) -> Unit:
    """Add one unit or change it, and record who did; `row` as for `add_units`."""
    unit = add_units([row], by=by, at=at)[row["code"]]
    _note(
        "unit",
        unit.code,
        "units.unit_set",
        {"code": unit.code, "name": unit.name_zh, "why": why},
        by=by,
        at=at,
    )
    return unit


@transaction.atomic
def give_post(row: Mapping[str, Any], *, by: Actor, at: datetime, why: str) -> Post:
    """Give somebody a post (a row as for `add_posts`) and record it. Refused("units.post_held") when they hold it."""
    require(by, ADMIN, EVERYTHING)
    held = {name: row[name] for name in ("account_id", "role", "unit_id", "area")}
    Post.objects.select_for_update().filter(account=row["account_id"]).first()
    if Post.objects.filter(**held, ends_on=None).exists():
        raise Refused("units.post_held", role=row["role"])
    post = Post.objects.create(**row)
    _note("post", str(post.pk), "units.post_given", _told(post, why), by=by, at=at)
    return post


@transaction.atomic
def end_post(post: Post, *, by: Actor, at: datetime, on: date, why: str = "") -> None:
    """End a post on a day; its access ends with that day."""
    require(by, ADMIN, EVERYTHING)
    if post.ends_on is not None:
        raise Refused("units.post_already_ended", on=post.ends_on.isoformat())
    if on < post.starts_on:
        raise Refused("units.ends_before_start", on=on.isoformat())
    if Post.objects.filter(pk=post.pk, ends_on=None).update(ends_on=on):
        told = {**_told(post, why), "on": on.isoformat()}
        _note("post", str(post.pk), "units.post_ended", told, by=by, at=at)


def _told(post: Post, why: str) -> dict[str, Any]:
    return {
        "holder": post.account.name,
        "account": post.account_id,
        "role": post.role,
        "unit": post.unit.name_zh,
        "area": post.area,
        "why": why,
    }


def _note(subject: str, key: str, kind: str, told: dict[str, Any], *, by: Actor, at: datetime) -> None:
    journal.note(subject, key, NewEntry(kind, at, by.snapshot(), told))


def save_view(account_id: int, name: str, url: str, *, by: Actor, at: datetime) -> SavedView:
    """Keep a filter under a name; the same name again moves it. A personal setting, so no journal entry."""
    own = SavedView.objects.filter(account=account_id)
    if not name.strip() or len(url) > 500 or not url.startswith("/desk/"):
        raise Refused("units.view_without_name")
    if own.exclude(name=name.strip()[:40]).count() >= MOST_VIEWS:
        raise Refused("units.too_many_views", most=MOST_VIEWS)
    kept, _ = SavedView.objects.update_or_create(
        account_id=account_id, name=name.strip()[:40], defaults={"url": url, "created_at": at}
    )
    return kept


def drop_view(account_id: int, view_id: int, *, by: Actor, at: datetime) -> None:
    """Let a kept filter go; somebody else's is left alone."""
    SavedView.objects.filter(account=account_id, pk=view_id).delete()
