"""One piece of work after the other in several processes that share what was read before."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from django.db import connections


def usual() -> int:
    """As many processes as there are cores, four at most."""
    return min(os.cpu_count() or 1, 4)


def each[S, W, R](
    do: Callable[[S, W], R], pieces: Sequence[W], shared: S, processes: int, chunk: int = 1
) -> Iterator[R]:
    """`do(shared, piece)` for every piece, as they are finished. `shared` is handed over by forking, never copied."""
    if processes == 1 or len(pieces) < 2:
        yield from map(partial(do, shared), pieces)
        return
    _let_go()
    _errand.append((do, shared))
    with multiprocessing.get_context("fork").Pool(processes, _begin) as pool:
        yield from pool.imap_unordered(_do, pieces, chunk)
    _errand.clear()


def stream[S, W, R](do: Callable[[S, W], R], pieces: Iterable[W], shared: S, processes: int) -> Iterator[R]:
    """The same for pieces that are made while others are worked on, a few ahead; results in their order."""
    if processes == 1:
        yield from map(partial(do, shared), pieces)
        return
    _let_go()
    _errand.append((do, shared))
    with multiprocessing.get_context("fork").Pool(processes, _begin) as pool:
        ahead: deque[Any] = deque()
        for piece in pieces:
            ahead.append(pool.apply_async(_do, (piece,)))
            if len(ahead) > 2 * processes:
                yield ahead.popleft().get()
        while ahead:
            yield ahead.popleft().get()
    _errand.clear()


_errand: list[tuple[Callable[[Any, Any], Any], Any]] = []
"""What the forked processes find when they are born."""


def _begin() -> None:
    """Ctrl-C ends the parent, which ends its processes; when it was killed and cannot, they see that it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        # What was begun is rolled back when the connection closes; there is nobody left to tell.
        os._exit(1)


def _do(piece: Any) -> Any:
    do, shared = _errand[-1]
    return do(shared, piece)


def _let_go() -> None:
    """No process may speak on a connection another one has opened."""
    for name in connections:
        connection = connections[name]
        connection.close()
        if getattr(connection, "pool", None) is not None:
            connection.close_pool()  # type: ignore[attr-defined]
