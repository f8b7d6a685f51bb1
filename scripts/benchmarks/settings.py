"""The site as `make run` has it, and beside it a plain Wagtail form page."""

from config.settings import local
from config.settings.local import *  # noqa: F403

INSTALLED_APPS = [*local.INSTALLED_APPS, "wagtail.contrib.forms", "plain_form"]
