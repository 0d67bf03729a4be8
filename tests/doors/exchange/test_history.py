"""The demonstration's lived month: through the real acts, resumable, and with something at every stage at the end."""

from __future__ import annotations

import io
from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from PIL import Image

from commongrid.base.access.terms import SYSTEM
from commongrid.base.files.models import Photo
from commongrid.base.journal import sealing
from commongrid.cases.models import IS_OPEN, Case, Request, Supervision, Whistle
from commongrid.doors.exchange.history import (
    campaigning,
    caring,
    company,
    drawing,
    halls,
    making,
    patrolling,
    plots,
    rostering,
    schooling,
    settling,
    words,
)
from commongrid.doors.exchange.history.beginnings import City
from commongrid.doors.exchange.history.life import begin_for, used
from commongrid.doors.exchange.history.lots import lot
from commongrid.insight.coverage import queries as coverage
from commongrid.intake.models import Report
from commongrid.intake.rules import TRIAGE_LIMIT
from commongrid.registry.appointments.models import Appointment
from commongrid.registry.duty.models import Shift
from commongrid.registry.premises import acts as premises
from commongrid.registry.premises.models import Premises
from commongrid.work.care.models import Care
from commongrid.work.inspections import queries as inspections
from commongrid.work.inspections.models import Campaign, Gap
from commongrid.work.patrol import queries as patrol
from commongrid.work.patrol.models import CheckIn, Round
from commongrid.work.reception.models import Group, Ticket
from commongrid.work.training import queries as training
from commongrid.work.training.models import Certificate
from tests.cast import START, Town

ZONE = ZoneInfo("Asia/Shanghai")
NOW = START + timedelta(days=25, hours=6)


@pytest.fixture
def city(town: Town, settings: object, tmp_path: object) -> City:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    company.fill_posts(at=START - timedelta(days=40), starts_on=(START - timedelta(days=40)).date())
    return making.gather("small", seed=1, now=NOW, begun=START - timedelta(days=30))


def played(city: City, count: int) -> Counter[str]:
    return Counter(making.play_all(city, making.drawn(city, count, 20), 1))


@pytest.mark.slow
def test_a_month_leaves_something_at_every_stage(city: City) -> None:
    assert played(city, 60) == Counter({"": 60 + sum(plots.STANDING.values())})
    assert set(Case.objects.values_list("status", flat=True)) >= {
        "waiting",
        "assigned",
        "handling",
        "paused",
        "checking",
        "closed",
    }
    assert set(Report.objects.values_list("status", flat=True)) >= {
        "received",
        "verifying",
        "admitted",
        "declined",
    }
    assert Case.objects.filter(status="waiting", send_backs__gt=0).exists()
    assert Case.objects.filter(IS_OPEN, area__startswith=city.company.doorstep).count() > 5
    for table in (
        Request.objects.filter(answered_at=None),
        Supervision.objects.filter(answered_at=None),
        Whistle.objects.all(),
    ):
        assert table.exists(), table.model.__name__
    late = Case.objects.filter(
        due_at__lt=NOW, status__in=["waiting", "assigned", "handling", "checking"]
    ).count()
    assert late * 3 < Case.objects.exclude(status__in=["closed", "void"]).count()
    assert Photo.objects.filter(visibility="public").exists()
    assert not Case.objects.filter(moved_at__gt=NOW).exists()
    assert sealing.first_broken_entry() is None


def test_made_again_it_plays_only_what_is_missing(city: City) -> None:
    every = making.drawn(city, 6, 20)
    for plot in every[:4]:
        assert making._play(city, plot) == ""
    left = making.drawn(city, 6, 20)
    assert [plot.number for plot in left] == [plot.number for plot in every[4:]]


