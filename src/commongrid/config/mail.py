"""Where mail goes: COMMONGRID_EMAIL_URL as Django's MAILERS."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

BACKENDS = "django.core.mail.backends"


def mailers(url: str) -> dict[str, dict[str, Any]]:
    """Reads smtp://user:password@host:587?tls=1 (or ssl=1), file:/a/folder, console: or memory:."""
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"default": {"BACKEND": f"{BACKENDS}.console.EmailBackend"}}
    if parts.scheme == "memory":
        return {"default": {"BACKEND": f"{BACKENDS}.locmem.EmailBackend"}}
    if parts.scheme == "file":
        return {
            "default": {"BACKEND": f"{BACKENDS}.filebased.EmailBackend", "OPTIONS": {"file_path": parts.path}}
        }
    asked = parse_qs(parts.query)
    options = {
        "host": parts.hostname or "localhost",
        "port": parts.port or 587,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": asked.get("tls") == ["1"],
        "use_ssl": asked.get("ssl") == ["1"],
        "timeout": 10,
    }
    return {"default": {"BACKEND": f"{BACKENDS}.smtp.EmailBackend", "OPTIONS": options}}
