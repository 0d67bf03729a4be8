"""A court with two judges, and an application that has come so far."""

from __future__ import annotations

from commongrid.base.access import acts as access
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.registry.packs import shelf
from commongrid.registry.units import acts as posts
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Unit
from commongrid.work.mediation import acts, queries, shipping
from commongrid.work.mediation.models import Agreement, Confirmation
from commongrid.work.mediation.terms import Check, Joining
from tests.base.files.pictures_made import pdf
from tests.cast import Town
from tests.work.mediation.test_agreement import ADDRESS, STROKES, both_sign, drawn_up
from tests.work.mediation.things import Table

HOME = Joining("石埠镇东兴路12号", electronic=True, truthful=True)
NUMBER = "（2026）粤0101民特12号"


def in_effect(table: Table) -> Agreement:
    """An agreement with two payments, signed by all and sealed."""
    made = drawn_up(table)
    both_sign(table, made)
    acts.countersign(made, by=table.lin, at=table.town.now)
    acts.seal(made, pdf(), address=ADDRESS, by=table.lin, at=table.town.now)
    return made


def second_judge(town: Town) -> Actor:
    """Another judge of the same court."""
    unit = Unit.objects.get(code="449900101-FT")
    account = access.add_accounts(
        [{"username": "luozheng", "name": "罗正", "name_en": "Luo"}], by=SYSTEM, at=town.now
    )["luozheng"]
    post = {
        "account_id": account.pk, "role": "judge", "unit_id": unit.pk, "area": "449900101", "title": "法官",
        "employment": "full_time", "starts_on": town.today,
    }  # fmt: skip
    made = posts.give_post(post, by=SYSTEM, at=town.now, why="")
    found = next(one for one in units.posts_of(account, town.today) if one.pk == made.pk)
    return units.actor_for(found)


class Room:
    """The court of the town, its judge, and an agreement in effect."""

    def __init__(self, table: Table) -> None:
        self.table, self.town = table, table.town
        acts.set_courts(shipping.read(shelf.find("small-town")), by=SYSTEM, at=table.town.now)
        self.court = queries.courts()[0]
        self.judge = table.town.fangzheng
        self.made = in_effect(table)

    def drafted(self, ground: str = "body") -> Confirmation:
        return acts.draft(
            self.made,
            self.court.pk,
            ground,
            (),
            property_wanted=False,
            by=self.table.worker,
            at=self.town.now,
        )

    def joins(self, found: Confirmation, who: Actor, told: Joining = HOME) -> None:
        self.town.later(minutes=1)
        party = self.table.party(found.agreement.mediation, who)
        sha256 = bytes(found.sha256 or b"").hex()
        acts.join(found, party, told, STROKES, sha256, by=who, at=self.town.now)

    def applied(self, boss: Joining = HOME) -> Confirmation:
        found = self.drafted()
        self.joins(found, self.table.worker)
        self.joins(found, self.table.boss, boss)
        return self.again(found)

    def heard(self, boss: Joining = HOME) -> Confirmation:
        found = self.applied(boss)
        self.town.later(minutes=3)
        acts.take_on(found, by=self.judge, at=self.town.now)
        came = [party.pk for party in found.agreement.mediation.parties.all()]
        acts.hear(found, "together", came, "双方均称自愿。", by=self.judge, at=self.town.later(minutes=8))
        return found

    def confirmed(self, boss: Joining = HOME) -> Confirmation:
        found = self.heard(boss)
        acts.tick(found, list(Check), {"will": "当庭核对"}, by=self.judge, at=self.town.now)
        acts.confirm(found, NUMBER, "", address=ADDRESS, by=self.judge, at=self.town.later(minutes=5))
        return self.again(found)

    @staticmethod
    def again(found: Confirmation) -> Confirmation:
        whole = queries.confirmation(found.number)
        assert whole is not None
        return whole
