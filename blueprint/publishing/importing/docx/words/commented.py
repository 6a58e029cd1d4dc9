"""The words that comments are on."""

from dataclasses import dataclass, field

LONGEST = 300
MOST_OPEN = 1_000


@dataclass(slots=True)
class CommentedWords:
    """The ranges of comments: those that are open take up the words that are read."""

    _open: dict[str, list[str]] = field(default_factory=dict)
    _ended: dict[str, str] = field(default_factory=dict)

    def begin(self, identifier: str) -> None:
        """A comment's range begins."""
        if len(self._open) < MOST_OPEN:
            self._open[identifier] = []

    def end(self, identifier: str) -> None:
        """A comment's range ends."""
        self._ended[identifier] = _shown(self._open.pop(identifier, []))

    def add(self, text: str) -> None:
        """Words that were read."""
        for pieces in self._open.values():
            if len(pieces) < LONGEST:
                pieces.append(text)

    def words(self, identifier: str) -> str:
        """The words that a comment is on, cut off where there are many; empty for a comment on a place."""
        return self._ended.get(identifier) or _shown(self._open.get(identifier, []))


def _shown(pieces: list[str]) -> str:
    text = " ".join("".join(pieces).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
