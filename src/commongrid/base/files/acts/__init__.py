"""Taking photos and documents in, blurring and publishing them, and letting them go."""

from commongrid.base.files.acts.documents import take_in_document
from commongrid.base.files.acts.keeping import (
    drop_originals,
    expire_originals,
    forget,
    hand_over,
    keep_originals,
    open_original,
    sweep,
)
from commongrid.base.files.acts.photos import TakenIn, keep_offer, take_in
from commongrid.base.files.acts.review import approve, blur, propose_faces, withdraw
from commongrid.base.files.acts.uploads import add_part, begin, drop_uploads, expire_uploads

__all__ = [
    "TakenIn",
    "add_part",
    "approve",
    "begin",
    "blur",
    "drop_originals",
    "drop_uploads",
    "expire_originals",
    "expire_uploads",
    "forget",
    "hand_over",
    "keep_offer",
    "keep_originals",
    "open_original",
    "propose_faces",
    "sweep",
    "take_in",
    "take_in_document",
    "withdraw",
]
