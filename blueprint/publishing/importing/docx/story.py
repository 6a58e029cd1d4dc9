"""A story of a Word file (its text, a note, a cell, a text box) read block by block."""

from blueprint.locales import gettext as _
from blueprint.publishing.importing.dialect.nodes import (
    SPACE,
    code_text,
    has_words,
    no_attributes,
    paragraph,
    trimmed,
    with_words,
)
from blueprint.publishing.importing.dialect.roles import CODE, KNOWN, QUOTATIONS, RULE, in_role
from blueprint.publishing.importing.docx.reading import Reading
from blueprint.publishing.importing.docx.tables import read_table
from blueprint.publishing.importing.docx.words.alternatives import chosen
from blueprint.publishing.importing.docx.words.commented import CommentedWords
from blueprint.publishing.importing.docx.words.fields import Fields
from blueprint.publishing.importing.docx.words.paragraph import ParagraphWords
from blueprint.publishing.importing.docx.words.runs import RunFormats
from blueprint.publishing.importing.lists.sign import Sign, SignKind
from blueprint.publishing.importing.lists.tree import CELL_MARGIN, QUOTATION_INDENT, Entry, ListTree
from blueprint.publishing.importing.report import What
from blueprint.publishing.importing.xml import Element, attribute, child, name_of, number, tag, text_of, toggle, value
from blueprint.publishing.markdown.ast import plain_text, walk
from blueprint.publishing.markdown.pandoc import Node

_TITLE = "title"
_NO_LIST = "0"
"""The list of a paragraph that is taken out of one; LibreOffice writes so what belongs to an item, without a sign."""
_NO_HEADINGS = frozenset({"subtitle", "author", "date", "title"})
_KNOWN = KNOWN | _NO_HEADINGS
_CONTENTS = "Table of Contents"
"""The gallery of building blocks that tables of contents are from."""
_CHANGED = frozenset(map(tag, ("w:ins", "w:del")))
_PASSED_OVER = frozenset(map(tag, ("w:moveFrom", "w:sectPr", "w:tblPr", "w:tblGrid", "w:sdtPr", "w:sdtEndPr")))


