from django.apps import AppConfig

KEPT_DAYS = 365


class NoticesConfig(AppConfig):
    name = "commongrid.base.notices"
    label = "notices"

    def ready(self) -> None:
        from commongrid.base.notices import acts
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention

        told = ("notices_notice", "notices_delivery")
        retention.declare(Retention("notices.told", KEPT_DAYS, told, acts.expire))
        retention.declare(Retention("notices.hook", None, ("notices_hook.secret",)))
