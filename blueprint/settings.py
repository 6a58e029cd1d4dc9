"""The settings: environment variables `BLUEPRINT_…`, or a TOML file.

The file is `blueprint.toml` in the working folder, or the one `BLUEPRINT_SETTINGS` names. `PORT` alone, as hosting services
set it, works too.
"""

import os
import re
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Any, Self

from pydantic import AliasChoices, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from blueprint.domain.errors import Invalid
from blueprint.domain.policies import PolicyFiles

_PACKAGE = Path(__file__).resolve().parent
SHIPPED_POLICIES = next(
    (folder for folder in (_PACKAGE / "policies", _PACKAGE.with_name("policies")) if folder.is_dir()), _PACKAGE
)
"""The policy files of the program: in an installed package, or at the top of a checkout."""

_SCHEMES = ("postgres", "postgresql", "postgresql+psycopg", "sqlite")
_POLICIES = ("principles.toml", "principles", "templates", "sample")
"""The files and folders of a folder of policies."""


class Settings(BaseSettings):
    """The settings of an operator; README.md documents each. Raises `Invalid` for one that cannot be."""

    model_config = SettingsConfigDict(env_prefix="BLUEPRINT_", extra="forbid", populate_by_name=True)

    data: Path = Path("data")
    """The data folder: database, images, caches."""
    exports: Path = Path("exports")
    """The folder of the files of published editions: `exports` beside the default `data`, else inside `data`."""
    policies: Path = SHIPPED_POLICIES
    """A folder like `policies/`; missing files are taken from those of the program."""
    database_url: str = ""
    """An SQLAlchemy URL, or one as `psql` takes it; empty: SQLite in the data folder."""
    store: str = ""
    """Where pictures and editions are: `s3://bucket/folder`; empty: in the data folder and in `exports`."""
    store_endpoint: str = ""
    """The address of the service that has the bucket; empty: Amazon's."""
    store_region: str = ""
    store_access_key: SecretStr = SecretStr("")
    """The name and the secret of a key for the bucket; empty: those of the environment, as Amazon's own tools find them."""
    store_secret_key: SecretStr = SecretStr("")
    work: bool = True
    """Whether `blueprint serve` builds editions too; if not, `blueprint work` does, here or on other machines."""
    host: str = "127.0.0.1"
    port: int = Field(default=8501, validation_alias=AliasChoices("BLUEPRINT_PORT", "PORT", "port"))
    base_url: str = ""
    """The public address, for links in emails and permalinks; empty: http://localhost with the port."""
    secure_cookies: bool | None = None
    """Whether cookies are sent over HTTPS only; None: when `base_url` starts with https."""
    session_days: int = Field(default=30, ge=1, le=400)
    idle_hours: int = Field(default=72, ge=1, le=9_600)
    """How long a session goes on without being used; the default lasts over a weekend."""
    invitation_days: int = Field(default=30, ge=1, le=400)
    link_hours: int = Field(default=24, ge=1, le=1_000)
    """How long a link works that the operator's commands print."""
    mail_link_minutes: int = Field(default=30, ge=5, le=1_440)
    """How long a link works that is sent by mail."""
    trusted_proxies: str = ""
    """Addresses and networks whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed, divided by commas."""
    connections_per_address: int = Field(default=256, ge=16, le=100_000)
    """Connections that one network address may have open, trusted proxies aside."""
    licence: str = "CC-BY-SA-4.0"
    """The licence of editions, as an SPDX identifier."""
    publisher: str = "Progressive International"
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_security: str = Field(default="starttls", pattern="^(starttls|tls|none)$")
    mail_from: str = "blueprint@localhost"
    metrics: str = Field(default="", pattern=r"^$|^[^\s/]+:[0-9]{1,5}$")
    """Where Prometheus may ask for metrics: `host:port`; empty: nowhere. Not meant for the public."""
    log_format: str = Field(default="text", pattern="^(text|json)$")

    def __init__(self, **given: Any) -> None:
        try:
            super().__init__(**given)
        except ValidationError as error:
            raise Invalid("\n".join(_explained(one["loc"], one["msg"]) for one in error.errors())) from None
        except TOMLDecodeError as error:
            raise Invalid(f"{_settings_file()} is no TOML that can be read: {error}. Correct it there.") from error

    @model_validator(mode="after")
    def _set_defaults(self) -> Self:
        if "data" in self.model_fields_set and "exports" not in self.model_fields_set:
            self.exports = self.data / "exports"
        self.data, self.exports = (folder.expanduser().resolve() for folder in (self.data, self.exports))
        _require_bucket(self.store)
        self.policies = _checked(self.policies.expanduser().resolve())
        self.base_url = (self.base_url or f"http://localhost:{self.port}").rstrip("/")
        self.database_url = _with_driver(self.database_url) or f"sqlite:///{self.data / 'blueprint.db'}"
        if self.secure_cookies is None:
            self.secure_cookies = self.base_url.startswith("https://")
        return self

    @property
    def policy_files(self) -> PolicyFiles:
        """The policy files of `policies`, completed by those of the program."""
        return PolicyFiles(tuple(dict.fromkeys((self.policies, SHIPPED_POLICIES))))

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 we read no .env file
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 nor secret folders
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments before variables before the file."""
        file = TomlConfigSettingsSource(settings_cls, _settings_file())
        return (init_settings, env_settings, file)


class DemonstrationSettings(Settings):
    """The settings of `blueprint demo`, with a data folder of its own by default."""

    data: Path = Path("demo")


def _settings_file() -> Path:
    """The file of settings; raises `Invalid` when the environment names one that is not there."""
    named = os.environ.get("BLUEPRINT_SETTINGS", "")
    if named and not Path(named).is_file():
        raise Invalid(f"BLUEPRINT_SETTINGS names {named}, which is no file. Correct it, or leave it out.")
    return Path(named or "blueprint.toml")


def _explained(location: tuple[int | str, ...], message: str) -> str:
    """A sentence on a setting that pydantic refuses; without the value, which can be a secret."""
    name = ".".join(map(str, location)).lower().removeprefix("blueprint_")
    if name not in Settings.model_fields:
        known = ", ".join(sorted(Settings.model_fields))
        return f"There is no setting “{name}”. Remove it from {_settings_file()}, or correct it: there are {known}."
    return f"The setting “{name}” (BLUEPRINT_{name.upper()}) cannot be used: {message}."


def _checked(policies: Path) -> Path:
    """The folder; raises `Invalid` when it has no policy file."""
    if not any((policies / name).exists() for name in _POLICIES):
        known = ", ".join(_POLICIES)
        raise Invalid(
            f"BLUEPRINT_POLICIES names {policies}, which is no folder that holds any of {known}. "
            "Correct it, or leave it out to use those that come with the program."
        )
    return policies


def _require_bucket(store: str) -> None:
    """Raises `Invalid` for a store that is no bucket."""
    if store and not re.fullmatch(r"s3://[^/?#]+(/[^?#]*)?", store):
        raise Invalid(
            "BLUEPRINT_STORE is not the address of a bucket. Write it as s3://bucket or s3://bucket/folder, or leave it out "
            "to use folders of this machine."
        )


def _with_driver(url: str) -> str:
    """The URL with our driver for PostgreSQL where it names none, as hosting services write it; "" for none.

    Raises `Invalid` for a database of another kind.
    """
    scheme, _, rest = url.partition("://")
    if url and scheme not in _SCHEMES:
        raise Invalid(
            "BLUEPRINT_DATABASE_URL does not begin with postgresql:// or sqlite:///. Correct it, or leave it out to use "
            "SQLite in the data folder."
        )
    return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else url