class Story:
    """Reads blocks; what reaches over paragraphs (fields, comments, bookmarks) is kept here."""

    def __init__(self, reading: Reading, part: str, *, is_main: bool = False) -> None:
        self.reading, self.part, self.is_main = reading, part, is_main
        self.formats = RunFormats(reading.styles)
        self.fields, self.comments = Fields(), CommentedWords()
        self.bookmarks: list[str] = []
        self.contents: list[str] = []
        self.title: list[Node] = []
        indent = reading.styles.paragraph_property("", "w:ind")
        self._tree = ListTree(body_left=_left_of(indent) or 0)
        self._before: list[Node] = []
        self._pending: list[Node] = []

    def read(self, container: Element) -> list[Node]:
        """The blocks in an element."""
        self._each(container)
        self._flush_contents()
        if has_words(self._before):
            self._tree.add(Entry([paragraph(self._taken([]))]))
        self._place_pending()
        return self._tree.blocks

    def beside(self) -> "Story":
        """A story of its own in the same part: a cell, a text box."""
        return Story(self.reading, self.part)

    def note(self, kind: str, identifier: str) -> Node | None:
        """A note as Pandoc has it; None for one that is not there, or stands in a note."""
        part, element = self.reading.notes.get((kind, identifier), ("", None))
        if element is None or self.reading.reading_note:
            return None
        self.reading.reading_note = True
        blocks = Story(self.reading, part).read(element)
        self.reading.reading_note = False
        return {"t": "Note", "c": blocks or [paragraph([])]}

    # -- blocks

    def _each(self, container: Element) -> None:
        for element in container:
            self._block(element)

    def _block(self, element: Element) -> None:
        name = name_of(element)
        if name == tag("w:p"):
            self._paragraph(element)
        elif name == tag("w:tbl"):
            self._table(element)
        elif name == tag("mc:AlternateContent"):
            self._each(chosen(element))
        elif name == tag("w:altChunk"):
            said = _("A file inside the file is left out; bring it in by itself.")
            self._pending.append(self.reading.findings.left_out(What.EMBEDDED, said))
        elif name == tag("w:bookmarkStart"):
            self.bookmarks.append(attribute(element, "w:name"))
        elif name == tag("w:commentRangeStart"):
            self.comments.begin(attribute(element, "w:id"))
        elif name == tag("w:commentRangeEnd"):
            self.comments.end(attribute(element, "w:id"))
        elif name in (tag("m:oMath"), tag("m:oMathPara"), tag("w:r")):
            self._finish(None, "", *self._words_of(_alone(element), ""))
        elif name == tag("w:sdt") and value(element, "w:sdtPr", "w:docPartObj", "w:docPartGallery") == _CONTENTS:
            self.contents.append(text_of(element))
        elif name in _CHANGED:
            self._changed_blocks(element, name)
        elif name not in _PASSED_OVER:
            self._each(element)

    def _changed_blocks(self, element: Element, name: str) -> None:
        """Whole blocks that were put in or taken out, as some programs mark them."""
        shown = f"“{' '.join(text_of(element).split())}”"
        author = attribute(element, "w:author")
        if name == tag("w:ins"):
            self.note_tracked(_("inserted: {words}", words=shown), author)
            self._each(element)
        else:
            self.note_tracked(_("deleted: {words}", words=shown), author)

    def _table(self, element: Element) -> None:
        table = read_table(self, element)
        if table:
            indent = number(attribute(child(element, "w:tblPr", "w:tblInd"), "w:w"))
            self._tree.add(Entry([table], left=indent + CELL_MARGIN))
            self._place_pending()

    # -- paragraphs

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "w:pPr")
        style = value(properties, "w:pStyle")
        if self.reading.styles.is_contents(style):
            self._contents_entry(element, style)
            return
        inlines, words = self._words_of(element, style)
        if self._is_joined(properties, inlines):
            return
        self._finish(properties, style, inlines, words)

    def _words_of(self, element: Element, style: str) -> tuple[list[Node], ParagraphWords]:
        is_code = not CODE.isdisjoint(self.reading.styles.names(style))
        words = ParagraphWords(self, style, is_code=is_code)
        inlines = words.read(element)
        self._pending += words.markers
        return inlines, words

    def _contents_entry(self, element: Element, style: str) -> None:
        inlines, _words = self._words_of(element, style)
        self.contents.append(plain_text(inlines))

    def _flush_contents(self) -> None:
        if shown := " ".join(self.contents).strip():
            said = _("The first change would make it wrong; editions have one of their own.")
            self._pending.append(self.reading.findings.left_out(What.CONTENTS, said, shown))
        self.contents.clear()

    def _is_joined(self, properties: Element | None, inlines: list[Node]) -> bool:
        """Whether the paragraph is one with the next: its end is deleted, or it is a drop cap."""
        drop_cap = attribute(child(properties, "w:framePr"), "w:dropCap") in ("drop", "margin")
        deleted = child(properties, "w:rPr", "w:del") is not None
        self._note_end(child(properties, "w:rPr"))
        if not drop_cap and not deleted:
            return False
        self._before += inlines
        if drop_cap and has_words(inlines):
            said = _("A large first letter is one with its word.")
            self._pending.append(self.reading.findings.changed(What.STYLES, said))
        return True

    def _note_end(self, mark: Element | None) -> None:
        """Note a paragraph's end that was put in or taken out, as accepted; not where words beside it were noted."""
        for name, what in (("w:ins", _("inserted: a paragraph’s end")), ("w:del", _("deleted: a paragraph’s end"))):
            found = child(mark, name)
            if found is not None and not self._pending:
                self.note_tracked(what, attribute(found, "w:author"))

    def note_tracked(self, what: str, author: str) -> None:
        """Note a tracked change, which is taken as accepted."""
        marker = self.reading.findings.changed(What.TRACKED_CHANGES, _("Taken as accepted."), what, author)
        self._pending.append(marker)

    def _taken(self, inlines: list[Node]) -> list[Node]:
        """The inlines behind those that wait for them, without spaces at both ends."""
        before, self._before = self._before, []
        return trimmed(_together(before, inlines))

    def _finish(self, properties: Element | None, style: str, inlines: list[Node], words: ParagraphWords) -> None:
        """Add the paragraph, and what was fixed to it."""
        inlines = self._taken(inlines)
        shown = has_words(inlines)
        hidden = not shown and (words.has_hidden or toggle(child(properties, "w:rPr"), "w:vanish") is True)
        sign = None if hidden else self.reading.numbering.sign(style, properties)
        left = self._left(style, properties)
        sign = sign._replace(left=left) if sign is not None and left else sign
        if shown or (sign and sign.kind in (SignKind.ORDERED, SignKind.WORDS) and not words.after):
            self._flush_contents()
            self._add(properties, style, inlines, sign, left)
            sign = None
        elif RULE in self.reading.styles.names(style) and not words.after:
            self._tree.add(Entry([{"t": "HorizontalRule"}], sign, left))
        if words.after:
            self._tree.add(Entry(words.after, sign, left))
            self._place_pending()

    def _add(self, properties: Element | None, style: str, inlines: list[Node], sign: Sign | None, left: int) -> None:
        role = next((name for name in self.reading.styles.names(style) if name in _KNOWN), "")
        level = None if role in _NO_HEADINGS else self.reading.styles.heading_level(style, properties)
        if role == _TITLE and self.is_main and self.title and not self._tree.blocks and _is_plain(inlines):
            self.title[0]["c"][2] += [SPACE, *inlines]
        elif role == _TITLE and self.is_main and not self.title and _is_plain(inlines):
            self.title = [{"t": "Header", "c": [1, no_attributes(), inlines]}]
        elif role == _TITLE and self.is_main:
            self._heading(1, inlines, None)
        elif level is not None:
            self._heading(level, inlines, sign)
        else:
            indent = _quotation_left(properties) if role in QUOTATIONS else left
            self._tree.add(Entry([self._shaped(role, inlines, sign)], sign, indent))
        self.bookmarks.clear()

    def _marked(self, inlines: list[Node]) -> list[Node]:
        """The inlines with the markers that wait for a place."""
        pending, self._pending = self._pending, []
        return [*inlines, *pending, *map(self.reading.findings.place, self.bookmarks)]

    def _heading(self, level: int, inlines: list[Node], sign: Sign | None) -> None:
        if len(inlines) == 1 and inlines[0]["t"] == "Strong":
            inlines = inlines[0]["c"]
        if sign is not None and sign.kind in (SignKind.ORDERED, SignKind.WORDS):
            shown = f"{sign.words} " if sign.kind is SignKind.ORDERED else sign.words
            inlines = with_words(shown, [paragraph(inlines)])[0]["c"]
            self._note_sign()
        bookmarks = tuple(self.bookmarks)
        self.bookmarks.clear()
        content = [level, no_attributes(), self._marked(inlines)]
        self._tree.heading({"t": "Header", "c": content, "bookmarks": bookmarks})

    def _note_sign(self) -> None:
        said = _("Its number is written as words at the beginning of its paragraph.")
        self._pending.append(self.reading.findings.changed(What.NUMBERING, said))

    def _shaped(self, role: str, inlines: list[Node], sign: Sign | None) -> Node:
        """The paragraph as what its style says that it is."""
        if role in CODE:
            return {"t": "CodeBlock", "c": [no_attributes(), code_text(inlines)]}
        if sign is not None and sign.kind is SignKind.WORDS:
            self._note_sign()
        block = {**paragraph(self._marked(inlines)), "role": role}
        return in_role(block, role)

    def _left(self, style: str, properties: Element | None) -> int:
        """How far the paragraph is indented, in twips: by itself, by its list, by its style."""
        of_style = self.reading.styles.paragraph_property(style, "w:ind")
        found = (
            _left_of(child(properties, "w:ind")),
            self.reading.numbering.left(style, properties),
            _left_of(of_style),
        )
        return next((each for each in found if each is not None), 0)

    def _place_pending(self) -> None:
        """Put markers that no paragraph took at the end of the last one."""
        if self._pending and (last := _last_inlines(self._tree.blocks)) is not None:
            last.extend(self._pending)
            self._pending = []


