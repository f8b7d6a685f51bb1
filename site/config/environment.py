"""The environment, read in one place. `docs/settings.md` lists the same names in prose.

Every name below is an environment variable in capitals (`data_dir` is `DATA_DIR`).
"""

from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]

REQUIRED_IN_PRODUCTION = (
    "secret_key",
    "allowed_hosts",
    "public_url",
    "database_url",
    "encryption_keys",
    "lookup_keys",
    "email_url",
    "email_from",
)

type Names = Annotated[list[str], NoDecode]


class Environment(BaseSettings):
    """What the machine may tell the site. Lists are separated by commas."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    data_dir: Path = Field(ROOT / "var", description="database, media, keys and static files")
    port: int = Field(8000, ge=0, le=65535, description="port of the web server")
    debug: bool = Field(False, description="Django's debug pages (never in production)")
    demonstration: bool = Field(True, description="shows the notice and keeps robots out")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    secret_key: str = Field("", description="Django's signing key")
    secret_key_fallbacks: Names = Field([], description="former signing keys, during a rotation")
    encryption_keys: Names = Field([], description="keys of stored identifiers, newest first")
    lookup_keys: Names = Field([], description="keys of look-up hashes, newest first")

    allowed_hosts: Names = Field([], description="host names that the site answers to")
    public_url: str = Field("", description="address of the site, such as https://example.org")
    trusted_proxies: int = Field(0, ge=0, description="reverse proxies in front of the site")

    database_url: str = Field("", description="PostgreSQL; empty means SQLite in DATA_DIR")
    redis_url: str = Field("", description="shared cache; empty means the memory of each process")
    email_url: str = Field("", description="smtp://user:password@host:587/?tls=true")
    email_from: str = Field("", description="sender of the site's mail")

    @field_validator(
        "secret_key_fallbacks", "encryption_keys", "lookup_keys", "allowed_hosts", mode="before"
    )
    @classmethod
    def split(cls, value: object) -> object:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @field_validator("data_dir")
    @classmethod
    def absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    def missing_in_production(self) -> list[str]:
        """Names of variables without which production must not start."""
        return [name.upper() for name in REQUIRED_IN_PRODUCTION if not getattr(self, name)]


environment = Environment()
