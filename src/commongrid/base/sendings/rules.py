"""When something was captured, told by a clock that may be wrong."""

from __future__ import annotations

from datetime import datetime

from commongrid.base.sendings.terms import OLDEST
from commongrid.base.verdicts import Verdict, Why


def captured_at(
    said: datetime | None, device_now: datetime | None, now: datetime
) -> Verdict[datetime | None]:
    """The moment of capture by our clock: the device's, moved by as much as the device is wrong now.

    `said` and `device_now` are by the device's clock, `now` is ours. None where nothing was said, or what was said cannot
    be true: in the future, or older than `OLDEST`.
    """
    if said is None:
        return Verdict(None, (Why("sendings.no_time"),))
    moment = said + (now - device_now) if device_now else said
    wrong = round((device_now - now).total_seconds()) if device_now else 0
    if moment > now or now - moment > OLDEST:
        return Verdict(None, (Why("sendings.unlikely_time", {"said": said.isoformat(), "seconds": wrong}),))
    return Verdict(moment, (Why("sendings.set_right", {"said": said.isoformat(), "seconds": wrong}),))
