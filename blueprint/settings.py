"""Every setting, each a `BLUEPRINT_…` variable or a line in one TOML file.

The file is `blueprint.toml` in the working folder, or the one `BLUEPRINT_SETTINGS` names. `PORT` alone, as hosting services
set it, works too.
"""

import os
from pathlib import Path
from typing import Self

from pydantic import AliasChoices, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from blueprint.domain.errors import Invalid
from blueprint.domain.policies import PolicyFiles

_PACKAGE = Path(__file__).resolve().parent
SHIPPED_POLICIES = next(
    (folder for folder in (_PACKAGE / "policies", _PACKAGE.with_name("policies")) if folder.is_dir()), _PACKAGE
)
"""The policy files that come with the program: inside an installed package, at the top of a checkout."""

_POLICIES = ("principles.toml", "principles", "templates", "sample")
"""What a folder of policies may hold."""


class Settings(BaseSettings):
    """What an operator may set. README.md describes each for people."""

    model_config = SettingsConfigDict(env_prefix="BLUEPRINT_", extra="forbid", populate_by_name=True)

    data: Path = Path("data")
    """The folder that holds everything the workbench writes: database, pictures, and what it needs to publish."""
    exports: Path = Path("exports")
    """The folder of the files of published editions: `exports` beside the default `data`, else inside `data`."""
    policies: Path = SHIPPED_POLICIES
    """A folder like `policies/`, of another body; a file that it lacks is taken from the one that comes with the program."""
    database_url: str = ""
    """An SQLAlchemy URL, or one as `psql` takes it; empty: SQLite in the data folder."""
    host: str = "127.0.0.1"
    port: int = Field(default=8501, validation_alias=AliasChoices("BLUEPRINT_PORT", "PORT", "port"))
    base_url: str = ""
    """The address people reach it at, for links in emails and permalinks; empty: http://localhost with the port."""
    secure_cookies: bool | None = None
    """Whether cookies travel over HTTPS only; left open: when `base_url` starts with https."""
    session_days: int = Field(default=30, ge=1, le=400)
    invitation_days: int = Field(default=30, ge=1, le=400)
    link_hours: int = Field(default=72, ge=1, le=1_000)
    licence: str = "CC-BY-SA-4.0"
    """The licence editions carry, as an SPDX identifier."""
    publisher: str = "Progressive International"
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_security: str = Field(default="starttls", pattern="^(starttls|tls|none)$")
    mail_from: str = "blueprint@localhost"
    log_format: str = Field(default="text", pattern="^(text|json)$")

    @model_validator(mode="after")
    def _fill_in(self) -> Self:
        if "data" in self.model_fields_set and "exports" not in self.model_fields_set:
            self.exports = self.data / "exports"
        self.data, self.exports = (folder.expanduser().resolve() for folder in (self.data, self.exports))
        self.policies = _checked(self.policies.expanduser().resolve())
        self.base_url = (self.base_url or f"http://localhost:{self.port}").rstrip("/")
        self.database_url = _with_driver(self.database_url) or f"sqlite:///{self.data / 'blueprint.db'}"
        if self.secure_cookies is None:
            self.secure_cookies = self.base_url.startswith("https://")
        return self

    @property
    def policy_files(self) -> PolicyFiles:
        """The policy files of `policies`, completed by those that come with the program."""
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
        file = TomlConfigSettingsSource(settings_cls, Path(os.environ.get("BLUEPRINT_SETTINGS", "blueprint.toml")))
        return (init_settings, env_settings, file)


class DemonstrationSettings(Settings):
    """The settings of `blueprint demo`: a data folder of its own, so that the workbench beside it stays empty."""

    data: Path = Path("demo")


def _checked(policies: Path) -> Path:
    """The folder; raises `Invalid` for one that cannot be meant."""
    if not any((policies / name).exists() for name in _POLICIES):
        known = ", ".join(_POLICIES)
        raise Invalid(
            f"BLUEPRINT_POLICIES names {policies}, which is no folder that holds any of {known}. "
            "Correct it, or leave it out to use those that come with the program."
        )
    return policies


def _with_driver(url: str) -> str:
    """The URL with our driver where it names PostgreSQL alone, as hosting services write it."""
    scheme, separator, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if separator and scheme in ("postgres", "postgresql") else url