def test_the_same_seed_draws_the_same() -> None:
    drawn = [plots.plots(7, 50, now=NOW, days=20, towns=["a", "b"], home="a", zone=ZONE) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert all(NOW - timedelta(days=20) <= plot.at <= NOW for plot in drawn[0])
    assert Counter(plot.stop for plot in drawn[0] if plot.stop) == Counter(plots.STANDING)


@pytest.mark.django_db
def test_a_stage_began_when_its_share_of_the_limit_says() -> None:
    for share in (0.1, 0.6, 0.95):
        begun = begin_for(TRIAGE_LIMIT, share, NOW)
        assert used(TRIAGE_LIMIT, begun, NOW) == pytest.approx(share, abs=0.05)
    assert used(TRIAGE_LIMIT, begin_for(TRIAGE_LIMIT, 1.3, NOW), NOW) == 1


def test_every_sentence_fills_its_gaps() -> None:
    for matter in words.said()["matters"].values():
        for says in matter["says"]:
            assert "{" not in says.format(spot="幸福路1号")
        assert matter["done"]
        assert matter["draw"] in {"", *drawing.DRAW}


@pytest.mark.parametrize("kind", list(drawing.DRAW))
def test_pictures_differ_before_and_after(kind: str) -> None:
    before, after = (drawing.picture(kind, 0, mended) for mended in (False, True))
    assert before != after
    assert Image.open(io.BytesIO(before)).size == drawing.SIZE


def test_every_unit_centre_and_grid_has_somebody(city: City) -> None:
    assert all(city.company.worker(code, lot(1)) for grids in city.grids.values() for code, _, _ in grids)
    assert city.company.home in city.grids


def test_a_campaign_is_half_done_with_gaps_at_every_stage(city: City) -> None:
    looked = campaigning.hold(city.company, now=NOW, seed=1, houses=2)
    assert looked > 5
    assert campaigning.hold(city.company, now=NOW, seed=1) == 0
    campaign = Campaign.objects.get()
    counts = inspections.total(campaign)
    assert (campaign.state, counts.done) == ("running", looked)
    assert counts.due > 5
    assert {"open", "due"} <= set(Gap.objects.values_list("state", flat=True))
    assert not Case.objects.filter(opened_at__gt=NOW).exists()
    assert sealing.first_broken_entry() is None


def test_the_towns_stations_have_lived_rosters_and_weeks_ahead(city: City) -> None:
    assert rostering.hold(city.company, now=NOW, seed=1) > 50
    assert rostering.hold(city.company, now=NOW, seed=1) == 0
    behind, ahead = Shift.objects.filter(ends_at__lte=NOW), Shift.objects.filter(starts_at__gt=NOW)
    assert behind.filter(signed_off_at__isnull=False).exclude(handover="").exists()
    assert behind.filter(read_at__isnull=False).exists()
    assert ahead.exists()
    assert not ahead.filter(signed_on_at__isnull=False).exists()
    today = timezone.localdate(NOW)
    on = {post.account.username for post in patrol.on_duty(today)}
    assert "chenlihua" in on


def test_the_town_has_been_walked_and_the_cast_has_a_round_today(city: City) -> None:
    walked = patrolling.begin(city.company, now=NOW, seed=1, lives=True)
    assert walked > 5
    assert patrolling.begin(city.company, now=NOW, seed=1, lives=True) == 0
    assert CheckIn.objects.count() == walked
    assert not CheckIn.objects.filter(sent_at__gt=NOW).exists()
    assert Round.objects.filter(post__account__username="chenlihua").exists()
    total = patrol.total(city.company.home, timezone.localdate(NOW))
    assert total.visited > 5
    assert total.overdue + total.due > 0


def test_the_town_holds_certificates_one_ends_soon_and_one_is_missing(city: City) -> None:
    assert schooling.hold(city.company, "small-town", now=NOW, seed=1) > 5
    assert schooling.hold(city.company, "small-town", now=NOW, seed=1) == 0
    held = Certificate.objects.filter(kind__code="grid-worker").values_list("account__username", flat=True)
    assert "hezhiqiang" in held
    assert "chenlihua" not in held
    (near,) = [one for one in training.ending(NOW.date()) if one.account.username == "hezhiqiang"]
    assert near.valid_until >= NOW.date()


def test_places_of_a_whole_city_are_alike_each_time_and_fit_its_map(town: Town) -> None:
    made = list(settling.rows(7))
    assert made == list(settling.rows(7))
    assert len({row.code for row in made}) == len(made) > 20
    assert len({row.kind for row in made}) > 5
    checked = premises.import_premises(made, by=SYSTEM, at=town.now, why="示意", check_only=True)
    assert (checked.faults, checked.added) == ((), len(made))
    before = Premises.objects.count()
    assert settling.settle(at=town.now, seed=7) == 0
    assert Premises.objects.count() == before


def test_counselling_and_care_are_in_every_state(city: City) -> None:
    assert caring.begin(city.company, now=NOW) == 6
    assert caring.begin(city.company, now=NOW) == 0
    assert set(Appointment.objects.values_list("state", flat=True)) >= {"booked", "came"}
    assert set(Care.objects.values_list("state", flat=True)) == {"waiting", "cared", "ended"}
    assert Care.objects.filter(ground="law", person=None).count() == 1


def test_the_halls_have_numbers_a_group_came_and_coverage_is_counted(city: City) -> None:
    assert halls.open_doors(city.company, now=NOW) >= 8
    assert halls.open_doors(city.company, now=NOW) == 0
    assert set(Ticket.objects.values_list("state", flat=True)) == {"waiting", "called"}
    group = Group.objects.get()
    assert (group.count, group.representatives.count()) == (94, 2)
    count = coverage.latest()
    assert count is not None
    assert count.points > 0
