"""One act on a selection: a preview for each case, and what became of each."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from commongrid.cases import acts as cases
from commongrid.cases import queries
from commongrid.cases.models import Case
from commongrid.work.dispatch import acts as dispatch
from tests.cast import Town

SignIn = Callable[[str], Client]


def sent(town: Town, chosen: list[Case]) -> dict[str, object]:
    return {
        "act": "assign",
        "list": "queue=waiting",
        "case": [case.number for case in chosen],
        "seen": [f"{case.number}:{case.seq}" for case in chosen],
        "lead": town.actors["liguoqiang"].unit_id,
        "why": "今天一起派",
    }


def test_the_preview_says_what_will_happen_to_each(town: Town, client_of: SignIn) -> None:
    waiting, other = town.case(), town.case()
    cases.void(
        queries.for_act(other.number), by=town.zhoumin, at=town.later(minutes=1), reason="VO01", why="误报"
    )
    page = client_of("zhoumin").get("/desk/bulk/", {"act": "assign", "case": [waiting.number, other.number]})
    assert [
        line.verdict.answer for line in sorted(page.context["lines"], key=lambda line: line.case.status)
    ] == [False, True]


def test_each_is_done_by_itself_and_the_outrun_one_is_told(town: Town, client_of: SignIn) -> None:
    chosen = [town.case() for _ in range(3)]
    data = sent(town, chosen)
    cases.comment(
        queries.for_act(chosen[1].number), "等等", is_public=False, by=town.zhoumin, at=town.later(minutes=1)
    )
    page = client_of("zhoumin").post("/desk/bulk/", data)
    assert page.context["done"] == 2
    refused = next(result for result in page.context["results"] if not result.is_done)
    assert refused.case.number == chosen[1].number
    assert refused.why.key == "cases.outrun"
    assert sorted(Case.objects.values_list("status", flat=True)) == ["assigned", "assigned", "waiting"]


def test_a_bulk_dispatch_is_taken_back_but_not_where_the_unit_was_quicker(
    town: Town, client_of: SignIn
) -> None:
    chosen, client = [town.case() for _ in range(3)], client_of("zhoumin")
    undo = client.post("/desk/bulk/", sent(town, chosen)).context["undo"]
    cases.take(queries.for_act(chosen[1].number), by=town.liguoqiang, at=timezone.now())
    page = client.post(undo)
    refused = [result for result in page.context["results"] if not result.is_done]
    assert [(result.case.number, result.why.key) for result in refused] == [
        (chosen[1].number, "cases.outrun")
    ]
    assert sorted(Case.objects.values_list("status", flat=True)) == ["handling", "waiting", "waiting"]


def test_one_dispatch_is_taken_back_from_what_is_said_about_it(town: Town, client_of: SignIn) -> None:
    case, client = town.case(), client_of("zhoumin")
    suggested = dispatch.propose(case, at=town.now).answer.unit_id
    address = f"/desk/cases/{case.number}/"
    page = client.post(f"{address}accept/", {"seq": case.seq, "list": "queue=waiting"}, follow=True)
    (said,) = page.context["messages"]
    page = client.post(said.extra_tags, follow=True)
    assert page.context["case"].status == "waiting"
    assert page.context["proposal"]["unit"].pk == suggested
    assert client_of("liguoqiang").post(said.extra_tags).status_code == 403


def test_several_are_merged_into_one(town: Town, client_of: SignIn) -> None:
    chosen = [town.case() for _ in range(3)]
    data = {**sent(town, chosen), "act": "merge", "into": chosen[0].number, "why": "同一个坑", "sure": "on"}
    assert client_of("zhoumin").post("/desk/bulk/", data).context["done"] == 3
    chosen[0].refresh_from_db()
    assert chosen[0].reporters == 3


def test_what_cannot_be_undone_says_so_and_is_confirmed_by_its_number(town: Town, client_of: SignIn) -> None:
    chosen, client = [town.case() for _ in range(3)], client_of("zhoumin")
    data = {**sent(town, chosen), "act": "merge", "into": chosen[0].number, "why": "同一个坑"}
    preview = client.get("/desk/bulk/", {"act": "merge", "case": data["case"]}).content.decode()
    assert "并案不能撤销" in preview
    assert "确认让 2 件到此为止" in preview
    unsure = client.post("/desk/bulk/", data)
    assert unsure.status_code == 422
    assert list(unsure.context["form"].errors) == ["sure"]
    assert set(Case.objects.values_list("status", flat=True)) == {"waiting"}
    dispatched = client.get("/desk/bulk/", {"act": "assign", "case": data["case"]}).content.decode()
    assert "不能撤销" not in dispatched


def test_rows_are_ticked_only_where_a_selection_is_for_something(town: Town, client_of: SignIn) -> None:
    case = town.case()
    cases.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.later(minutes=1), why="归它")
    assert 'form="bulk"' in client_of("zhoumin").get("/desk/?queue=assigned").content.decode()
    officer = client_of("liguoqiang").get("/desk/?queue=assigned")
    assert [row.number for row in officer.context["listed"].rows] == [case.number]
    assert 'form="bulk"' not in officer.content.decode()
    assert 'value="pass_check"' not in officer.content.decode()


def test_an_officer_cannot(town: Town, client_of: SignIn) -> None:
    assert client_of("liguoqiang").post("/desk/bulk/", sent(town, [town.case()])).status_code == 403


def test_nothing_selected_leads_back(town: Town, client_of: SignIn) -> None:
    assert client_of("zhoumin").get("/desk/bulk/?act=assign&list=queue=waiting").status_code == 302
