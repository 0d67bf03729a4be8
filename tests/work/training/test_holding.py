"""Certificates, demands, who lacks them, reminders; what a pack brings and what the city keeps."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from commongrid.base.notices.models import Notice
from commongrid.base.verdicts import NotAllowed, Refused, Why
from commongrid.doors.look import sentences
from commongrid.registry.packs import shelf
from commongrid.registry.units.models import Post
from commongrid.work.training import acts, queries, shipping, tables
from commongrid.work.training.models import Certificate, Demand, Edition
from commongrid.work.training.terms import Content, Standing
from tests.cast import PACK, Town
from tests.work.training.things import COURSE, demand, passed, school

pytestmark = pytest.mark.django_db


def names(posts: list[Post]) -> set[str]:
    return {post.account.username for post in posts}


def test_a_leader_sees_who_lacks_it_in_their_area_and_nobody_else_does(town: Town) -> None:
    exam = school(town)
    today = timezone.localdate(town.now)
    everybody = names(queries.lacking(town.zhoumin, demand(), today))
    assert everybody == {"chenlihua", "hezhiqiang"}
    passed(exam, town.chenlihua, town.now)
    assert names(queries.lacking(town.zhoumin, demand(), today)) == {"hezhiqiang"}
    assert queries.how_many_lack(town.huangweiming, demand(), today) == 1
    assert queries.lacking(town.liguoqiang, demand(), today) == []
    assert names(queries.lacking(town.zhoumin, demand(), today + timedelta(days=365 * 3))) == everybody


def test_what_is_owed_is_in_grace_lacking_held_and_expiring(town: Town) -> None:
    exam = school(town)
    posts = list(Post.objects.filter(account__username="chenlihua"))

    def stands(days: int) -> Standing:
        on = timezone.localdate(town.now) + timedelta(days=days)
        (owed,) = queries.owed(posts[0].account_id, posts, on)
        assert owed.exam == exam
        return owed.stands.standing

    Demand.objects.filter(role="grid_worker").update(from_on=timezone.localdate(town.now))
    assert [stands(0), stands(30), stands(31)] == [Standing.GRACE, Standing.GRACE, Standing.LACKING]
    held = passed(exam, town.chenlihua, town.now)
    left = (held.valid_until - timezone.localdate(town.now)).days
    assert [stands(0), stands(left - 60), stands(left), stands(left + 1)] == [
        Standing.HELD, Standing.EXPIRING, Standing.EXPIRING, Standing.LACKING,
    ]  # fmt: skip


def test_reminders_come_twice_and_not_to_who_has_renewed(town: Town) -> None:
    exam = school(town)
    held = passed(exam, town.chenlihua, town.now)
    at = town.now
    for days, told in ((61, 0), (60, 1), (59, 0), (14, 1), (13, 0), (-1, 0)):
        assert acts.remind(held.valid_until - timedelta(days=days), at=at) == told, days
    notice = Notice.objects.order_by("-at", "-id").first()
    assert notice is not None
    assert notice.path == "/training/"
    other = passed(exam, town.hezhiqiang, town.now)
    renewed = passed(exam, town.hezhiqiang, town.now + timedelta(days=700))
    assert renewed.valid_until > other.valid_until + timedelta(days=365)
    assert acts.remind(other.valid_until - timedelta(days=10), at=at) == 0


def test_a_certificate_is_withdrawn_with_a_reason_and_its_holder_is_told(town: Town) -> None:
    held = passed(school(town), town.chenlihua, town.now)
    with pytest.raises(NotAllowed):
        acts.withdraw_certificate(held, by=town.zhoumin, at=town.now, why="冒考")
    with pytest.raises(Refused, match=r"training\.needs_why"):
        acts.withdraw_certificate(held, by=town.suqing, at=town.now, why=" ")
    for _twice in range(2):
        acts.withdraw_certificate(held, by=town.suqing, at=town.now, why="由他人代考")
    held.refresh_from_db()
    today = timezone.localdate(town.now)
    assert held.state_on(today) == "withdrawn"
    assert Notice.objects.count() == 1
    assert "chenlihua" in names(queries.lacking(town.zhoumin, demand(), today))
    told = sentences.say(why_of(Notice.objects.get()), "zh-hans")
    assert told == "你的“网格员上岗证”已被撤销：由他人代考"


def why_of(notice: Notice) -> Why:
    return Why(notice.kind, notice.facts)


def test_only_the_holder_decides_about_the_name(town: Town) -> None:
    held = passed(school(town), town.chenlihua, town.now)
    with pytest.raises(NotAllowed):
        acts.show_name(held, shown=True, by=town.suqing, at=town.now)
    acts.show_name(held, shown=True, by=town.chenlihua, at=town.now)
    assert Certificate.objects.get().shows_name


def test_a_certificate_says_which_editions_were_taught(town: Town) -> None:
    exam = school(town)
    edition = queries.current_of(COURSE)
    assert edition is not None
    said = edition.content()
    town.later(days=1)
    new = Content(**{**{name: getattr(said, name) for name in said.__dataclass_fields__}, "minutes": 45})
    acts.draft(COURSE, new, by=town.suqing, at=town.now)
    assert queries.current_of(COURSE) == edition
    acts.publish(COURSE, by=town.suqing, at=town.now, why="加长")
    held = passed(exam, town.chenlihua, town.later(minutes=1))
    assert [each[:2] for each in held.taught] == [[COURSE, 2]]
    assert [one.number for one in queries.editions(edition.course)] == [2, 1]


def test_a_course_withdrawn_is_offered_no_more(town: Town) -> None:
    school(town)
    assert [one.course.code for one in queries.courses_of(["grid_worker"])] == [COURSE]
    acts.withdraw_course(COURSE, by=town.suqing, at=town.now, why="改版")
    assert queries.courses_of(["grid_worker"]) == []
    assert queries.exams_for(["grid_worker"]) == []
    acts.resume_course(COURSE, by=town.suqing, at=town.now, why="改好了")
    assert len(queries.courses_of(["grid_worker"])) == 1
    with pytest.raises(NotAllowed):
        acts.withdraw_course(COURSE, by=town.zhoumin, at=town.now, why="改版")


def test_loading_again_changes_nothing_and_the_citys_own_stays(town: Town) -> None:
    school(town)
    again = acts.load(shipping.read(PACK), by=town.suqing, at=town.now, why="再来一次")
    assert (again.added, again.changed, again.kept) == ((), (), ())
    shipped = shipping.read(PACK).courses[1]
    acts.draft(COURSE, shipped.content, by=town.suqing, at=town.now)
    acts.publish(COURSE, by=town.suqing, at=town.now, why="本市")
    assert acts.load(shipping.read(PACK), by=town.suqing, at=town.now, why="再").kept == (COURSE,)
    assert Edition.objects.filter(course__code=COURSE).count() == 2


@pytest.mark.parametrize("pack", ["small-town", "dongguan"])
def test_what_packs_ship_has_no_fault_and_questions_enough(pack: str) -> None:
    shipped = shipping.read(shelf.find(pack))
    assert {one.code for one in shipped.courses} == {"mediator-basics", "grid-worker-basics"}
    for course in shipped.courses:
        assert len(course.questions) >= 15
        assert all(one.because_zh and one.because_en and one.en for one in course.questions)
    assert {(one.role, one.kind) for one in shipped.demands} == {
        ("mediator", "mediator"), ("grid_worker", "grid-worker"),
    }  # fmt: skip


def test_a_table_of_questions_says_every_fault_with_its_line() -> None:
    (course, _other) = shipping.read(PACK).courses
    header = ",".join(tables.COLUMNS)
    lines = [
        header,
        "q1,single,问,,a:甲:|b:乙:,c,,",
        "q2,perhaps,问,,a:甲:|b:乙:,a,,",
        "q1,true_false,问,,,yes,,",
    ]
    _questions, faults = tables.read("\n".join(lines))
    assert [(fault.line, fault.why.key) for fault in faults] == [
        (2, "training.right_unknown"), (3, "packs.not_one_of"), (4, "training.question_twice"),
    ]  # fmt: skip
    assert len(tables.written(course.questions)) == len(course.questions)


def test_the_command_loads_a_pack_and_names_every_fault(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_training", "small-town")
    assert "Courses new: mediator-basics, grid-worker-basics" in capsys.readouterr().out
    (tmp_path / "pack.toml").write_text("")
    (tmp_path / "training.toml").write_text('courses = ["nowhere", "half"]\n')
    half = tmp_path / "training" / "half"
    half.mkdir(parents=True)
    (half / "course.toml").write_text('zh = "半"\nen = ""\nsummary_zh = ""\nsummary_en = ""\nminutes = 0\n')
    (half / "zh.md").write_text("没有标题")
    (half / "questions.csv").write_text("code,kind,zh\nq1,single,问\n")
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_training", str(tmp_path))
    told = capsys.readouterr().err
    assert "nowhere/course.toml:0" in told
    assert "course.toml:0" in told
    assert Edition.objects.count() == 2
