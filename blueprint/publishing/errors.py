"""The errors of publishing."""

from collections.abc import Iterable

from blueprint.domain.errors import Invalid


class Refusal(Invalid):
    """A text or image that cannot be published as it is.

    `sentence` says what is wrong, `file` in which text (a file's or a chapter's name), `line` on which line (from 1) and
    `remedy` what to do. `str()` is all of it in one line.
    """

    def __init__(self, sentence: str, *, file: str = "", line: int | None = None, remedy: str = "") -> None:
        self.sentence, self.file, self.line, self.remedy = sentence, file, line, remedy
        super().__init__(self._message())

    @property
    def place(self) -> str:
        """“line 12”; empty when the whole file is meant."""
        return f"line {self.line}" if self.line else ""

    def _message(self) -> str:
        where = ", ".join(part for part in (self.file, self.place) if part)
        message = f"{where}: {self.sentence}" if where else self.sentence
        return f"{message} {self.remedy}".strip()

    def at(self, file: str) -> "Refusal":
        """The same refusal with the name of the file, if it has none."""
        return Refusal(self.sentence, file=self.file or file, line=self.line, remedy=self.remedy)


class Refusals(Invalid):
    """All that is wrong with a book at once, in the order of its texts; `str()` has a line for each."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("\n".join(map(str, self.refusals)))


class NoGlyph(Exception):
    """No font has these characters; whoever knows the book turns it into a `Refusal` with their place."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        super().__init__(characters)
