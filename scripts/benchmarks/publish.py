"""Publishes a page again and again, inside a site's own environment.

    python scripts/benchmarks/publish.py 10 2    # ten times, every two seconds

Prints a line of JSON for each: the `number` that its title shows and when it was `committed`.
"""

import json
import sys
import time

import django

django.setup()

from programs.models import ProgrammePage  # noqa: E402

SLUG = "digiskills"


def publish(number: int) -> None:
    page = ProgrammePage.objects.get(slug=SLUG, locale__language_code="en")
    page.title = f"Published {number}"
    page.save_revision().publish()
    sys.stdout.write(json.dumps({"number": number, "committed": time.time()}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for place in range(int(sys.argv[1])):
        time.sleep(float(sys.argv[2]))
        publish(place + 1)
