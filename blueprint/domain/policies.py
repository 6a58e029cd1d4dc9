"""The files of `policies/`: principles and their translations, templates of texts, the sample convening."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blueprint.domain.errors import Invalid
from blueprint.locales import gettext as _


@dataclass(frozen=True)
class PolicyFiles:
    """Policy files of several folders; a file that one folder lacks is taken from the next."""

    folders: tuple[Path, ...]

    def path(self, name: str) -> Path:
        """The first folder's file of that name, relative to the folder; raises `Invalid` when none has it."""
        for folder in self.folders:
            if (folder / name).is_file():
                return folder / name
        raise Invalid(
            _("{path} is missing. Put it there, or name another folder of policies.", path=self.folders[0] / name)
        )

    def text(self, name: str) -> str:
        """A file's text; raises `Invalid` when it is missing or is not UTF-8."""
        path = self.path(name)
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise Invalid(_("{path} is not UTF-8 text. Save it as UTF-8.", path=path)) from error

    def table(self, name: str) -> dict[str, Any]:
        """A TOML file's content; raises `Invalid` when it is missing or is not TOML."""
        try:
            return tomllib.loads(self.text(name))
        except tomllib.TOMLDecodeError as error:
            raise Invalid(
                _("{path} is not TOML: {problem}. Correct it, then start again.", path=self.path(name), problem=error)
            ) from error

    def stems(self, folder: str) -> tuple[str, ...]:
        """The names, without `.toml`, of the TOML files that any of the folders has in `folder`; sorted."""
        return tuple(sorted({path.stem for root in self.folders for path in (root / folder).glob("*.toml")}))
