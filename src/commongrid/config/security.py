"""What a browser may do on our pages, and how a session travels."""

from typing import Any
from urllib.parse import urlsplit

from django.utils.csp import CSP

from commongrid.config.environment import Environment

A_YEAR = 365 * 24 * 3600
PROBES = r"^(healthz|readyz|metrics)$"

CONTENT: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "media-src": [CSP.SELF, "blob:"],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
}


def content(found: Environment) -> dict[str, list[str]]:
    """What pages may load: our own, and pictures of the tile source where one is set."""
    if not found.tiles:
        return CONTENT
    parts = urlsplit(found.tiles)
    source = f"{parts.scheme}://{parts.netloc}"
    return CONTENT | {name: [*CONTENT[name], source] for name in ("img-src", "connect-src")}


def settings(found: Environment) -> dict[str, Any]:
    """The settings that depend on whether the city is reached by https."""
    common: dict[str, Any] = {
        "SECURE_CSP": content(found),
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_AGE": 7 * 24 * 3600,
        "SESSION_COOKIE_SECURE": found.https,
        "CSRF_COOKIE_SECURE": found.https,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "SECURE_SSL_REDIRECT": found.https,
        "SECURE_REDIRECT_EXEMPT": [PROBES],
        "ALLAUTH_TRUSTED_PROXY_COUNT": found.proxies,
    }
    if found.https:
        common |= {
            "SECURE_HSTS_SECONDS": A_YEAR,
            "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
            "SECURE_HSTS_PRELOAD": True,
        }
    if found.proxies:
        common["SECURE_PROXY_SSL_HEADER"] = ("HTTP_X_FORWARDED_PROTO", "https")
    return common
