"""An act was recorded: who hears it. Readers run behind the loop; the loop never waits for them."""

from __future__ import annotations

from commongrid.base.journal.reading import Listener, Reader
from commongrid.work.dispatch import listeners as dispatch

DISPATCH: dict[str, tuple[Listener, ...]] = {
    "case.opened": (dispatch.on_waiting,),
    "case.sent_back": (dispatch.on_waiting,),
    "case.reopened": (dispatch.on_waiting,),
    "case.escalated": (dispatch.on_waiting,),
    "case.delegated": (dispatch.on_waiting,),
}

READERS: dict[str, Reader] = {reader.name: reader for reader in (Reader("dispatch", DISPATCH),)}
