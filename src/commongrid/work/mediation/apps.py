from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "commongrid.work.mediation"
    label = "mediation"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.registry.people import providers
        from commongrid.work.mediation import acts

        covers = (
            "mediation_mediation.summary", "mediation_mediation.claim", "mediation_party.organisation",
            "mediation_sitting.minutes", "mediation_evidence.title", "mediation_clause.what",
            "mediation_agreement.issues", "mediation_agreement.manner", "mediation_signature.strokes",
            "mediation_confirmation.notes", "mediation_confirmation.record", "mediation_confirmation.grounds",
            "mediation_joined.strokes", "mediation_joined.address", "mediation_question.words", "mediation_question.answer",
        )  # fmt: skip
        retention.declare(Retention("mediation.words", 3653, covers, acts.let_go))
        providers.register(acts.Mediations())
