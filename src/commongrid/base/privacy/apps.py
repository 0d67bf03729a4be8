from django.apps import AppConfig
from django.core import checks


class PrivacyConfig(AppConfig):
    name = "commongrid.base.privacy"
    label = "privacy"

    def ready(self) -> None:
        from commongrid.base.privacy import acts, retention
        from commongrid.base.privacy import checks as ours
        from commongrid.base.privacy.terms import LOOKS_KEPT_DAYS, Retention

        retention.declare(Retention("privacy.looks", LOOKS_KEPT_DAYS, ("privacy_look",), acts.expire_looks))
        checks.register(ours.keys_are_good, checks.Tags.security)
        checks.register(ours.retention_is_declared, checks.Tags.models)
