"""The site as `make run` has it, with static files by their plain names: none are collected."""

from config.settings import local
from config.settings.local import *  # noqa: F403

STORAGES = local.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}

# Whether a request reads the stamp depends on the clock: here none does, on either site.
STAMP_SECONDS = 3600
