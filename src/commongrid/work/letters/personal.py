"""What letters keep about their writer: shown to them, and forgotten when they ask."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from commongrid.base.verdicts import Why
from commongrid.registry.people.terms import Section
from commongrid.work.letters import acts
from commongrid.work.letters.models import Letter

MOST_SHOWN = 200


class LettersOfPerson:
    """The provider `registry/people` asks; registered when the room is ready."""

    key = "letters.answers"

    def data(self, person_id: UUID) -> Section:
        found = Letter.objects.filter(report__person=person_id, state="answered").select_related(
            "report", "box"
        )
        rows = [
            {"number": one.report.number, "answered_at": one.answered_at, "words": one.answer, "public": bool(one.agreed)}
            for one in found.order_by("-answered_at")[:MOST_SHOWN]
        ]  # fmt: skip
        return Section(self.key, tuple(rows))

    def holds(self, person_id: UUID, at: datetime) -> tuple[Why, ...]:
        return ()  # an open report holds it already

    def forget(self, person_id: UUID, at: datetime) -> int:
        return acts.forget_orphans(at=at)  # the reports were parted from them before (`intake.personal`)
