"""PostgreSQL as Django is told about it, and the refusal of one that is too old."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from commongrid.config.environment import Environment, Unusable
from commongrid.config.launch.sockets import DATABASE, SUPERUSER, socket_directory
from commongrid.config.variables import Database

OLDEST = 16
WEB_LIMITS = {"statement_timeout": "15s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "30s"}
# Migrations, imports and jobs may take long, but a forgotten transaction must not hold back the journal's readers.
OTHER_LIMITS = {"idle_in_transaction_session_timeout": "10min"}


class TooOld(Unusable):
    """The PostgreSQL at hand is older than the house can stand on."""


def default(found: Environment, test_name: str) -> dict[str, Any]:
    """Django's DATABASES["default"]: DATABASE_URL, or the house's own server under var/."""
    at = found.database or Database(DATABASE, SUPERUSER, host=str(socket_directory(found.var / "pg")))
    limits = WEB_LIMITS if found.web else OTHER_LIMITS
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": at.name,
        "USER": at.user,
        "PASSWORD": at.password,
        "HOST": at.host,
        "PORT": at.port,
        "DISABLE_SERVER_SIDE_CURSORS": False,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": found.pool_size, "timeout": 10},
            # Only plain psycopg cursors prepare; the ORM binds on the client.
            "prepare_threshold": 5,
            "application_name": "commongrid web" if found.web else "commongrid",
            "options": " ".join(f"-c {name}={value}" for name, value in limits.items()),
            **dict(at.options),
        },
        "TEST": {"NAME": test_name},
    }


def refuse_old(version: int, where: str) -> None:
    """Raises TooOld unless `version` (as server_version_num: 160004 is 16.4) is new enough."""
    if version < OLDEST * 10000:
        raise TooOld(
            f"The PostgreSQL at {where} is version {version // 10000}.{version % 10000}; Commongrid needs {OLDEST} or newer. "
            "Upgrade it, or leave DATABASE_URL out to use the PostgreSQL that comes with Commongrid."
        )


def look_at_new_connection(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Hears Django's `connection_created`: no query is ever sent to a server that is too old."""
    info = connection.connection.info
    refuse_old(info.server_version, f"{info.host or 'the default socket'}")
