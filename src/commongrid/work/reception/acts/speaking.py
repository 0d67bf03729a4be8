"""What the hall keeps about a person: for which groups they speak."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from commongrid.base.verdicts import Why
from commongrid.registry.people.terms import Section
from commongrid.work.reception.models import Representative

OPEN = ("received", "verifying")
OPEN_CASE = ("waiting", "assigned", "handling", "paused", "checking")


class Speaking:
    """The provider `registry/people` asks; registered when the room is ready."""

    key = "reception.groups"

    def data(self, person_id: UUID) -> Section:
        """The reports of groups this person speaks for, for their own eyes (index of the key person)."""
        found = Representative.objects.filter(person=person_id).order_by("id")
        rows = found.values_list("group__report__number", "group__report__received_at")
        return Section(self.key, tuple({"number": number, "received_at": at} for number, at in rows))

    def holds(self, person_id: UUID, at: datetime) -> tuple[Why, ...]:
        """A group whose matter is open still needs who speaks for it."""
        found = Representative.objects.filter(person=person_id).select_related("group__report__case")[:20]
        return tuple(
            Why("intake.report_still_open", {"number": one.group.report.number})
            for one in found
            if one.group.report.status in OPEN
            or (one.group.report.case and one.group.report.case.status in OPEN_CASE)
        )

    def forget(self, person_id: UUID, at: datetime) -> int:
        """Take the person out of every group they spoke for; how many stood behind it stays."""
        gone, _ = Representative.objects.filter(person=person_id).delete()
        return gone
