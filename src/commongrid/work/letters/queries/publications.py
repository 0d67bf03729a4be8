"""What is public: the list, asked by words, office and topic, and one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.fields import BooleanField

from commongrid.base import lexemes
from commongrid.work.letters.models import Publication
from commongrid.work.letters.terms import PublicState

PAGE = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for; `after`: the last one they have seen."""

    words: str = ""
    box: str = ""
    topic: str = ""
    after: tuple[datetime, UUID] | None = None


def published(asked: Asked) -> tuple[Sequence[Publication], bool]:
    """A page of public answers, the newest first, and whether there are more (indexes letters_publication_words,
    letters_publication_box, letters_publication_topic, letters_publication_new)."""
    found = Publication.objects.filter(state=PublicState.PUBLIC).select_related("letter__box__unit")
    if words := lexemes.phrase(asked.words):
        holds = RawSQL('"letters_publication"."search" @@ %s::tsquery', [words], output_field=BooleanField())
        found = found.filter(holds)
    if asked.box:
        found = found.filter(box_code=asked.box)
    if asked.topic:
        found = found.filter(topic=asked.topic)
    if asked.after is not None:
        at, key = asked.after
        found = found.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=key), published_at__lte=at)
    rows = list(
        found.defer("search", "note", "letter__answer", "letter__note").order_by("-published_at", "-pk")[
            : PAGE + 1
        ]
    )
    return rows[:PAGE], len(rows) > PAGE


def find_public(publication_id: UUID) -> Publication | None:
    """One answer, if it is public (primary key)."""
    found = Publication.objects.filter(pk=publication_id, state=PublicState.PUBLIC)
    return found.select_related("letter__box__unit").first()
