from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "commongrid.intake"
    label = "intake"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.intake import acts, personal, queries
        from commongrid.registry.people import providers
        from commongrid.registry.premises import witnesses

        retention.declare(Retention("report_words", 1095, ("intake_report.words",), acts.expire_words))
        witnesses.register("reports", queries.known_of)
        providers.register(personal.ReportsOfPerson())
