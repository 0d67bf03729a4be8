from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "commongrid.work.visits"
    label = "visits"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.work.visits import acts
        from commongrid.work.visits.terms import KEPT_DAYS

        retention.declare(Retention("visits.calls", KEPT_DAYS, ("visits_call.words",), acts.let_go))
