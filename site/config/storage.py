"""Where visitors' files lie: in DATA_DIR/private, which no address leads to, encrypted."""

from typing import Any

from config.environment import Environment


def private_storage(environment: Environment) -> dict[str, Any]:
    """The storage `private`, readable by the site's own user alone."""
    return {
        "BACKEND": "forms.engine.uploads.storage.PrivateStorage",
        "OPTIONS": {
            "location": environment.data_dir / "private",
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }
