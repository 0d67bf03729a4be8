"""A table to take away, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

from commongrid.registry.premises import tables


def csv(rows: Iterable[Sequence[object]], columns: Sequence[str], name: str) -> StreamingHttpResponse:
    """A CSV as it is made; no spreadsheet runs what is in it, and each knows UTF-8 by the mark in front."""

    def marked() -> Iterator[str]:
        yield "\ufeff"
        yield from tables.lines(rows, columns)

    answer = StreamingHttpResponse(marked(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
