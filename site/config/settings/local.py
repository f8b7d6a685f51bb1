"""One machine, one command: everything is kept in DATA_DIR, keys too."""

from config.environment import environment
from config.secrets import kept_secret

from .base import *

DEBUG = environment.debug
SECRET_KEY = environment.secret_key or kept_secret(environment.data_dir, "secret_key")
ENCRYPTION_KEYS = environment.encryption_keys or [kept_secret(environment.data_dir, "encryption")]
LOOKUP_KEYS = environment.lookup_keys or [kept_secret(environment.data_dir, "lookup")]
ALLOWED_HOSTS = environment.allowed_hosts or ["127.0.0.1", "localhost", "[::1]"]
MAILERS = {
    "default": {
        "BACKEND": "forms.outbox.local.Backend",
        "OPTIONS": {"folder": environment.data_dir / "mail"},
    }
}
DEFAULT_FROM_EMAIL = environment.email_from or "noreply@localhost"
