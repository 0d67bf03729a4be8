"""The acts of a case, one refusal and one success each where the table does not already say it all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.cases import acts, numbers, queries
from commongrid.cases.models import Case
from commongrid.cases.queries import asking
from commongrid.cases.rules import is_sampled
from commongrid.intake.queries import reporter
from tests.cast import Town

pytestmark = pytest.mark.django_db


def found(text: str) -> list[Case]:
    return queries.page(asking.saying(asking.Asked(), text), "opened").cases


def handling(town: Town, **told: object) -> Case:
    case = town.case(**told)  # type: ignore[arg-type]
    acts.assign(
        case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.later(minutes=20), why="市政道路的井盖归它"
    )
    return acts.take(case, by=town.liguoqiang, at=town.later(minutes=20))


def checking(town: Town) -> Case:
    case = handling(town)
    return acts.report_done(case, by=town.liguoqiang, at=town.later(hours=4), why="已换新井盖", photos=2)


def closed(town: Town) -> Case:
    return acts.pass_check(checking(town), by=town.chenlihua, at=town.later(hours=1), why="平整牢固")


def test_the_whole_way(town: Town) -> None:
    case = closed(town)
    kinds = [entry.kind for entry in history.history("case", str(case.pk))]
    assert kinds == ["case.opened", "case.assigned", "case.taken", "case.reported_done", "case.check_passed"]
    case.refresh_from_db()
    assert (case.status, case.on_time, case.due_at) == ("closed", True, None)


def test_a_number_can_be_read_out_and_checked(town: Town) -> None:
    number = town.case().number
    assert numbers.is_valid(number)
    assert number.startswith("SB")
    assert numbers.day_of(number) == town.today
    assert numbers.clean(numbers.spoken(number).lower()) == number
    wrong = number[:-1] + ("2" if number[-1] != "2" else "3")
    assert not numbers.is_valid(wrong)


def test_a_dispatch_is_taken_back_until_the_unit_has_taken_it_on(town: Town) -> None:
    case = town.case()
    acts.assign(
        case,
        town.unit_of("liguoqiang"),
        joint=[town.unit_of("wuminyi")],
        by=town.zhoumin,
        at=town.later(minutes=5),
        why="归它",
    )
    with pytest.raises(NotAllowed):
        acts.take_back(queries.for_act(case.number), by=town.liguoqiang, at=town.later(minutes=1))
    acts.take_back(case, by=town.zhoumin, at=town.later(minutes=1))
    case.refresh_from_db()
    assert (case.status, case.lead_unit_id, case.unit_ids, case.stage) == ("waiting", None, [], "dispatch")
    assert not case.assignments.filter(ended_at=None).exists()
    entry = history.last_entry("case", str(case.pk))
    assert entry is not None
    assert entry.data["lead"] == town.actors["liguoqiang"].unit_id
    with pytest.raises(Refused):
        acts.take_back(handling(town), by=town.zhoumin, at=town.later(minutes=1))


@pytest.mark.parametrize("name", ["transfer", "ask_pause", "ask_extend", "resume"])
def test_a_joint_unit_decides_nothing_about_the_whole(town: Town, name: str) -> None:
    case, who = town.case(), {"by": town.wuminyi, "at": town.later(minutes=9)}
    joint, until = [town.unit_of("wuminyi")], town.now + timedelta(days=9)
    acts.assign(case, town.unit_of("liguoqiang"), joint=joint, by=town.zhoumin, at=town.now, why="归它")
    acts.take(case, by=town.liguoqiang, at=town.now)
    if name == "resume":
        acts.pause(case, until=until, reason="等料", why="等料", by=town.zhoumin, at=town.now)
    told: dict[str, object] = {"until": until, "reason": "等料", "why": "等料"}
    if name == "transfer":
        told = {"to_account": town.account("wuminyi").pk, "to_name": "吴敏仪"}
    with pytest.raises(Refused) as refused:
        getattr(acts, name)(case, **({} if name == "resume" else told), **who)
    assert refused.value.why.key == "cases.only_lead_unit"


def test_the_second_is_told_what_the_first_did(town: Town) -> None:
    case = town.case()
    hers, his = queries.for_act(case.number), queries.for_act(case.number)
    acts.assign(hers, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.later(minutes=1), why="归它")
    with pytest.raises(Outrun) as told:
        acts.assign(his, town.unit_of("wuminyi"), by=town.guojian, at=town.later(minutes=1), why="归它")
    assert told.value.why.facts["who"] == town.zhoumin.name
    case.refresh_from_db()
    assert case.lead_unit_id == town.unit_of("liguoqiang").pk
    assert case.assignments.count() == 1


def test_only_the_lead_unit_takes_and_reports(town: Town) -> None:
    case = town.case()
    lead, joint = town.unit_of("liguoqiang"), town.unit_of("wuminyi")
    acts.assign(case, lead, joint=[joint], by=town.zhoumin, at=town.later(minutes=1), why="一起办")
    with pytest.raises(Refused, match=r"cases\.only_lead_unit"):
        acts.take(case, by=town.wuminyi, at=town.later(minutes=1))
    acts.take(case, by=town.liguoqiang, at=town.later(minutes=1))
    with pytest.raises(Refused, match=r"cases\.joint_not_done"):
        acts.report_done(case, by=town.liguoqiang, at=town.later(hours=1), why="好了", photos=1)
    acts.report_part(case, by=town.wuminyi, at=town.later(hours=1), why="路面补好")
    acts.report_done(case, by=town.liguoqiang, at=town.later(hours=1), why="好了", photos=1)
    assert case.status == "checking"


def test_evidence_the_matter_asks_for_is_needed(town: Town) -> None:
    case = handling(town)
    with pytest.raises(Refused, match=r"cases\.photos_missing"):
        acts.report_done(case, by=town.liguoqiang, at=town.later(hours=1), why="好了", photos=0)


def test_nobody_checks_their_own_work(town: Town) -> None:
    case = checking(town)
    with pytest.raises(NotAllowed):
        acts.pass_check(case, by=town.liguoqiang, at=town.later(hours=1))


def test_failing_a_check_counts_rework_and_the_clock_goes_on(town: Town) -> None:
    case = handling(town)
    due = case.due_at
    acts.report_done(case, by=town.liguoqiang, at=town.later(hours=1), why="好了", photos=1)
    acts.fail_check(case, by=town.chenlihua, at=town.later(hours=1), why="井盖还松动")
    assert (case.status, case.reworks, case.done_at) == ("handling", 1, None)
    assert case.due_at is not None
    assert due is not None
    assert case.due_at >= due


def test_the_third_sending_back_names_the_last_resort(town: Town) -> None:
    case = town.case()
    last = town.unit_of("wuminyi")
    for _ in range(3):
        acts.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.later(minutes=5), why="归它")
        acts.send_back(
            case,
            reason="SB01",
            by=town.liguoqiang,
            at=town.later(minutes=5),
            why="不是市政井盖",
        )
    entry = history.last_entry("case", str(case.pk))
    assert entry is not None
    assert (entry.data["in_a_row"], entry.data["last_resort"]) == (3, last.pk)
    acts.assign(case, last, by=town.zhoumin, at=town.later(minutes=5), why="兜底")
    with pytest.raises(Refused, match=r"cases\.last_resort_keeps"):
        acts.send_back(case, reason="SB01", by=town.wuminyi, at=town.later(minutes=5), why="也不归我们")


def test_an_extension_is_asked_before_it_is_due(town: Town) -> None:
    case = handling(town)
    assert case.due_at is not None
    town.now = case.due_at + timedelta(minutes=1)
    with pytest.raises(Refused, match=r"cases\.extension_too_late"):
        acts.ask_extend(
            case,
            until=town.now + timedelta(days=3),
            reason="EX01",
            by=town.liguoqiang,
            at=town.now,
            why="要封路",
        )


def test_dissatisfied_is_done_again_once_and_supervised_the_second_time(town: Town) -> None:
    case = closed(town)
    for times in (1, 2):
        mine = reporter(None, case.reports.select_related("case"))
        acts.rate(case, acts.Marks(4, 1, 4, 4), solved=False, rater="her", by=mine, at=town.later(hours=2))
        assert (case.status, case.redos, case.round) == ("waiting", times, times + 1)
        assert case.supervision == ("yellow" if times == 2 else "")
        if times == 1:
            acts.assign(
                case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.later(minutes=5), why="再办"
            )
            acts.take(case, by=town.liguoqiang, at=town.later(minutes=5))
            acts.report_done(case, by=town.liguoqiang, at=town.later(hours=1), why="重做了", photos=1)
            acts.pass_check(case, by=town.chenlihua, at=town.later(hours=1))


def test_a_supervision_is_answered_by_whoever_has_the_case(town: Town) -> None:
    case, due = town.case(), town.now + timedelta(days=1)
    acts.supervise(
        case, level="yellow", text="请答复", answer_due_at=due, by=town.liangyong, at=town.later(minutes=1)
    )
    acts.answer_supervision(case, by=town.zhoumin, at=town.later(minutes=1), text="今天派出")
    unit = town.unit_of("liguoqiang")
    acts.assign(case, unit, by=town.zhoumin, at=town.later(minutes=1), why="归它")
    acts.supervise(
        case, level="red", text="请答复", answer_due_at=due, by=town.liangyong, at=town.later(minutes=1)
    )
    with pytest.raises(Refused, match=r"cases\.only_lead_unit"):
        acts.answer_supervision(case, by=town.zhoumin, at=town.later(minutes=1), text="已派出")
    acts.answer_supervision(case, by=town.liguoqiang, at=town.later(minutes=1), text="明天修好")
    assert not case.supervisions.filter(answered_at=None).exists()


def test_merging_keeps_every_reporter_and_the_earlier_clock(town: Town) -> None:
    first = town.case()
    due = first.due_at
    town.later(minutes=40)
    second = town.case(words="这里井盖破了")
    acts.merge(first, second, by=town.zhoumin, at=town.later(minutes=1), why="同一个井盖")
    assert (second.reporters, second.due_at) == (2, due)
    assert (first.status, first.merged_into_id) == ("void", second.pk)


def test_an_act_cannot_be_dated_before_the_last_one(town: Town) -> None:
    case = town.case()
    with pytest.raises(Refused, match=r"cases\.earlier_than_last"):
        acts.urge(case, by=town.liangyong, at=case.opened_at - timedelta(minutes=1))


def test_the_sample_is_the_share_it_says() -> None:
    picked = sum(is_sampled(f"SB{n:08d}", 1, 0.1) for n in range(20_000))
    assert 1_800 < picked < 2_200


def test_whoever_was_not_called_cannot_report_in(town: Town) -> None:
    case = town.case()
    acts.whistle(
        case,
        [town.unit_of("liguoqiang")],
        place="东兴路口",
        by_when=town.now + timedelta(hours=2),
        by=town.huangweiming,
        at=town.later(minutes=5),
        why="请到场会商",
    )
    with pytest.raises(Refused, match=r"cases\.not_called"):
        acts.answer_whistle(case, arrived=True, by=town.wuminyi, at=town.later(minutes=5))
    acts.answer_whistle(case, arrived=True, by=town.liguoqiang, at=town.later(minutes=5))
    assert case.whistles.get().arrived_at == town.now


def test_a_case_is_found_by_its_words_and_its_number(town: Town) -> None:
    case = town.case(address="东兴路 12 号")
    for asked in (
        case.number,
        numbers.spoken(case.number).lower(),
        case.number[:5],
        numbers.spoken(case.number)[5:],
        "道路破损",
        "东兴路",
        "破损 12",
    ):
        assert found(asked) == [case], asked
    for asked in ("路灯", "东兴 井盖", "", "'; drop table"):
        assert not found(asked), asked


def test_a_corrected_case_is_found_by_what_is_right(town: Town) -> None:
    case = town.case(address="东兴路12号")
    right = {"address": "西华路3号"}
    acts.correct(case, right, {}, told={}, by=town.zhoumin, at=town.later(minutes=5), why="地址写错了")
    assert found("西华路") == [case]
    assert found(case.number[4:]) == [case]


def test_a_reason_that_asks_for_a_pause_is_no_reason_to_send_back(town: Town) -> None:
    case = handling(town)
    with pytest.raises(Refused, match=r"cases\.use_instead"):
        acts.send_back(case, reason="SB13", by=town.liguoqiang, at=town.later(hours=1), why="要立项")
