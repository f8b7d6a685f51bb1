"""What Granian serves while rendering is measured: Django alone, without the pages in memory."""

from config.wsgi import django_application as application

__all__ = ["application"]
