"""Outgoing mail from one address, such as smtp://user:password@mail.example.org:587/?tls=true"""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def email_settings(url: str) -> dict[str, Any]:
    """Django's e-mail settings for a smtp:// (STARTTLS by ?tls=true) or smtps:// address."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("EMAIL_URL must look like smtp://user:password@host:587/?tls=true")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parse_qs(parts.query).get("tls", ["false"])[0] == "true",
        "EMAIL_TIMEOUT": 20,
    }
