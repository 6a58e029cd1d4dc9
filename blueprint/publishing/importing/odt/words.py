"""The words of a paragraph of an OpenDocument text, and what people noted beside them."""

import re
from typing import TYPE_CHECKING

from blueprint.locales import gettext as _
from blueprint.publishing.importing.dialect.nodes import LINE_BREAK, words
from blueprint.publishing.importing.findings import NONCHARACTERS
from blueprint.publishing.importing.looks import Inline, Look, nested
from blueprint.publishing.importing.odt.styles import OdtFormat
from blueprint.publishing.importing.report import What
from blueprint.publishing.importing.symbols import seen_in
from blueprint.publishing.importing.xml import Element, attribute, child, every, name_of, number
from blueprint.publishing.markdown.decode import replace_unprintable
from blueprint.publishing.markdown.pandoc import Node

if TYPE_CHECKING:
    from blueprint.publishing.importing.odt.story import OdtStory

EQUATION = "\ufdd3"
"""Before the number of an equation that Pandoc has not read yet, in its node."""
_UNSEEN = frozenset({
    "hidden-text", "sequence-decls", "user-index-mark", "toc-mark", "alphabetical-index-mark", "tracked-changes",
    "bookmark-start", "bookmark-end", "soft-page-break", "note-citation", "annotation-end", "ruby-text", "script",
})  # fmt: skip
MOST_SPACES = 1_000
_SPACES = re.compile("[ \\t\\r\\n]+")


