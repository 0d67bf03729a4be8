"""Decisions about deliveries: when to try again, what a signature is, which address a webhook may have."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from commongrid.base.verdicts import Verdict, Why

MOST_TRIES = 8
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=12)
STALE_AFTER = timedelta(days=3)
NAT64 = ipaddress.ip_network("64:ff9b::/96")


def wait_before_next(tries: int) -> timedelta | None:
    """How long to wait after `tries` failures: a minute, four, sixteen, … at most half a day; None: give up."""
    if tries >= MOST_TRIES:
        return None
    return min(FIRST_WAIT * (1 << 2 * (tries - 1)), LONGEST_WAIT)


def is_stale(told_at: datetime, at: datetime) -> bool:
    """Is it too old to be sent out still? It stays in the inbox."""
    return at - told_at > STALE_AFTER


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """HMAC-SHA256 over "timestamp.body", in hex: whoever knows the secret can tell ours from a stranger's.

    The moment is signed too, so that a copied call can be refused when it is old.
    """
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def may_call(url: str, *, is_production: bool) -> Verdict[bool]:
    """May a webhook have this address? In production only https, and never an address inside the house."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.password:
        return Verdict(False, (Why("notices.hook_not_http"),))
    if is_production and parts.scheme != "https":
        return Verdict(False, (Why("notices.hook_not_https"),))
    if is_production and not _looks_outside(parts.hostname):
        return Verdict(False, (Why("notices.hook_inside", {"host": parts.hostname}),))
    return Verdict(True, (Why("notices.hook_fine"),))


def is_outside(address: str) -> bool:
    """Is a resolved IP address one of the open internet: not loopback, private, link-local, multicast or reserved?"""
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if inner is None and isinstance(found, ipaddress.IPv6Address) and found in NAT64:
        inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return (found if inner is None else inner).is_global and not found.is_multicast


def _looks_outside(host: str) -> bool:
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return False
    try:
        return is_outside(host)
    except ValueError:
        return "." in host
