"""A place, a checklist, and what a worker sends from there."""

from __future__ import annotations

import io
import zlib
from datetime import timedelta
from typing import Any

from PIL import Image

from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as files
from commongrid.base.files.terms import Stage
from commongrid.registry.checklists import queries as checklists
from commongrid.registry.premises import queries
from commongrid.registry.premises.models import Premises
from commongrid.work.inspections import rules
from commongrid.work.inspections.models import Campaign
from commongrid.work.inspections.terms import Plan, Sent
from tests.cast import Town

RENTAL, HOUSE = "CK01", "P-004"
FINE = {
    "q01": "no", "q02": "yes", "q03": "yes", "q04": "no", "q05": "yes", "q06": "yes", "q07": "yes", "q08": "yes",
    "q09": "yes", "q10": "no", "q11": "no", "q12": "yes", "q13": "no", "q14": "in_order", "q15": "no",
}  # fmt: skip
"""Every answer of the rental round as it should be."""


def place(code: str = HOUSE) -> Premises:
    found = queries.find(code)
    assert found is not None
    return found


def picture(colour: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(made, "JPEG")
    return made.getvalue()


def shoot(town: Town, key: str, question: str, stage: Stage = Stage.BEFORE, by: Actor | None = None) -> None:
    """A photo of one question, as the field's form takes it."""
    by = by or town.chenlihua
    owner = rules.photo_owner(rules.inspection_id(by.account_id, key), question)
    colour = f"#{zlib.crc32(f'{question} {stage}'.encode()) & 0xFFFFFF:06x}"
    files.take_in(picture(colour), owner=owner, stage=stage, by=by, at=town.now)


def sent(town: Town, key: str = "device-0001", *, photos: bool = True, **told: Any) -> Sent:
    """The rental round with some answers that differ; the photos they need are taken."""
    more = {name: told.pop(name) for name in ("settled", "note", "again", "captured_at") if name in told}
    given = {**FINE, **told}
    for question in [code for code, value in told.items() if value != FINE.get(code)] if photos else []:
        shoot(town, key, question)
    if photos:
        shoot(town, key, "q07")
    return Sent(key=key, edition_id=checklists.checklist(RENTAL).edition_id, given=given, **more)


def plan(town: Town, **told: Any) -> Plan:
    """A month of looking at the rentals of the town."""
    day = town.today
    facts = {
        "name": "出租屋消防专项行动", "reason": "秋冬火灾多发", "checklist": RENTAL, "area": "449900101",
        "starts_on": day, "ends_on": max(day.replace(day=28), day + timedelta(days=5)),
    }  # fmt: skip
    return Plan(**{**facts, **told})


def laid(campaign: Campaign, most: int = 5000) -> Campaign:
    """All batches at once, without a worker."""
    from commongrid.work.inspections import acts

    while acts.lay_batch(campaign.pk, at=campaign.moved_at, most=most):
        pass
    campaign.refresh_from_db()
    return campaign