class OdtWords:
    """One paragraph while it is read: its inlines, markers, and the blocks that follow it."""

    def __init__(self, story: "OdtStory") -> None:
        self.story, self.reading = story, story.reading
        self.markers: list[Node] = []
        self.after: list[Node] = []
        self._inlines: list[Inline] = []
        self._hidden: list[str] = []
        self._link = ""

    def read(self, element: Element, format: OdtFormat) -> list[Node]:
        """The inlines of a paragraph."""
        hidden = child(element, "text:hidden-paragraph")
        if attribute(hidden, "text:is-hidden") == "true":
            format = format._replace(hidden=True)
        self._inside(element, format)
        if shown := "".join(self._hidden).strip():
            self._left_out(What.HIDDEN_TEXT, _("Text that is hidden is not seen in the document either."), shown)
        return nested(self._inlines)

    @property
    def has_hidden(self) -> bool:
        """Whether words of the paragraph are hidden."""
        return bool(self._hidden)

    def _inside(self, element: Element, format: OdtFormat) -> None:
        self._text(element.text or "", format)
        for each in element:
            self._one(each, format)
            self._text(each.tail or "", format)

    def _one(self, each: Element, format: OdtFormat) -> None:
        prefix, name = _prefix(each), name_of(each).rpartition("}")[2]
        if name == "span":
            self._inside(each, self.reading.styles.format(attribute(each, "text:style-name"), format))
        elif name == "a" and prefix == "text":
            look = format.look._replace(link=attribute(each, "xlink:href"), underlined=False)
            self._inside(each, format._replace(look=look))
        elif name == "s":
            self._text(" " * min(number(attribute(each, "text:c"), 1), MOST_SPACES), format, literal=True)
        elif name in ("tab", "line-break"):
            self._space(name, format)
        elif name == "note":
            self._note(each, format)
        elif name == "annotation":
            self._comment(each)
        elif name in ("change-start", "change"):
            self._change(each, name)
        elif name == "bookmark":
            self.story.bookmarks.append(attribute(each, "text:name"))
        elif name == "a" and prefix == "draw":
            outer, self._link = self._link, attribute(each, "xlink:href")
            self._inside(each, format)
            self._link = outer
        elif prefix == "draw":
            self.story.drawing(each, self)
        else:
            self._other(each, name, format)

    def _other(self, each: Element, name: str, format: OdtFormat) -> None:
        if name == "bookmark-start":
            self.story.bookmarks.append(attribute(each, "text:name"))
        elif name == "hidden-text":
            self._hidden.append(attribute(each, "text:string-value"))
        elif name == "ruby":
            base = child(each, "text:ruby-base")
            self._inside(base if base is not None else each, format)
            reading = "".join("".join(text.itertext()) for text in every(each, "text:ruby-text"))
            self._text(f"({reading})" if reading else "", format)
        elif name not in _UNSEEN:
            self._inside(each, format)

    def _text(self, text: str, format: OdtFormat, *, literal: bool = False) -> None:
        """Words; white space in a row is one space, but for what is written as `text:s` (ODF 1.3, part 3, 6.1.2)."""
        if not text or format.is_paragraph_number:
            return
        self.reading.count(len(text))
        if format.hidden:
            self._hidden.append(text)
            return
        shown = text if literal else _collapsed(text)
        if format.symbol_font:
            shown = seen_in(shown, format.symbol_font)
        if format.capitals:
            self._note_style(_("Words that are shown in capitals are written in capitals."), shown)
            shown = shown.upper()
        elif format.small_capitals:
            self._note_style(_("Small capitals became ordinary letters."), shown)
        shown = NONCHARACTERS.sub("\ufffd", replace_unprintable(shown.replace("\u00ad", "")))
        nodes = [{"t": "Str", "c": shown}] if format.look.code else words(shown)
        self._inlines += [Inline(node, format.look) for node in nodes]

    def _space(self, name: str, format: OdtFormat) -> None:
        if name == "tab":
            self._text(" ", format)
        elif not format.hidden:
            self._inlines.append(Inline(LINE_BREAK, format.look))

    def emit(self, nodes: list[Node]) -> None:
        """Add what is no word: pictures, equations."""
        self._inlines += [Inline(node, Look(link=self._link)) for node in nodes]

    # -- beside the words

    def _note(self, element: Element, format: OdtFormat) -> None:
        body = child(element, "text:note-body")
        if body is None:
            return
        self._inlines.append(
            Inline({"t": "Note", "c": self.story.beside().read(body)}, format.look._replace(raised=False))
        )
        if attribute(element, "text:note-class") == "endnote":
            said = _("Notes at the end became footnotes.")
            self.markers.append(self.reading.findings.changed(What.FOOTNOTES, said))

    def _comment(self, element: Element) -> None:
        lines = (each for kind in ("text:p", "text:h") for each in every(element, kind))
        text = " ".join(" ".join("".join(line.itertext()) for line in lines).split())
        author = "".join("".join(each.itertext()) for each in every(element, "dc:creator"))
        on = self.reading.ranges.get(attribute(element, "office:name"), "")
        place = _("on “{words}”: “{comment}”", words=on, comment=text) if on else f"“{text}”"
        self._left_out(What.COMMENTS, _("Comments are not part of the text."), place, author)

    def _change(self, element: Element, name: str) -> None:
        found = self.reading.changes.get(attribute(element, "text:change-id"))
        if found is None or (name == "change") != (found.kind == "deletion"):
            return
        what = _("deleted: {words}") if found.kind == "deletion" else _("inserted: {words}")
        words_of = found.words or self.reading.ranges.get(attribute(element, "text:change-id"), "")
        place = what.format(words=f"“{words_of}”") if words_of else ""
        said = _("Taken as accepted.")
        self.markers.append(self.reading.findings.changed(What.TRACKED_CHANGES, said, place, found.author))

    def _left_out(self, what: What, said: str, words_of: str, author: str = "") -> None:
        self.markers.append(self.reading.findings.left_out(what, said, words_of, author))

    def _note_style(self, said: str, words_of: str) -> None:
        if words_of.strip():
            self.markers.append(self.reading.findings.changed(What.STYLES, said, words_of))


def _prefix(element: Element) -> str:
    """The usual prefix of an element's namespace."""
    return "draw" if ":drawing:" in name_of(element) else "text" if ":text:" in name_of(element) else ""


def _collapsed(text: str) -> str:
    """Text with each row of spaces, tabs and line ends as one space; no-break spaces are kept."""
    return _SPACES.sub(" ", text)
