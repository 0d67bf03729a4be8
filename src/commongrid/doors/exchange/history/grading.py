"""Centres of the demonstration: a standard, some centres graded, one handed in, one contested, one being filled in."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

from django.db import transaction
from PIL import Image, ImageDraw

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.files import acts as files
from commongrid.base.files.terms import Stage
from commongrid.doors.exchange.history.company import Company
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import queries as points
from commongrid.work.centres import acts, queries
from commongrid.work.centres.models import Assessment, Edition
from commongrid.work.centres.terms import ASSESSED, Evidence, Met

HALLS = 4
SAID = "写在制度里，每月自查一次"
LOWERED = {"f2": (Met.PARTLY, "两项职能还写着个人姓名"), "r2": (Met.NO, "抽查的五份协议没有回访记录")}


def assess(company: Company, *, now: datetime) -> int:
    """Play assessments of the home town's centre and halls; how many. Done, it does nothing."""
    by = _of(company.dispatchers.values(), company.home)
    above = [
        one for each in company.dispatchers.values() for one in each if len(one.area) < len(company.home)
    ]
    second = _of((each for key, each in company.above.items() if key.startswith("supervisor:")), company.home)
    if by is None or Edition.objects.exists():
        return 0
    acts.publish(queries.proposed(), by=SYSTEM, at=now - timedelta(days=120), why="按建议标准试行一年")
    mine = [one for one in points.within(company.home) if one.kind in ASSESSED]
    with transaction.atomic():
        town = [one for one in mine if one.division_id == company.home][:1]
        halls = [one for one in mine if len(one.division_id) > len(company.home)][:HALLS]
        for point in town if above else ():
            found = _handed_in(point, by, now - timedelta(days=60))
            acts.grade(found, {}, on_the_spot=True, by=above[0], at=now - timedelta(days=50))
        for n, point in enumerate(halls):
            _play(n, point, by, second, now)
    return len(town) + len(halls)


def _play(n: int, point: ServicePoint, by: Actor, second: Actor | None, now: datetime) -> None:
    """The first hall is final after an appeal, the second graded, the third handed in, the others are being filled in."""
    at = now - timedelta(days=40 - 8 * n)
    if n >= 3 or second is None:
        acts.begin(point, by=by, at=at)
        return
    found = _handed_in(point, by, at)
    if n < 2:
        acts.grade(found, LOWERED, on_the_spot=n == 0, by=second, at=at + timedelta(days=5))
    if n == 0:
        acts.appeal(found, "岗位牌已在检查后更换，请核对", by=by, at=at + timedelta(days=8))


def _handed_in(point: ServicePoint, by: Actor, at: datetime) -> Assessment:
    found = acts.begin(point, by=by, at=at)
    asked = [item for item in queries.standard_of(found.edition).items if item.evidence != Evidence.FACT]
    acts.fill(found, {item.code: (Met.YES, SAID) for item in asked}, by=by, at=at + timedelta(days=1))
    findings = queries.findings(found)
    for n, item in enumerate(one for one in asked if one.evidence == Evidence.PHOTO):
        owner = f"centre:{findings[item.code].pk}"
        taken = files.take_in(_picture(n), owner=owner, stage=Stage.EVIDENCE, by=by, at=at)
        acts.add_photos(found, item.code, [taken.photo.pk], by=by, at=at + timedelta(days=1))
    return acts.submit(found, by=by, at=at + timedelta(days=2))


def _picture(n: int) -> bytes:
    """A board on a wall."""
    drawn, out = Image.new("RGB", (960, 720), "lightgrey"), io.BytesIO()
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((180, 120 + 8 * n, 780, 560), fill="white", outline="dimgrey", width=6)
    for line in range(5):
        pen.rectangle(
            (230, 180 + 8 * n + 70 * line, 730 - 40 * (line % 3), 200 + 8 * n + 70 * line), fill="grey"
        )
    drawn.save(out, "JPEG")
    return out.getvalue()


def _of(found: object, home: str) -> Actor | None:
    """Somebody of the home town itself, those who can sign in first."""
    every = [one for each in found if isinstance(each, list) for one in each]  # type: ignore[attr-defined]
    return next((one for one in every if one.area == home), None)
