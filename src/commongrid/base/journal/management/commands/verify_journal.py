from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commongrid.base.journal import sealing


class Command(BaseCommand):
    help = "Walk every chain of digests and every seal; name the first broken entry."

    def handle(self, *args: Any, **options: Any) -> None:
        fault = sealing.first_broken_entry() or sealing.first_broken_seal(timezone.get_default_timezone())
        if fault:
            raise CommandError(f"{fault.subject}, entry {fault.seq}: {fault.what}")
        self.stdout.write(
            "The journal is whole: every entry follows from the one before it, every seal holds."
        )
