"""Behind TLS, with every secret from the environment. Refuses to start when one is missing."""

from django.core.exceptions import ImproperlyConfigured

from config.email import smtp_mailer
from config.environment import environment

from .base import *

if missing := environment.missing_in_production():
    raise ImproperlyConfigured(
        f"Set these environment variables, then start again: {', '.join(missing)}. "
        "docs/settings.md says what each is."
    )

SECRET_KEY = environment.secret_key
SECRET_KEY_FALLBACKS = environment.secret_key_fallbacks
ENCRYPTION_KEYS = environment.encryption_keys
LOOKUP_KEYS = environment.lookup_keys
ALLOWED_HOSTS = environment.allowed_hosts
CSRF_TRUSTED_ORIGINS = [environment.public_url]
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.email_from
MAILERS = {"default": smtp_mailer(environment.email_url)}

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
if environment.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if environment.redis_url:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": environment.redis_url,
        }
    }
