"""What is looked at on a place of a round: the checklists and matters its demands name, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from commongrid.registry.checklists import queries as checklists
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Text
from commongrid.work.patrol import queries
from commongrid.work.patrol.models import Demand, Stop


@dataclass(frozen=True, slots=True)
class Asked:
    """By code and name, each once; what the city has switched off is left out."""

    checklists: Sequence[tuple[str, Text]] = ()
    matters: Sequence[tuple[str, Text]] = ()

    @property
    def names(self) -> list[Text]:
        return [name for _code, name in (*self.checklists, *self.matters)]


class Names:
    """The names of checklists and matters, read once for a whole page."""

    def __init__(self) -> None:
        language = get_language() or "zh-hans"
        self.checklists = {each.code: each.name(language) for each in checklists.in_use()}
        self.matters = {each.code: each.name(language) for each in matters.catalogue()}

    def asked_by(self, demands: Iterable[Demand]) -> Asked:
        found = list(demands)
        wanted = dict.fromkeys(each.checklist for each in found)
        codes = dict.fromkeys(code for each in found for code in each.matters)
        return Asked(
            [(code, self.checklists[code]) for code in wanted if code in self.checklists],
            [(code, self.matters[code]) for code in codes if code in self.matters],
        )


def by_stop(stops: Sequence[Stop]) -> dict[str, Asked]:
    """What is asked at each stop of a round, by the stop's code."""
    demands, names = queries.named_by(stops), Names()
    return {
        stop.code: names.asked_by(demands[each] for each in stop.demands if each in demands) for stop in stops
    }
