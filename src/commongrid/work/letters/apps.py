from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "commongrid.work.letters"
    label = "letters"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.registry.people import providers
        from commongrid.work.letters import acts
        from commongrid.work.letters.personal import LettersOfPerson
        from commongrid.work.letters.terms import KEPT_DAYS

        kept = ("letters_letter.answer", "letters_letter.note")
        retention.declare(Retention("letters.answers", KEPT_DAYS, kept, acts.expire_answers))
        public = ("letters_publication.title", "letters_publication.question", "letters_publication.answer", "letters_publication.note")  # fmt: skip
        retention.declare(Retention("letters.public", KEPT_DAYS, public, acts.expire_public))
        providers.register(LettersOfPerson())
