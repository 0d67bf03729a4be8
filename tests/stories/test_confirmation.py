"""A builder's 310,000 yuan: from the counter to two joint tables, an agreement, the court's ruling and the last instalment."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.registry.packs import shelf
from commongrid.work.mediation import acts, shipping
from commongrid.work.mediation.models import Confirmation, Instalment, Mediation
from tests.base.files.pictures_made import pdf
from tests.doors.portal.test_agreement import Phone
from tests.stories.telling import Telling, said, says
from tests.stories.test_mediation import held, joined, phone
from tests.work.mediation.courtroom import NUMBER
from tests.work.mediation.things import BOSS, WORKER, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
CLAIM = "装修完工，工程款三十一万元未付"
PARTS = (("支付首期工程款", "110000"), ("支付第二期工程款", "100000"), ("付清余款", "100000"))


def test_from_the_counter_to_the_last_instalment(
    story: Telling, settings: Any, assert_accessible: Callable[[Page], None]
) -> None:
    settings.CODE_SENDERS = {"phone": "tests.doors.portal.test_agreement.Phone"}
    table = Table(story.town)
    acts.set_courts(shipping.read(shelf.find("small-town")), by=SYSTEM, at=story.town.now)
    found = at_the_counter(story, table)
    lin = story.desk_of("linmed")
    joined(story, table, found)
    held(story, lin, found, 1)
    held(story, lin, found, 2)
    agreed(story, lin, found)
    worker, boss = phone(story, table.worker), phone(story, table.boss)
    asks_together(story, worker, boss, found)
    assert_accessible(worker)
    judge = story.desk_of("fangzheng")
    decides(story, judge, assert_accessible)
    opens_the_ruling(story, worker, found)
    pays(story, worker, boss, found)
    assert_accessible(worker)


def at_the_counter(story: Telling, table: Table) -> Mediation:
    """The head takes it down; the other side agrees, and a mediator takes the seat."""
    head = story.desk_of("zhaohead")
    story.opens(head, "/desk/mediation/new/")
    filled = {
        "name": WORKER[1], "phone": WORKER[0], "summary": CLAIM, "claim": "付清工程款", "other_name": BOSS[1],
        "other_phone": BOSS[0],
    }  # fmt: skip
    for name, value in filled.items():
        head.locator(f"[name={name}]").fill(value)
    head.locator("[name=topic]").select_option("contract")
    head.locator("form.form button.button-main").click()
    says(head, CLAIM)
    found, now = Mediation.objects.get(), timezone.now()
    acts.offer(found, by=table.head, at=now)
    for party in found.parties.all():
        acts.consent(found, party, online=False, recording=False, by=table.head, at=now)
    acts.accept(found, by=table.head, at=now)
    acts.seat(found, table.lin_row.pk, "proposed", by=table.head, at=now)
    acts.take_seat(found, by=table.lin, at=now)
    return found


def agreed(story: Telling, lin: Page, found: Mediation) -> None:
    """Three instalments; signed on paper before the mediator, countersigned, sealed."""
    boss = str(found.parties.get(side="respondent").pk)
    story.opens(lin, f"/desk/mediation/{found.number}/terms/")
    for nth, (what, amount) in enumerate(PARTS):
        lin.locator(f"[name=t{nth}-who]").select_option(boss)
        lin.locator(f"[name=t{nth}-what]").fill(what)
        lin.locator(f"[name=t{nth}-amount]").fill(amount)
        lin.locator(f"[name=t{nth}-by_on]").fill(
            (timezone.localdate() + timedelta(days=30 * (nth + 1))).isoformat()
        )
    lin.get_by_role("button", name="保存条款").click()
    lin.get_by_role("button", name="同意以上条款").click()
    says(lin, "已达成协议")
    story.opens(lin, f"/desk/mediation/{found.number}/agreement/")
    lin.get_by_role("button", name="制作").click()
    for _party in range(2):
        lin.get_by_role("button", name="已在我面前纸面签名").first.click()
    lin.get_by_role("button", name="作为调解员签名").click()
    lin.locator("input[type=file]").set_input_files(
        {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    lin.get_by_role("button", name="盖章生效").click()
    lin.get_by_role("link", name="履行与司法确认").click()
    says(lin, "支付首期工程款", "截至")


def asks_together(story: Telling, worker: Page, boss: Page, found: Mediation) -> None:
    """One draws it up, each joins behind a code with a drawn signature."""
    story.opens(worker, f"/mediation/{found.number}/")
    worker.get_by_role("link", name="司法确认").click()
    worker.get_by_role("button", name="制作申请书").click()
    says(worker, "已制作")
    for page, number in ((worker, WORKER[0]), (boss, BOSS[0])):
        story.opens(page, f"/mediation/{found.number}/confirmation/")
        page.get_by_role("button", name="1. 向我的手机").click()
        page.locator("[name=address]").fill("石埠镇东兴路12号")
        page.locator("[name=truthful]").check()
        page.locator("[name=code]").fill(Phone.codes[number])
        draws(page)
        page.get_by_role("button", name="确认共同申请").click()
        says(page, "你已确认")
    says(boss, "承诺的30分钟还剩")


def draws(page: Page) -> None:
    canvas = page.locator("canvas.signing")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    for nth in range(12):
        page.mouse.move(box["x"] + 20 + nth * 14, box["y"] + 20 + nth % 3 * 12)
    page.mouse.up()


def decides(story: Telling, judge: Page, assert_accessible: Callable[[Page], None]) -> None:
    """Accepted at once, heard together, looked at, confirmed, served: within the half hour."""
    story.opens(judge, "/desk/court/")
    judge.locator("a.link").first.click()
    judge.get_by_role("button", name="受理", exact=True).click()
    says(judge, "已受理")
    judge.get_by_text("登记询问").first.click()
    for box in judge.locator("[name=came]").all():
        box.check()
    judge.locator("[name=record]").fill("双方到庭，均称自愿。")
    judge.locator("form[action$='/hear/'] button.button").click()
    for box in judge.locator("[name=checks]").all():
        box.check()
    judge.get_by_role("button", name="保存核对结果").click()
    assert_accessible(judge)
    judge.locator("form[action$='/confirm/'] [name=court_number]").fill(NUMBER)
    judge.get_by_role("button", name="确认并送达").click()
    says(judge, "裁定书已送达", NUMBER, "在承诺的半小时内")


def opens_the_ruling(story: Telling, worker: Page, found: Mediation) -> None:
    story.opens(worker, f"/mediation/{found.number}/confirmation/")
    says(worker, NUMBER, "已确认有效")
    with worker.expect_download() as taken:
        worker.get_by_role("link", name="打开裁定书").click()
    assert taken.value.path().read_bytes().startswith(b"%PDF-")
    made = Confirmation.objects.get()
    assert made.deliveries.filter(opened_at__isnull=False).count() == 1
    stranger = story.resident()
    story.opens(stranger, f"/verify/{made.number}/")
    says(stranger, "有这份裁定书", bytes(made.ruling_sha256 or b"").hex())
    assert CLAIM not in said(stranger)


def pays(story: Telling, worker: Page, boss: Page, found: Mediation) -> None:
    """The debtor says that it is done, the creditor confirms, until nothing is owed."""
    at = f"/mediation/{found.number}/performance/"
    for _nth in PARTS:
        story.opens(boss, at)
        boss.get_by_role("button", name="我已履行").first.click()
        says(boss, "会通知对方")
        story.opens(worker, at)
        worker.get_by_role("button", name="我已收到").first.click()
    says(worker, "已全部履行")
    assert not Instalment.objects.exclude(state="done").exists()
