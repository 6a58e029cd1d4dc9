"""What publishing says when it will not make a file."""

from blueprint.domain.errors import Invalid


class Refusal(Invalid):
    """A text or picture that cannot be published as it is.

    `sentence` says what is wrong, `file` which text (a file's or a chapter's name), `place` where in it ("line 12"),
    `line` the same as a number from 1, and `remedy` what to do. `str()` is all of it, as one reads it.
    """

    def __init__(self, sentence: str, *, file: str = "", line: int | None = None, remedy: str = "") -> None:
        self.sentence, self.file, self.line, self.remedy = sentence, file, line, remedy
        super().__init__(self._spoken())

    @property
    def place(self) -> str:
        """Where in the file, in words; empty when the whole file is meant."""
        return f"line {self.line}" if self.line else ""

    def _spoken(self) -> str:
        where = ", ".join(part for part in (self.file, self.place) if part)
        said = f"{where}: {self.sentence}" if where else self.sentence
        return f"{said} {self.remedy}".strip()

    def at(self, file: str) -> "Refusal":
        """The same refusal, told of the named file."""
        return Refusal(self.sentence, file=self.file or file, line=self.line, remedy=self.remedy)
