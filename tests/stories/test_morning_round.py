"""A morning without signal: forty places inspected, three matters settled on the spot, two cases opened, nothing doubled."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from commongrid.cases.models import Case
from commongrid.intake.models import Report
from commongrid.registry.premises import acts as premises
from commongrid.registry.premises.terms import PremisesRow
from commongrid.work.inspections import acts
from commongrid.work.inspections.models import Campaign, Gap, Inspection
from commongrid.work.inspections.queries import total
from tests.cast import GRID, Town
from tests.doors.field.without_signal import Phone, shot
from tests.stories.telling import Telling
from tests.work.inspections.things import FINE, laid, plan

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.holds_pages]
PLACES, SETTLED, OPENED = 40, 3, (7, 30)
BY_HAND = (0, 1, *OPENED)
"""Places she taps through; the others are filled in on the pages the phone holds, by what the form itself keeps by."""
OPENS = "q15"
KEEP = """async ({ paths, given, photos }) => {
  const outbox = await import("/static/field/outbox.js");
  const { filled, shownOf } = await import("/static/field/page.js");
  const account = await (await import("/static/field/store.js")).note("account");
  for (const [place, path] of paths.entries()) {
    const html = await fetch(`/field/${path}`).then((answer) => answer.text());
    const form = new DOMParser().parseFromString(html, "text/html").querySelector("form[data-outbox]");
    form.elements.key.value = crypto.randomUUID();
    for (const [code, value] of Object.entries(given)) form.querySelector(`[name="a-${code}"][value="${value}"]`).checked = true;
    const bytes = Uint8Array.from(atob(photos[place]), (one) => one.charCodeAt(0));
    const photo = { field: "photos-q07", file: new File([bytes], `${place}.jpg`, { type: "image/jpeg" }) };
    const told = { url: `/field/${path}`, title: form.dataset.outboxTitle, fields: filled(form).fields, shown: shownOf(form), captured_at: new Date().toISOString(), name: form.dataset.outbox };
    await outbox.put(account, form.elements.key.value, told, [photo]);
  }
}"""


def test_a_morning_round_without_signal(story: Telling) -> None:
    campaign = forty_places_to_look_at(story.town)
    phone = Phone(story.town, story.server, story.new_context, "chenlihua", syncs=True)
    phone.lose_signal()
    phone.open("inspections/")
    lines = phone.page.locator("a.duty")
    expect(lines).to_have_count(PLACES)
    paths = [str(line.get_attribute("href")).removeprefix("/field/") for line in lines.all()]
    for number in BY_HAND:
        she_looks_at(phone, paths[number], number)
    the_others_are_like_them(phone, [path for number, path in enumerate(paths) if number not in BY_HAND])
    for number in range(SETTLED):
        she_puts_right(phone, number)
    phone.open("inspections/")
    expect(phone.page.locator(".duty-kept")).to_have_count(PLACES)
    assert not Inspection.objects.exists()
    comes_back_into_signal(phone)
    assert Inspection.objects.count() == PLACES
    assert Counter(Gap.objects.values_list("state", flat=True)) == {"open": 2}
    assert Counter(Case.objects.values_list("status", flat=True)) == {"closed": 3, "waiting": 2}
    assert Report.objects.filter(premises__isnull=False).count() == 2
    assert Report.objects.count() == 5
    assert all(one.captured_at and one.captured_at < one.sent_at for one in Inspection.objects.all())
    assert total(campaign).due == 0
    assert not phone.faults, phone.faults


def forty_places_to_look_at(town: Town) -> Campaign:
    lon, lat = town.spot()
    rows = [
        PremisesRow(
            code=f"R-{n:03d}",
            kind="rental_building",
            name=f"东兴一巷{n}号",
            division=GRID[:12],
            lon=lon + (n % 8) * 0.0001,
            lat=lat + (n // 8) * 0.0001,
        )
        for n in range(PLACES)
    ]
    premises.import_premises(rows, by=town.zhoumin, at=town.now)
    asked = plan(town, words="东兴一巷", ends_on=town.today)
    return laid(
        acts.begin(
            acts.draft(asked, "a-key-of-the-desk", by=town.zhoumin, at=town.now), by=town.zhoumin, at=town.now
        )
    )


def she_looks_at(phone: Phone, path: str, number: int) -> None:
    """Nearly all in order; two walls have cracks."""
    page = phone.open(path)
    phone.ready()
    wrong = {OPENS: "yes"} if number in OPENED else {}
    page.evaluate(
        """given => { for (const [code, value] of Object.entries(given)) document.querySelector(`[name="a-${code}"][value="${value}"]`).click(); }""",
        {**FINE, **wrong},
    )
    takes(phone, "photos-q07", shot(number * 2, 48))
    for question in wrong:
        takes(phone, f"photos-{question}", shot(number * 2 + 1, 48))
    page.get_by_role("button", name="提交检查").click()
    page.wait_for_url("**/field/")


def the_others_are_like_them(phone: Phone, paths: list[str]) -> None:
    """Each page as the phone holds it, its form filled in, and kept with a photo of its own."""
    photos = [b64encode(shot(200 + number, 48)["buffer"]).decode() for number in range(len(paths))]
    phone.page.evaluate(KEEP, {"paths": paths, "given": FINE, "photos": photos})


def she_puts_right(phone: Phone, number: int) -> None:
    """Rubbish on the way, cleared at once: found by the first letters of its pinyin, a photo before and one after."""
    page = phone.open("found/")
    phone.ready()
    page.locator("#id_words").fill(f"巷口垃圾{number}")
    page.locator("#q").fill("bllj")
    page.locator("#find-matter").click()
    page.locator("input[name=matter][value='SR-012']").check()
    takes(phone, "photos", shot(900 + number, 48))
    page.get_by_text("或者当场办结").click()
    takes(phone, "after", shot(950 + number, 48))
    page.locator("#id_done").fill("已清走")
    page.locator("button[name=settle]").click()
    page.wait_for_url("**/field/")


def takes(phone: Phone, name: str, made: FilePayload) -> None:
    field = phone.page.locator(f"input[name={name}]")
    field.set_input_files(made)
    expect(phone.page.locator(f"[data-photos]:has(input[name={name}]) img")).to_have_count(1)


def comes_back_into_signal(phone: Phone) -> None:
    """What waited goes by itself; asking again, and once more, changes nothing."""
    phone.context.set_offline(False)
    for _ in range(2):
        assert phone.send()["left"] == 0
    assert phone.waiting() == 0
