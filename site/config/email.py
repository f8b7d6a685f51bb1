"""Outgoing mail from one address, such as smtp://user:password@mail.example.org:587/?tls=true"""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

# For each answer of the server. A delivery takes four or five, and must be over before the lease of
# its message is (forms/outbox/sending.py).
SECONDS = 10


def smtp_mailer(url: str) -> dict[str, Any]:
    """A mailer (an entry of Django's MAILERS) for a smtp:// or smtps:// address."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("EMAIL_URL must look like smtp://user:password@host:587/?tls=true")
    implicit_tls = parts.scheme == "smtps"
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or (465 if implicit_tls else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": implicit_tls,
            "use_tls": parse_qs(parts.query).get("tls", ["false"])[0] == "true",
            "timeout": SECONDS,
        },
    }
