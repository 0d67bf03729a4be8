from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "commongrid.base.files"
    label = "files"

    def ready(self) -> None:
        from commongrid.base.files import acts
        from commongrid.base.files.terms import ORIGINAL_KEPT_DAYS
        from commongrid.base.privacy import retention
        from commongrid.base.privacy.terms import Retention

        kept = Retention(
            "files.original", ORIGINAL_KEPT_DAYS, ("files_photo.original_key",), acts.expire_originals
        )
        retention.declare(kept)
