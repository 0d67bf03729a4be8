"""What the surroundings say: every variable read once, every fault told at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from commongrid.config import variables

ROOT = Path(__file__).resolve().parents[3]


class Unusable(ImproperlyConfigured):
    """What surrounds the house cannot be used; the message is sentences for whoever starts it."""


class BadEnvironment(Unusable):
    """The environment cannot be used; `faults` are sentences, each saying what to do."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        count = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(f"The settings have {count}:\n" + "\n".join(f"  - {fault}" for fault in faults))


@dataclass(frozen=True)
class Environment:
    """The surroundings of one process, checked. Keys are None where the house makes its own."""

    mode: str
    debug: bool
    var: Path
    hosts: tuple[str, ...]
    secret_key: str | None
    field_keys: dict[str, bytes] | None
    blind_index_key: bytes | None
    database: variables.Database | None
    pool_size: int
    web: bool
    https: bool
    second_factor: bool
    idle_minutes: int
    proxies: int
    email_url: str
    email_from: str
    metrics_token: str
    tiles: str
    tiles_credit: str
    embed_by: tuple[str, ...]
    video_room: str
    line_secrets: dict[str, str]


def read(environ: Mapping[str, str]) -> Environment:
    """Reads the variables that docs/operate names; raises BadEnvironment naming every one that is missing or wrong."""
    faults: list[str] = []

    def take[T](name: str, parse: Callable[[str], T], otherwise: T) -> T:
        try:
            return parse(environ[name]) if environ.get(name) else otherwise
        except ValueError as fault:
            faults.append(f"{name} {fault}")
            return otherwise

    mode = take("COMMONGRID_MODE", variables.mode, "dev")
    found = Environment(
        mode=mode,
        debug=take("COMMONGRID_DEBUG", variables.switch, False),
        var=Path(environ.get("COMMONGRID_VAR") or ROOT / "var").resolve(),
        hosts=take("COMMONGRID_HOSTS", variables.hosts, ()),
        secret_key=take("SECRET_KEY", variables.secret, None),
        field_keys=take("FIELD_KEYS", variables.field_keys, None),
        blind_index_key=take("BLIND_INDEX_KEY", variables.key, None),
        database=take("DATABASE_URL", lambda url: variables.database(url, environ.get("PGHOST", "")), None),
        pool_size=take("COMMONGRID_POOL", lambda text: variables.number(text, 1, 200), 12),
        web=environ.get("COMMONGRID_PROCESS") == "web",
        https=take("COMMONGRID_HTTPS", variables.switch, mode == "production"),
        second_factor=take("COMMONGRID_SECOND_FACTOR", variables.switch, mode == "production"),
        idle_minutes=take(
            "COMMONGRID_IDLE_MINUTES",
            lambda text: variables.number(text, 0, 1440),
            60 if mode == "production" else 0,
        ),
        proxies=take("COMMONGRID_PROXIES", lambda text: variables.number(text, 0, 9), 0),
        email_url=take("COMMONGRID_EMAIL_URL", variables.email, "console:"),
        email_from=environ.get("COMMONGRID_EMAIL_FROM", "commongrid@localhost"),
        metrics_token=environ.get("COMMONGRID_METRICS_TOKEN", ""),
        tiles=take("COMMONGRID_TILES", variables.tiles, ""),
        tiles_credit=environ.get("COMMONGRID_TILES_CREDIT", ""),
        embed_by=take("COMMONGRID_EMBED_BY", variables.origins, ()),
        video_room=take("COMMONGRID_VIDEO_ROOM", variables.video_room, ""),
        line_secrets=take("COMMONGRID_LINE_SECRETS", variables.line_secrets, {}),
    )
    named_wrong = {fault.split(" ", 1)[0] for fault in faults}
    faults += [fault for fault in _demands(found, environ) if fault.split(" ", 1)[0] not in named_wrong]
    if faults:
        raise BadEnvironment(faults)
    return found


def _demands(found: Environment, environ: Mapping[str, str]) -> list[str]:
    if found.mode != "production":
        return []
    make = "python -c 'import secrets; print(secrets.token_urlsafe(64))'"
    make_key = "python -c 'import base64, os; print(\"a:\" + base64.b64encode(os.urandom(32)).decode())'"
    needed = {
        "SECRET_KEY": f"is missing: give a long random text ({make}) and keep it",
        "FIELD_KEYS": f"is missing: give at least one key for personal data ({make_key}) and keep it apart from backups",
        "BLIND_INDEX_KEY": "is missing: give 32 random bytes in base64, different from every FIELD_KEYS key",
        "DATABASE_URL": "is missing: give postgresql://user:password@host:5432/name of a PostgreSQL 16 or newer",
        "COMMONGRID_HOSTS": "is missing: give the names this site answers to, such as grid.example.gov.cn",
        "COMMONGRID_EMAIL_URL": "is missing: give smtp://user:password@host:587?tls=1",
    }
    faults = [f"{name} {words}" for name, words in needed.items() if not environ.get(name)]
    if found.debug:
        faults.append("COMMONGRID_DEBUG must be off in production: it shows residents' data in error pages")
    if environ.get("COMMONGRID_EMAIL_URL") and not found.email_url.startswith("smtp:"):
        faults.append("COMMONGRID_EMAIL_URL must be smtp:// in production: other mail reaches nobody")
    if found.blind_index_key and found.blind_index_key in (found.field_keys or {}).values():
        faults.append("BLIND_INDEX_KEY must differ from every FIELD_KEYS key: one leak must not open both")
    return faults
