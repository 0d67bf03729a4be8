from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "commongrid.work.followups"
    label = "followups"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.work.followups import acts
        from commongrid.work.followups.terms import KEPT_DAYS

        retention.declare(Retention("followups.calls", KEPT_DAYS, ("followups_call.words",), acts.let_go))