def _is_plain(inlines: list[Node]) -> bool:
    """Whether the words can be a title: without notes, pictures and equations."""
    return all(node["t"] not in ("Note", "Image", "Math") for node in walk(inlines))


def _left_of(indent: Element | None) -> int | None:
    found = attribute(indent, "w:left") or attribute(indent, "w:start")
    return number(found) if found else None


def _quotation_left(properties: Element | None) -> int:
    """How far a quotation is indented beyond what its style does, which says nothing of an item that it belongs to."""
    left = _left_of(child(properties, "w:ind")) or 0
    return left if value(properties, "w:numPr", "w:numId") == _NO_LIST else left - QUOTATION_INDENT


def _alone(element: Element) -> Element:
    return [element]


def _together(before: list[Node], behind: list[Node]) -> list[Node]:
    """Inlines one behind the other, with the words at the seam made one."""
    if before and behind and before[-1]["t"] == behind[0]["t"] == "Str":
        seam = {"t": "Str", "c": before[-1]["c"] + behind[0]["c"]}
        return [*before[:-1], seam, *behind[1:]]
    return [*before, *behind]


def _last_inlines(blocks: list[Node]) -> list[Node] | None:
    """The inlines at the end of the last block, where it has any."""
    last = blocks[-1] if blocks else None
    while last is not None:
        kind, content = last["t"], last.get("c")
        if kind in ("Para", "Plain", "Header"):
            inlines: list[Node] | None = content if kind != "Header" else content and content[2]
            return inlines
        inner = {"BlockQuote": content, "BulletList": content, "OrderedList": content and content[-1]}.get(kind)
        while inner and isinstance(inner[-1], list):
            inner = inner[-1]
        last = inner[-1] if inner else None
    return None
