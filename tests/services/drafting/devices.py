"""Devices of one person that write a draft as the editor does, without a browser."""

from dataclasses import dataclass, field

from blueprint.domain.drafts import Draft, DraftText
from blueprint.domain.errors import AncestorNeeded
from blueprint.services.drafting import drafts, revisions
from tests.factories import Scene


@dataclass
class Device:
    """An editor: what is on its screen, and the last state of the draft that it knows to be on the server.

    `clock` may run behind that of other devices.
    """

    scene: Scene
    proposal_id: str
    name: str
    clock: int = 0
    markdown: str = ""
    title: str = ""
    base: int = 1
    shared: DraftText = field(default_factory=lambda: DraftText(title="", markdown=""))
    follows: str = ""

    def open(self) -> None:
        """Load the draft, or else the newest revision."""
        draft = drafts.read_draft(self.scene.workbench, self.scene["author"], self.proposal_id)
        if draft is None:
            head = revisions.read_revision(self.scene.workbench, self.scene["author"], self.proposal_id)
            self._take(head.number, DraftText(title=head.title, markdown=head.markdown), "")
        else:
            self._take(draft.base, draft.text, draft.state)

    def _take(self, base: int, text: DraftText, state: str) -> None:
        self.base, self.title, self.markdown = base, text.title, text.markdown
        self.shared, self.follows = text, state

    def write(self, *, answered: bool = True) -> Draft:
        """Send the text; without an answer the device goes on as if nothing had arrived."""
        self.clock += 1
        try:
            draft = self._send(None)
        except AncestorNeeded:
            draft = self._send(self.shared)
        if answered:
            self._take(draft.base, draft.text, draft.state)
        return draft

    def _send(self, ancestor: DraftText | None) -> Draft:
        return drafts.save_draft(
            self.scene.workbench,
            self.scene["author"],
            self.proposal_id,
            base=self.base,
            title=self.title,
            markdown=self.markdown,
            sequence=self.clock,
            device=self.name,
            follows=self.follows,
            ancestor=ancestor,
        )

    def type_into(self, paragraph: int, word: str) -> None:
        """Add a word at the end of a paragraph, or begin a new one behind the last."""
        paragraphs = self.markdown.rstrip("\n").split("\n\n")
        if paragraph < len(paragraphs):
            paragraphs[paragraph] += f" {word}"
        else:
            paragraphs.append(word)
        self.markdown = "\n\n".join(paragraphs) + "\n"
