"""What stands between the city and its people: mode, keys, mail, codes."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from commongrid.base.privacy import keys as ring
from commongrid.doors.desk.admin.checks.terms import Finding
from commongrid.registry.people import senders

# Sentences of rooms that know no languages; here they get their Chinese.
KNOWN = (
    gettext_noop("Codes are written to the log, where staff can read them."),
    gettext_noop("DEFAULT_FROM_EMAIL is localhost: mail servers will refuse it."),
    gettext_noop("SMS_GATEWAY has no url."),
    gettext_noop("SMS_GATEWAY has no key_id."),
    gettext_noop("SMS_GATEWAY has no secret."),
    gettext_noop("SMS_GATEWAY has no template."),
    gettext_noop("SMS_GATEWAY's url must begin with https://: codes must not travel in the clear."),
    gettext_noop("BLIND_INDEX_KEY is also in FIELD_KEYS: one leak would open both."),
)


def mode(_at: datetime) -> list[Finding]:
    """A demonstration must not be taken for a city in service."""
    title = _("Mode")
    if settings.HOUSE.mode == "production":
        words = _("In service.")
        return (
            [Finding("late", title, _("Errors are shown in full."), _("Switch COMMONGRID_DEBUG off."))]
            if settings.DEBUG
            else [Finding("ok", title, words)]
        )
    words = _("This is a demonstration: it makes its own keys and shows who may sign in.")
    return [
        Finding(
            "soon",
            title,
            words,
            _("For a city in service set COMMONGRID_MODE=production; what is missing is then named."),
        )
    ]


def keys(_at: datetime) -> list[Finding]:
    """Personal data can be closed and opened again."""
    title, wrong = _("Keys for personal data"), ring.faults()
    mend = _("docs/operate/settings.md says how keys are made and changed.")
    if wrong:
        return [Finding("late", title, _(fault), mend) for fault in wrong]
    names = [name for name, _secret in ring.field_keys()]
    words = _("Personal data is closed with the key “%(name)s”.") % {"name": names[0]}
    return [Finding("ok", title, words)]


def mail(_at: datetime) -> list[Finding]:
    """Mail reaches somebody."""
    title, mailer = _("Mail"), settings.MAILERS["default"]
    kind = mailer["BACKEND"].split(".")[-2]
    if kind != "smtp":
        words = _("Mail is written to the log or a folder and reaches nobody.")
        return [
            Finding("soon", title, words, _("Set COMMONGRID_EMAIL_URL=smtp://user:password@host:587?tls=1."))
        ]
    options = mailer["OPTIONS"]
    words = _("Mail goes out through %(host)s.") % {"host": options["host"]}
    if not (options.get("use_tls") or options.get("use_ssl")):
        return [
            Finding("soon", title, words, _("It travels in the clear: add ?tls=1 to COMMONGRID_EMAIL_URL."))
        ]
    return [Finding("ok", title, words)]


def codes(_at: datetime) -> list[Finding]:
    """One-time codes reach residents' phones and mailboxes."""
    title, wrong = _("One-time codes"), senders.check_config()
    mend = _("CODE_SENDERS chooses the adapter, SMS_GATEWAY tells it where to; see docs/operate/settings.md.")
    if wrong:
        return [Finding("late", title, _(fault), mend) for fault in wrong]
    if isinstance(senders.sender_for("phone"), senders.Console):
        words = _("Codes for phones are written to the log and reach nobody.")
        return [Finding("soon", title, words, mend)]
    return [Finding("ok", title, _("Codes go out through the gateway."))]
