"""A counsellor's notes; care visits with their consent, looks and end. Content is sealed, column by column."""

from commongrid.work.care.models.counselling import File, Note
from commongrid.work.care.models.visiting import Care, Consent, Invitation, Look, Visit

__all__ = ["Care", "Consent", "File", "Invitation", "Look", "Note", "Visit"]
