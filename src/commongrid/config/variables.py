"""How each variable of the environment is spelt; a ValueError continues the sentence that begins with its name."""

import base64
import binascii
import json
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

MODES = ("dev", "demo", "test", "production")
YES, NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
KEY_BYTES = 32
SHORTEST_SECRET = 50


@dataclass(frozen=True)
class Database:
    """Where PostgreSQL is. An empty host, port, user or password leaves the choice to libpq."""

    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""
    options: tuple[tuple[str, str], ...] = ()


def tiles(text: str) -> str:
    """The address of picture tiles with {z}, {x} and {y} in it; ValueError says what is wrong with it."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an address that begins with https://")
    if not all(mark in text for mark in ("{z}", "{x}", "{y}")):
        raise ValueError("must have {z}, {x} and {y} where the tile's place goes")
    return text


def video_room(text: str) -> str:
    """The address of a room of the city's own video service, with {room} in it; ValueError says what is wrong with it."""
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError("must be an address that begins with https://")
    if "{room}" not in text:
        raise ValueError("must have {room} where the name of the room goes")
    return text


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


def line_secrets(text: str) -> dict[str, str]:
    """Reads a JSON object: code of a line → its secret."""
    try:
        told = json.loads(text)
    except json.JSONDecodeError as fault:
        raise ValueError(f"is not valid JSON ({fault.msg})") from None
    if not isinstance(told, dict) or not all(isinstance(one, str) and len(one) >= 8 for one in told.values()):
        raise ValueError("must be an object of line code and secret, each secret at least 8 characters long")
    return {str(code): secret for code, secret in told.items()}


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


def mode(text: str) -> str:
    if text not in MODES:
        raise ValueError(f"must be one of {', '.join(MODES)}, not {text!r}")
    return text


def switch(text: str) -> bool:
    if text.lower() not in YES | NO:
        raise ValueError(f"must be 1 or 0, not {text!r}")
    return text.lower() in YES


def secret(text: str) -> str:
    if len(text) < SHORTEST_SECRET or len(set(text)) < 5:
        raise ValueError(f"is too easy to guess: it needs at least {SHORTEST_SECRET} random characters")
    return text


def hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in text.split(",") if host.strip())
    wrong = [host for host in hosts if "/" in host or " " in host]
    if wrong:
        raise ValueError(f"must be host names separated by commas, without http:// or paths: {wrong[0]!r}")
    return hosts


def origins(text: str) -> tuple[str, ...]:
    """Sites as a browser names them: https://intranet.example.gov.cn, several separated by commas."""
    sites = tuple(site.strip().rstrip("/") for site in text.split(",") if site.strip())
    for site in sites:
        parts = urlsplit(site)
        if parts.scheme not in ("https", "http") or not parts.netloc or parts.path or set(site) & set("'; *"):
            raise ValueError(
                f"must be sites such as https://intranet.example.gov.cn, separated by commas: {site!r}"
            )
    return sites


def number(text: str, least: int, most: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= most:
        raise ValueError(f"must be a whole number from {least} to {most}, not {text!r}")
    return int(text)


def email(text: str) -> str:
    if urlsplit(text).scheme not in ("console", "smtp", "memory", "file"):
        raise ValueError("must begin with smtp://, file: or console:")
    return text
