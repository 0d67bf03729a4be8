"""What a search may mean while it is typed: cases by number, matters, places, units. Each is a link to its list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.db.models import FETCH_RAISE
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.base.access.terms import Actor
from commongrid.cases import numbers
from commongrid.cases.queries import asking
from commongrid.doors.desk.filters import Filter
from commongrid.doors.look import naming
from commongrid.registry.matters import queries as matters
from commongrid.registry.places import queries as places
from commongrid.registry.units import queries as units

EACH = 3
LEAST = 2
ANYTHING = Filter(queue="any")


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the list: an icon of its kind, the kind in words, what it is, and where it leads."""

    icon: str
    kind: str
    words: str
    more: str
    url: str


def options(typed: str, actor: Actor) -> list[Option]:
    """At most twelve, cases first; nothing for less than two signs. Places and matters come from memory."""
    text = typed.replace("\x00", "").strip()[:60]
    if len(text) < LEAST:
        return []
    kinds = (_cases(text, actor), _places(text, actor), _matters(text), _units(text, actor))
    return [option for kind in kinds for option in islice(kind, EACH)]


def _cases(text: str, actor: Actor) -> Iterator[Option]:
    """By a whole number or its beginning (unique index on number)."""
    number = numbers.clean(text)
    if not (numbers.is_valid(number) or numbers.is_beginning(number)):
        return
    seen = asking.rows_of(asking.seen(actor)).filter(number__startswith=number)
    named = seen.only("number", "title", "address").fetch_mode(FETCH_RAISE)
    for case in named.order_by("number")[:EACH]:
        url = reverse("desk:case", args=[case.number])
        yield Option("file-text", _("Case"), numbers.spoken(case.number), naming.title(case), url)


def _places(text: str, actor: Actor) -> Iterator[Option]:
    """Divisions and grids of the actor's area by name, in either language."""
    wanted = text.casefold()
    known = places.atlas()
    divisions = [
        one for code, one in known.divisions.items() if code.startswith(actor.area) and len(code) > 4
    ]
    for one in sorted(divisions, key=lambda one: (len(one.code), one.code)):
        name = naming.of(one.name)
        if wanted in one.name.casefold() or wanted in name.casefold():
            above = known.divisions.get(one.parent or "")
            yield _list("map-pin", _("Place"), name, naming.of(above.name) if above else "", area=one.code)


def _matters(text: str) -> Iterator[Option]:
    language = get_language() or "zh-hans"
    for found in matters.search(text, limit=EACH):
        item = found.item
        above = (item.class_en if language.startswith("en") else "") or item.class_zh
        yield _list("tag", _("Matter"), item.name(language).words, above, matter=item.code)


def _units(text: str, actor: Actor) -> Iterator[Option]:
    """Units of the actor's area; whoever sees their own unit's cases only has no use for others."""
    if actor.role in ("officer", "mediator"):
        return
    found = units.named(text, actor.area)[:EACH]
    for unit in found:
        yield _list("building-community", _("Unit"), naming.of(unit), "", unit=str(unit.pk))


def _list(icon: str, kind: str, words: str, more: str, **narrowed: str) -> Option:
    url = f"{reverse('desk:list')}?{replace(ANYTHING, **narrowed).query()}"
    return Option(icon, kind, words, more, url)
