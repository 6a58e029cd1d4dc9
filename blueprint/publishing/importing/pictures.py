"""The pictures of a file, decoded and named by their content."""

from blueprint.locales import gettext as _
from blueprint.publishing.errors import Refusal
from blueprint.publishing.importing.dialect.nodes import SPACE, picture, words
from blueprint.publishing.importing.findings import Findings
from blueprint.publishing.importing.report import What
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.uploads.images import check_image

MOST_PICTURES = 500


class Pictures:
    """The pictures found so far: their bytes by the names that the Markdown has for them."""

    def __init__(self, findings: Findings) -> None:
        self.found: dict[str, bytes] = {}
        self._names: dict[bytes, str | None] = {}
        self._findings = findings

    def image(self, data: bytes | None, description: str, shown: str = "") -> list[Node]:
        """The picture and markers; a line that says so for one that cannot be read. `shown` is its name in the file."""
        name = self._name(data) if data else None
        if name is not None:
            return [picture(name, description)]
        marker = self._findings.left_out(
            What.PICTURES,
            _("A picture could not be read: it is in a format for printing or drawing, or damaged. A line says so."),
            description or shown,
        )
        return [*self._line(_("[A picture that could not be read stood here.]"), description), marker]

    def linked(self, address: str, description: str) -> list[Node]:
        """A line in place of a picture that is not in the file, but somewhere else."""
        marker = self._findings.left_out(
            What.PICTURES,
            _("A picture is linked, not in the file. A line says where it is."),
            f"{description} {address}",
        )
        line = _("[A linked picture stood here: {address}]", address=address[:500])
        return [*self._line(line, description), marker]

    def _line(self, sentence: str, description: str) -> list[Node]:
        return [SPACE, {"t": "Emph", "c": words(sentence)}, SPACE, *words(description)]

    def _name(self, data: bytes) -> str | None:
        if data not in self._names and len(self._names) < MOST_PICTURES:
            try:
                info = check_image(data)
            except Refusal:
                self._names[data] = None
            else:
                self._names[data] = info.name
                self.found[info.name] = info.data
        return self._names.get(data)
