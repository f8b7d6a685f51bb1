"""The site as `make run` has it, and beside it plain pages of Wagtail to compare with."""

from config.settings import local
from config.settings.local import *  # noqa: F403

INSTALLED_APPS = [*local.INSTALLED_APPS, "wagtail.contrib.forms", "plain_form", "empty_page"]

# The site of the empty pages.
EMPTY_HOST = "empty.localhost"
ALLOWED_HOSTS = [*local.ALLOWED_HOSTS, EMPTY_HOST]
