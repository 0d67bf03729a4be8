"""The token of a link: its id with the house's signature, so that nobody can make one up or guess another."""

from __future__ import annotations

from uuid import UUID

from django.core import signing

SALT = "commongrid.insight.handouts.link"


def token(link_id: UUID) -> str:
    """The signed part of a link's address."""
    return signing.Signer(salt=SALT, sep=".").sign(link_id.hex)


def link_id(token: str) -> UUID | None:
    """The link a token names; None when it was not signed here."""
    try:
        return UUID(hex=signing.Signer(salt=SALT, sep=".").unsign(token))
    except (signing.BadSignature, ValueError):
        return None
