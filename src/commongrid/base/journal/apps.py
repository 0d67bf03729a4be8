from datetime import UTC, datetime
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def prepare(sender: Any, **kwargs: Any) -> None:
    """After every migration: the era of this cluster, and room for the months to come."""
    from commongrid.base.journal import acts

    now = datetime.now(UTC)
    acts.enter_era(at=now)
    acts.make_partitions(now.date().replace(day=1), 13)


class JournalConfig(AppConfig):
    name = "commongrid.base.journal"
    label = "journal"

    def ready(self) -> None:
        post_migrate.connect(prepare, sender=self)
