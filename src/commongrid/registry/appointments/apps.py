from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "commongrid.registry.appointments"
    label = "appointments"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.registry.appointments import acts
        from commongrid.registry.appointments.terms import KEPT_DAYS
        from commongrid.registry.people import providers

        covers = ("appointments_appointment.words",)
        retention.declare(Retention("appointments.visits", KEPT_DAYS, covers, acts.forget))
        providers.register(acts.Appointments())
