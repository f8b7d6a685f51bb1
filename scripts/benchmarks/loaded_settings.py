"""The site as `make run` has it, with static files by their plain names: none are collected."""

from config.settings import local
from config.settings.local import *  # noqa: F403

STORAGES = local.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
