"""Tests: fixed keys, quick hashes, everything else as it is served."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="digital-pakistan-"))

from .base import *

INSTALLED_APPS = [*INSTALLED_APPS, "tests.staff.notes"]
SECRET_KEY = "only-for-tests"  # noqa: S105
ENCRYPTION_KEYS = ["dGVzdC10ZXN0LXRlc3QtdGVzdC10ZXN0LXRlc3QtdGU"]
LOOKUP_KEYS = ["bG9va3VwLWxvb2t1cC1sb29rdXAtbG9va3VwLWxvb2s"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
DEFAULT_FROM_EMAIL = "noreply@localhost"
WAGTAILADMIN_BASE_URL = "http://testserver"
AXES_ENABLED = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "private": STORAGES["private"],
}
MEDIA_ROOT = Path(os.environ["DATA_DIR"]) / "media"
MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns about a missing one
