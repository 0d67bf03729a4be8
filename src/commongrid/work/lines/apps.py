from django.apps import AppConfig


class LinesConfig(AppConfig):
    name = "commongrid.work.lines"
    label = "lines"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.work.lines import acts
        from commongrid.work.lines.terms import REFUSED_KEPT_DAYS

        covers = ("lines_ticket.raw",)
        retention.declare(Retention("lines.refused", REFUSED_KEPT_DAYS, covers, acts.expire_refused))
