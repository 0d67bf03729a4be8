from django.apps import AppConfig


class AdviceConfig(AppConfig):
    name = "commongrid.work.advice"
    label = "advice"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.work.advice import acts
        from commongrid.work.advice.terms import KEPT_DAYS

        retention.declare(Retention("advice.words", KEPT_DAYS, ("advice_advice.words",), acts.forget))
