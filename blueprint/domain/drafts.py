"""Drafts: what a person has typed and not saved yet."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Literal

from pydantic import Field

from blueprint.domain.dialects import CURRENT_DIALECT
from blueprint.domain.value import Value

MAX_CONFLICTS = 50
"""Of the conflicts of a draft at most so many are listed; the wordings of all are in its text."""


class DraftText(Value):
    """A title and a text, as an editor shows them."""

    title: str
    markdown: str

    @property
    def state(self) -> str:
        """The name of this state of a draft: the first 32 hexadecimal digits of a SHA-256 of title and text."""
        content = f"{self.title}\0{self.markdown}".encode("utf-8", "surrogatepass")
        return sha256(content).hexdigest()[:32]


class DraftConflict(Value):
    """Two wordings of one passage, of one row of a table, or two titles, written on two devices.

    A passage's wordings are both in the draft's text, `stored` before `sent`; an empty `stored` or `sent` is a passage that
    one device deleted while the other changed it. Of two titles the draft has `sent`.
    """

    kind: Literal["passage", "row", "title"]
    stored: str
    sent: str

    @property
    def id(self) -> str:
        """A name that an editor settles the conflict by."""
        return sha256(f"{self.kind}\0{self.stored}\0{self.sent}".encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def is_open(self, text: DraftText) -> bool:
        """Whether a draft with this text still has both wordings."""
        if self.kind == "title":
            return text.title == self.sent
        return self.stored in text.markdown and self.sent in text.markdown


def open_conflicts(
    conflicts: Iterable[DraftConflict], text: DraftText, settled: tuple[str, ...] = ()
) -> tuple[DraftConflict, ...]:
    """Those that a draft with this text still has, each once, without the settled ones; at most `MAX_CONFLICTS`."""
    found = [one for one in dict.fromkeys(conflicts) if one.id not in settled and one.is_open(text)]
    return tuple(found[:MAX_CONFLICTS])


class DraftWrite(Value):
    """What an editor sends: its text, and the state of the draft that the text follows on from.

    `base` is the revision that the text started from. `device` names the editor, anew whenever one is opened; its
    `sequence` grows with every text. An empty device is an editor from before devices had names. `follows` is a draft's
    `state`; "" when the text was begun from revision `base`; None when that is not known. `ancestor` is the text of that
    state. `settled` are the ids of conflicts that the person has decided. `last` is True when the page is left, so that
    nothing more can be asked.
    """

    base: int
    title: str
    markdown: str
    sequence: int
    device: str = ""
    follows: str | None = None
    ancestor: DraftText | None = None
    settled: tuple[str, ...] = ()
    last: bool = False

    @property
    def text(self) -> DraftText:
        """Title and text."""
        return DraftText(title=self.title, markdown=self.markdown)


class Draft(Value):
    """A person's unsaved text of a proposal.

    `base` is the revision the draft started from. `sequence` grows with every write, on the server, since the clocks of
    devices differ. `device` is the one whose text it is; None when texts of several were merged. `writers` has by device
    the sequence of its last write that is in here, the latest device last. `dialect` is the version of the dialect
    that it was written in.
    """

    proposal_id: str
    person_id: str
    base: int
    title: str
    markdown: str
    sequence: int
    saved_at: datetime
    dialect: int = CURRENT_DIALECT
    device: str | None = ""
    writers: dict[str, int] = Field(default_factory=dict)
    conflicts: tuple[DraftConflict, ...] = ()

    @property
    def text(self) -> DraftText:
        """Title and text."""
        return DraftText(title=self.title, markdown=self.markdown)

    @property
    def state(self) -> str:
        """The name of this state, for an editor to say what its next text follows on from."""
        return self.text.state

    def has(self, write: DraftWrite) -> bool:
        """Whether a write, or a later one of its device, is in the draft already."""
        return write.sequence <= self.writers.get(write.device, -1)


class DraftSummary(Value):
    """A draft without its text, for lists; `title` is the proposal's where the draft has none."""

    proposal_id: str
    title: str
    saved_at: datetime
