"""Words of a report: channels, statuses and journal kinds."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    SNAP = "snap"
    CAPTAIN = "captain"
    PORTAL = "portal"
    DESK = "desk"
    PHONE = "phone"
    PATROL = "patrol"
    HOTLINE = "12345"
    POLICE = "110"
    SECRETARY = "secretary"
    LETTERBOX = "letterbox"
    VISIT = "visit"
    DELIBERATION = "deliberation"
    SENSOR = "sensor"
    API = "api"


class ReportStatus(StrEnum):
    RECEIVED = "received"
    VERIFYING = "verifying"
    ADMITTED = "admitted"
    FOLLOWED = "followed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


OPEN = (ReportStatus.RECEIVED, ReportStatus.VERIFYING)

KINDS = (
    "report.received",
    "report.sent_to_verify",
    "report.verified",
    "report.admitted",
    "report.followed",
    "report.declined",
    "report.withdrawn",
    "report.appealed",
    "report.appeal_answered",
    "report.corrected",
    "report.claimed",
)
