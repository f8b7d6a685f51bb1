"""The environment, read in one place. `docs/settings.md` lists the same names in prose.

Every name below is an environment variable in capitals (`data_dir` is `DATA_DIR`).
"""

import re
from pathlib import Path
from typing import Annotated, Any, Literal

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
type Limits = Annotated[dict[str, tuple[int, int]], NoDecode]

# name=times/seconds, neither of them nought, both of a readable size.
LIMIT = re.compile(r"(\*|[a-z]+(?:-[a-z]+)*)=([1-9]\d{0,6})/([1-9]\d{0,7})", re.ASCII)


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
    redis_url: str = Field("", description="shared cache and counts; empty: memory and database")
    frontend_cache: dict[str, dict[str, Any]] = Field(
        {}, description="caches on the way to purge: WAGTAILFRONTENDCACHE of Wagtail, as JSON"
    )
    email_url: str = Field("", description="smtp://user:password@host:587/?tls=true")
    email_from: str = Field("", description="sender of the site's mail")

    limits: Limits = Field({}, description="rules of forms.engine.limits, as name=times/seconds")
    proof_of_work: Literal["never", "under-load", "always"] = Field(
        "under-load", description="whether a browser computes before a form is begun"
    )
    proof_of_work_load: int = Field(120, ge=1, description="forms begun a minute that are load")
    clamav_url: str = Field(
        "",
        pattern=r"^(tcp://[^/:]+:\d{1,5}|unix:/.+)?$",
        description="virus scanner of uploads: tcp://host:3310 or unix:/path/of/the/socket",
    )

    @field_validator(
        "secret_key_fallbacks", "encryption_keys", "lookup_keys", "allowed_hosts", mode="before"
    )
    @classmethod
    def split(cls, value: object) -> object:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @field_validator("limits", mode="before")
    @classmethod
    def times_and_seconds(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        found = [LIMIT.fullmatch(part) for part in parts]
        if not all(found):
            raise ValueError("write name=times/seconds, separated by commas")
        return {one[1]: (int(one[2]), int(one[3])) for one in found if one}

    @field_validator("data_dir")
    @classmethod
    def absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    def missing_in_production(self) -> list[str]:
        """Names of variables without which production must not start."""
        return [name.upper() for name in REQUIRED_IN_PRODUCTION if not getattr(self, name)]


environment = Environment()
