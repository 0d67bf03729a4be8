"""What whoever starts a process reads when what surrounds it cannot be used: sentences, and no lines of code."""

import sys
from types import TracebackType

import psycopg_pool
from django.db import OperationalError

from commongrid.config.environment import Unusable

UNANSWERED = "PostgreSQL does not answer: see that the server runs and that DATABASE_URL names its host, port, user and password"

ENDED = "PostgreSQL ended in the middle of this, and its log says why (var/pg.log for the house's own); what was not finished is undone."


def told(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Instead of `sys.excepthook`; a fault of the code itself is shown with its lines, as always."""
    if isinstance(fault, Unusable):
        sys.stderr.write(f"{fault}\n")
    elif isinstance(fault, OperationalError) and isinstance(fault.__cause__, psycopg_pool.PoolTimeout):
        sys.stderr.write(f"{UNANSWERED} ({fault}).\n")
    elif isinstance(fault, OperationalError) and "closed the connection" in str(fault):
        sys.stderr.write(f"{ENDED}\n")
    else:
        sys.__excepthook__(kind, fault, trace)
