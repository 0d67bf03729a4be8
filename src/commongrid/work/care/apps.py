from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "commongrid.work.care"
    label = "care"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.registry.people import providers
        from commongrid.work.care import acts
        from commongrid.work.care.terms import FROZEN_DAYS, INVITED_DAYS, NOTES_KEPT_DAYS

        notes = ("care_file.called", "care_note.words")
        retention.declare(Retention("care.notes", NOTES_KEPT_DAYS, notes, acts.forget_notes))
        words = ("care_care.name", "care_care.address", "care_care.words", "care_visit.words")
        retention.declare(Retention("care.visits", FROZEN_DAYS, words, acts.forget_ended))
        invited = ("care_invitation",)
        retention.declare(Retention("care.invitations", INVITED_DAYS, invited, acts.forget_invitations))
        providers.register(acts.Cared())
