"""What the surroundings say: every variable read once, every fault told at once."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]
MODES = ("dev", "demo", "test", "production")
YES, NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
KEY_BYTES = 32
SHORTEST_SECRET = 50


class BadEnvironment(ImproperlyConfigured):
    """The environment cannot be used; `faults` are sentences, each saying what to do."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        count = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(f"The settings have {count}:\n" + "\n".join(f"  - {fault}" for fault in faults))


@dataclass(frozen=True)
class Database:
    """Where PostgreSQL is. An empty host, port, user or password leaves the choice to libpq."""

    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""
    options: tuple[tuple[str, str], ...] = ()


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
    database: Database | None
    pool_size: int
    web: bool
    https: bool
    proxies: int
    email_url: str
    email_from: str
    metrics_token: str


def read(environ: Mapping[str, str]) -> Environment:
    """Reads the variables that docs/operate names; raises BadEnvironment naming every one that is missing or wrong."""
    faults: list[str] = []

    def take[T](name: str, parse: Callable[[str], T], otherwise: T) -> T:
        try:
            return parse(environ[name]) if environ.get(name) else otherwise
        except ValueError as fault:
            faults.append(f"{name} {fault}")
            return otherwise

    mode = take("COMMONGRID_MODE", _mode, "dev")
    found = Environment(
        mode=mode,
        debug=take("COMMONGRID_DEBUG", _switch, False),
        var=Path(environ.get("COMMONGRID_VAR") or ROOT / "var").resolve(),
        hosts=take("COMMONGRID_HOSTS", _hosts, ()),
        secret_key=take("SECRET_KEY", _secret, None),
        field_keys=take("FIELD_KEYS", field_keys, None),
        blind_index_key=take("BLIND_INDEX_KEY", key, None),
        database=take("DATABASE_URL", lambda url: database(url, environ.get("PGHOST", "")), None),
        pool_size=take("COMMONGRID_POOL", lambda text: _number(text, 1, 200), 8),
        web=environ.get("COMMONGRID_PROCESS") == "web",
        https=take("COMMONGRID_HTTPS", _switch, mode == "production"),
        proxies=take("COMMONGRID_PROXIES", lambda text: _number(text, 0, 9), 0),
        email_url=take("COMMONGRID_EMAIL_URL", _email, "console:"),
        email_from=environ.get("COMMONGRID_EMAIL_FROM", "commongrid@localhost"),
        metrics_token=environ.get("COMMONGRID_METRICS_TOKEN", ""),
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


def database(url: str, pg_host: str = "") -> Database:
    """Takes postgresql://user:password@host:port/name?sslmode=… apart; ValueError says what is wrong with it."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError(f"must begin with postgresql://, not {parts.scheme or url.split(':', 1)[0]}://")
    try:
        port = str(parts.port or "")
    except ValueError:
        raise ValueError("has a port that is not a number from 1 to 65535") from None
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ValueError("names no database: end it with /name")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "") or pg_host
    return Database(
        name=name,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=host,
        port=port,
        options=tuple(sorted(options.items())),
    )


def field_keys(text: str) -> dict[str, bytes]:
    """Reads `id:base64,id:base64` or a JSON object of the same; the first key is the one that encrypts."""
    if text.lstrip().startswith("{"):
        try:
            pairs = [(str(name), str(value)) for name, value in json.loads(text).items()]
        except json.JSONDecodeError as fault:
            raise ValueError(f"is not valid JSON ({fault.msg})") from None
    else:
        pairs = []
        for part in text.split(","):
            name, colon, value = part.strip().partition(":")
            if not (colon and name):
                raise ValueError("must be a list of id:base64, separated by commas")
            pairs.append((name, value))
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("names the same key id twice")
    if not pairs:
        raise ValueError("holds no key")
    return {name: key(value, f"key {name!r}") for name, value in pairs}


def key(text: str, called: str = "it") -> bytes:
    """Decodes one 32-byte key from base64 (plain or URL-safe)."""
    try:
        raw = base64.b64decode(text.strip().replace("-", "+").replace("_", "/"), validate=True)
    except binascii.Error:
        raise ValueError(f"is not base64 ({called})") from None
    if len(raw) != KEY_BYTES:
        raise ValueError(f"needs {KEY_BYTES} bytes in base64, {called} has {len(raw)}")
    return raw


def _mode(text: str) -> str:
    if text not in MODES:
        raise ValueError(f"must be one of {', '.join(MODES)}, not {text!r}")
    return text


def _switch(text: str) -> bool:
    if text.lower() not in YES | NO:
        raise ValueError(f"must be 1 or 0, not {text!r}")
    return text.lower() in YES


def _secret(text: str) -> str:
    if len(text) < SHORTEST_SECRET or len(set(text)) < 5:
        raise ValueError(f"is too easy to guess: it needs at least {SHORTEST_SECRET} random characters")
    return text


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in text.split(",") if host.strip())
    wrong = [host for host in hosts if "/" in host or " " in host]
    if wrong:
        raise ValueError(f"must be host names separated by commas, without http:// or paths: {wrong[0]!r}")
    return hosts


def _number(text: str, least: int, most: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= most:
        raise ValueError(f"must be a whole number from {least} to {most}, not {text!r}")
    return int(text)


def _email(text: str) -> str:
    if urlsplit(text).scheme not in ("console", "smtp", "memory", "file"):
        raise ValueError("must begin with smtp://, file: or console:")
    return text
