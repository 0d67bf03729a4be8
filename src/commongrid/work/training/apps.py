from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "commongrid.work.training"
    label = "training"

    def ready(self) -> None:
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention
        from commongrid.work.training import acts
        from commongrid.work.training.terms import CERTIFICATES_DAYS, PROGRESS_DAYS, SITTINGS_DAYS

        sittings, progress, certificates = "training_sitting", "training_progress", "training_certificate"
        retention.declare(Retention("training.sittings", SITTINGS_DAYS, (sittings,), acts.forget_sittings))
        retention.declare(Retention("training.progress", PROGRESS_DAYS, (progress,), acts.forget_progress))
        retention.declare(
            Retention("training.certificates", CERTIFICATES_DAYS, (certificates,), acts.forget_certificates)
        )
