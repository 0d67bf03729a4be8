"""The one file of an owner, whoever has checked that it may be seen: a PDF as an attachment, a photo as it is shown."""

from __future__ import annotations

from django.http import FileResponse, Http404

from commongrid.base.files import queries as files
from commongrid.base.verdicts import Refused


def one(owner: str, name: str) -> FileResponse:
    """Sent under `name`, never under the one it came with."""
    documents, photos = files.documents([owner]), files.photos([owner])
    try:
        if documents:
            served, ending = files.serve_document(documents[-1]), ".pdf"
        elif photos:
            served, ending = files.serve(photos[-1], "shown"), ".jpg"
        else:
            raise Http404
    except Refused:
        raise Http404 from None
    answer = FileResponse(
        served.path.open("rb"), content_type=served.media_type, as_attachment=True, filename=name + ending
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
