"""How far the build of an edition has come, and whether it is to stop."""

import time
from collections.abc import Callable, Sequence

from blueprint.domain.editions import UNFINISHED, Artifact, EditionState
from blueprint.services.context import Workbench
from blueprint.services.publishing.edition_formats import EditionFile
from blueprint.storage import editions

_EVERY = 0.3
"""Seconds between two notes of how far the making has come."""


class BuildStopped(Exception):
    """The edition is not to be made any more."""


class BuildProgress:
    """Notes how far the making has come, not too often, and notices when it is to stop."""

    def __init__(
        self, workbench: Workbench, edition_id: str, files: Sequence[EditionFile], said: Callable[[str], None]
    ) -> None:
        self.workbench, self.edition_id, self.files, self.said = workbench, edition_id, files, said
        self.made: dict[EditionFile, Artifact] = {}
        self.noted = -_EVERY

    @property
    def missing(self) -> list[EditionFile]:
        """What is still to be made."""
        return [file for file in self.files if file not in self.made]

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """What is made, in the order in which readers are offered it."""
        return tuple(self.made[file] for file in self.files if file in self.made)

    def tell(self, doing: str, share: float) -> None:
        if time.monotonic() - self.noted < _EVERY:
            return
        self.noted = time.monotonic()
        missing = self.missing
        step = f"{missing[0].name}: {doing}" if missing else "Publishing"
        done = (len(self.made) + share) / len(self.files)
        with self.workbench.database.transaction() as session:
            edition = editions.get(session, self.edition_id, for_change=True)
            if edition is None or edition.state not in UNFINISHED:
                raise BuildStopped
            editions.advance(session, self.edition_id, state=EditionState.BUILDING, progress=done, step=step)
        self.said(f"{done:4.0%}  {step}")

    def note(self) -> None:
        """Write down which files are made, also of an edition that has been stopped meanwhile."""
        with self.workbench.database.transaction() as session:
            made = [artifact.model_dump() for artifact in self.artifacts]
            editions.advance(session, self.edition_id, artifacts=made)
