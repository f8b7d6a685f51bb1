"""`manage.py rotate_keys`: everything encrypted and every look-up hash with the newest keys."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from forms.engine.rotation import Report, rotate_encryption, rotate_hashes


class Command(BaseCommand):
    help = (
        "Write stored identifiers with the first of ENCRYPTION_KEYS and LOOKUP_KEYS. "
        "The site may go on running; stop and repeat it as you like. docs/keys.md"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        failed = self.tell("encrypted again", rotate_encryption())
        failed += self.tell("hashed again", rotate_hashes())
        if failed:
            raise CommandError(
                f"{failed} values could not be changed. Keep the old keys, and see docs/keys.md."
            )

    def tell(self, what: str, report: Report) -> int:
        for label, number in sorted(report.changed.items()):
            self.stdout.write(f"{label}: {number} {what}")
        for label, number in sorted(report.failed.items()):
            self.stderr.write(f"{label}: {number} NOT {what}")
        return sum(report.failed.values())
