from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "commongrid.work.reception"
    label = "reception"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.registry.people import providers
        from commongrid.work.reception import acts
        from commongrid.work.reception.terms import KEPT_DAYS

        providers.register(acts.Speaking())
        retention.declare(
            Retention("reception.tickets", KEPT_DAYS, ("reception_ticket",), acts.forget_tickets)
        )
        retention.declare(Retention("reception.sittings", 1, ("reception_sitting",), acts.forget_sittings))
