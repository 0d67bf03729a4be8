from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "commongrid.intake"
    label = "intake"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.intake import acts, personal
        from commongrid.registry.people import providers

        retention.declare(Retention("report_words", 1095, ("intake_report.words",), acts.expire_words))
        providers.register(personal.ReportsOfPerson())
