"""How far the build of an edition has come, and whether it is to stop."""

import time
from collections.abc import Callable, Sequence

from blueprint.domain.editions import UNFINISHED, Artifact, EditionState
from blueprint.services.context import Workbench
from blueprint.services.publishing.edition_formats import EditionFile
from blueprint.services.publishing.edition_status import PUBLISHING, SEPARATOR
from blueprint.storage import editions

_INTERVAL = 0.3
"""Seconds between two updates in the database."""


class BuildStopped(Exception):
    """The edition was stopped while it was being built."""


class BuildProgress:
    """Stores the progress of a build, and raises `BuildStopped` when the edition was stopped."""

    def __init__(
        self, workbench: Workbench, edition_id: str, files: Sequence[EditionFile], report: Callable[[str], None]
    ) -> None:
        self.workbench, self.edition_id, self.files, self.report = workbench, edition_id, files, report
        self.built: dict[EditionFile, Artifact] = {}
        self.updated = -_INTERVAL

    @property
    def missing(self) -> list[EditionFile]:
        """The files that are not built yet."""
        return [file for file in self.files if file not in self.built]

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """The built files, in the order in which readers see them."""
        return tuple(self.built[file] for file in self.files if file in self.built)

    def update(self, step: str, share: float) -> None:
        """Store the step and the share (0 to 1) of the current file that is done, at most every `_INTERVAL` seconds."""
        if time.monotonic() - self.updated < _INTERVAL:
            return
        self.updated = time.monotonic()
        missing = self.missing
        label = f"{missing[0].name}{SEPARATOR}{step}" if missing else PUBLISHING
        done = (len(self.built) + share) / len(self.files)
        with self.workbench.database.transaction() as session:
            edition = editions.get(session, self.edition_id, for_change=True)
            if edition is None or edition.state not in UNFINISHED:
                raise BuildStopped
            editions.advance(session, self.edition_id, state=EditionState.BUILDING, progress=done, step=label)
        self.report(f"{done:4.0%}  {label}")

    def store_files(self) -> None:
        """Store which files are built, also for an edition that was stopped meanwhile."""
        with self.workbench.database.transaction() as session:
            files = [artifact.model_dump() for artifact in self.artifacts]
            editions.advance(session, self.edition_id, artifacts=files)
