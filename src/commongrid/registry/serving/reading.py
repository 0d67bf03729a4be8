"""A net as GeoJSON: its own names beside the features, and each feature a part. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commongrid.base.verdicts import Fact, Why
from commongrid.registry.places.reading import read_areas
from commongrid.registry.places.rings import Area
from commongrid.registry.places.terms import Fault
from commongrid.registry.serving.terms import NetKind


@dataclass(frozen=True, slots=True)
class Part:
    """One part as the file gives it: a polygon, or the codes it lies in; who answers for it."""

    at: int
    code: str
    name: str
    title: str
    unit: str
    username: str
    areas: tuple[str, ...]
    area: Area | None


def fault(at: int, code: str, key: str, **facts: Fact) -> Fault:
    return Fault(at, code, Why(f"serving.{key}", {"code": code, **facts}))


def read_net(collection: Any) -> tuple[dict[str, str], list[Part], list[Fault]]:
    """The net's own facts (`net`: code, kind, name_zh, name_en), its parts, and every fault by feature number."""
    told = collection.get("net") if isinstance(collection, dict) else None
    told = told if isinstance(told, dict) else {}
    net = {name: str(told.get(name) or "")[:80] for name in ("code", "kind", "name_zh", "name_en")}
    faults = [] if net["code"] and net["name_zh"] else [fault(0, net["code"], "net_unnamed")]
    if net["kind"] not in set(NetKind):
        faults.append(fault(0, net["code"], "net_kind", kind=net["kind"]))
    parts: list[Part] = []
    seen: set[str] = set()
    for at, code, facts, found in read_areas(collection):
        areas = tuple(str(one) for one in facts.get("areas") or ())
        if isinstance(found, list) and (at == 0 or not areas):
            faults += found
        if at == 0:
            break
        if not code or code in seen:
            faults.append(fault(at, code, "part_code"))
        seen.add(code)
        parts.append(_part(at, code, facts, areas, None if isinstance(found, list) else found))
    return net, parts, faults


def _part(at: int, code: str, facts: Mapping[str, Any], areas: tuple[str, ...], area: Area | None) -> Part:
    said = {name: str(facts.get(name) or "") for name in ("name", "title", "unit", "username")}
    return Part(
        at,
        code[:32],
        said["name"][:80] or code,
        said["title"][:60],
        said["unit"],
        said["username"],
        areas,
        area,
    )
