"""The WSGI application that Granian serves: public pages from memory, the rest from Django."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

from django.core.wsgi import get_wsgi_application

django_application = get_wsgi_application()

from config.pages import RULES, content_stamp  # noqa: E402 — needs the settings
from pagecache import PageCache  # noqa: E402

application = PageCache(django_application, RULES, content_stamp)
