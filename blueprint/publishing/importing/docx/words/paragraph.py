"""The words of a paragraph: runs, links, fields, notes, pictures, equations, and what people noted beside them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from blueprint.locales import gettext as _
from blueprint.publishing.importing.dialect.nodes import LINE_BREAK, words
from blueprint.publishing.importing.docx.words.alternatives import chosen
from blueprint.publishing.importing.docx.words.custom_marks import without_mark
from blueprint.publishing.importing.docx.words.drawings import read_drawing
from blueprint.publishing.importing.docx.words.fields import Field, is_contents, is_unseen, link_of, shown_instead
from blueprint.publishing.importing.docx.words.runs import RunFormat
from blueprint.publishing.importing.findings import NONCHARACTERS
from blueprint.publishing.importing.looks import PLAIN, Inline, Look, nested
from blueprint.publishing.importing.report import What
from blueprint.publishing.importing.symbols import UNKNOWN, seen_in, unicode_of
from blueprint.publishing.importing.xml import Element, attribute, child, every, name_of, tag, text_of, toggle
from blueprint.publishing.markdown.decode import replace_unprintable
from blueprint.publishing.markdown.pandoc import Node

if TYPE_CHECKING:
    from blueprint.publishing.importing.docx.story import Story

SOFT_HYPHEN = "\u00ad"
EQUATION = "\ufdd2"
"""Before the number of an equation that Pandoc has not read yet, in its node."""
_MARKS = frozenset(map(tag, ("w:t", "w:sym")))
"""What the sign of a note is written with, when it is the author's own."""


class ParagraphWords:
    """One paragraph while it is read: its inlines, the markers of what was noticed, and the blocks that follow it."""

    def __init__(self, story: "Story", style: str, *, is_code: bool = False) -> None:
        self.story, self.reading, self.style, self.is_code = story, story.reading, style, is_code
        self.inlines: list[Inline] = []
        self.markers: list[Node] = []
        self.after: list[Node] = []
        self.link = ""
        self._hidden: list[str] = []
        self._capitals: list[str] = []
        self._small: list[str] = []
        self._rules: dict[str, Callable[[Element], None]] = {
            tag("w:r"): self._run,
            tag("w:hyperlink"): self._hyperlink,
            tag("w:fldSimple"): self._simple_field,
            tag("w:ins"): self._inserted,
            tag("w:moveTo"): self._inserted,
            tag("w:del"): self._deleted,
            tag("w:moveFrom"): self._deleted,
            tag("w:ruby"): self._ruby,
            tag("w:bookmarkStart"): lambda each: story.bookmarks.append(attribute(each, "w:name")),
            tag("w:commentRangeStart"): lambda each: story.comments.begin(attribute(each, "w:id")),
            tag("w:commentRangeEnd"): lambda each: story.comments.end(attribute(each, "w:id")),
            tag("m:oMath"): self._equation,
            tag("m:oMathPara"): self._equation,
            tag("mc:AlternateContent"): self._alternative,
            **dict.fromkeys(map(tag, ("w:pPr", "w:sdtPr", "w:sdtEndPr", "w:rPr", "w:smartTagPr")), _pass_over),
        }

    def read(self, element: Element) -> list[Node]:
        """The inlines of a paragraph, without spaces at both ends."""
        self._each(element)
        self._note_formatting()
        self.story.comments.add(" ")
        return nested(self.inlines)

    @property
    def has_hidden(self) -> bool:
        """Whether words of the paragraph are hidden."""
        return bool(self._hidden)

    def _each(self, element: Element) -> None:
        for each in element:
            rule = self._rules.get(name_of(each))
            if rule is not None:
                rule(each)
            else:
                self._each(each)

    def _alternative(self, element: Element) -> None:
        self._each(chosen(element))

    # -- what is around runs

    def _hyperlink(self, element: Element) -> None:
        relation = self.reading.relation(self.story.part, attribute(element, "r:id"))
        anchor = attribute(element, "w:anchor") or attribute(element, "w:docLocation")
        address = relation.target if relation is not None and relation.external else ""
        outer, self.link = self.link, f"{address}#{anchor}" if anchor else address
        self._each(element)
        self.link = outer

    def _simple_field(self, element: Element) -> None:
        instruction = attribute(element, "w:instr")
        if is_contents(instruction):
            self.story.contents.append(text_of(element))
            return
        outer, self.link = self.link, link_of(instruction) or self.link
        self._each(element)
        self.link = outer

    def _inserted(self, element: Element) -> None:
        self._tracked(element, text_of(element), _("inserted: {words}"))
        self._each(element)

    def _deleted(self, element: Element) -> None:
        if name_of(element) == tag("w:moveFrom"):
            return
        self._tracked(element, text_of(element), _("deleted: {words}"))

    def _tracked(self, element: Element, shown: str, what: str) -> None:
        place = what.format(words=f"“{' '.join(shown.split())}”") if shown.strip() else ""
        author = attribute(element, "w:author")
        said = _("Taken as accepted.")
        self.markers.append(self.reading.findings.changed(What.TRACKED_CHANGES, said, place, author))

    def _equation(self, element: Element) -> None:
        kind = "DisplayMath" if name_of(element) == tag("m:oMathPara") else "InlineMath"
        if not self.story.fields.shown:
            return
        self.reading.equations.append(element)
        self.emit({"t": "Math", "c": [{"t": kind}, f"{EQUATION}{len(self.reading.equations) - 1}"]})

    def _ruby(self, element: Element) -> None:
        base, reading = child(element, "w:rubyBase"), child(element, "w:rt")
        if base is not None:
            self._each(base)
        if reading is not None and any(each.text for each in every(reading, "w:t")):
            self._text("(", RunFormat())
            self._each(reading)
            self._text(")", RunFormat())
            said = _("The small letters that say how a word is read stand behind it in brackets.")
            self._note(What.CHARACTERS, said)

    # -- runs

    def _run(self, element: Element) -> None:
        format = self.story.formats.of(child(element, "w:rPr"), self.style)
        if format.deleted or format.is_paragraph_number:
            if format.is_paragraph_number:
                self.reading.own_numbers += 1
            return
        custom_mark = False
        for each in element:
            if custom_mark and name_of(each) in _MARKS:
                continue
            self._part(each, format)
            custom_mark |= attribute(each, "w:customMarkFollows") in ("1", "true", "on")

    def _part(self, each: Element, format: RunFormat) -> None:
        """One part of a run; what holds neither words nor pictures is passed over."""
        name = name_of(each).rpartition("}")[2]
        if name == "t":
            self._text(each.text or "", format)
        elif name in ("tab", "ptab"):
            self._text(" ", format)
        elif name in ("br", "cr"):
            self._break(each, format)
        elif name == "noBreakHyphen":
            self._text("\u2011", format)
        elif name == "sym":
            self._symbol(each, format)
        elif name == "fldChar":
            self._field_mark(each, format)
        elif name == "instrText":
            self.story.fields.instruct(each.text or "")
        elif name in ("footnoteReference", "endnoteReference"):
            self._note_reference(each, name.removesuffix("Reference"), format)
        elif name == "commentReference":
            self._comment(attribute(each, "w:id"))
        elif name in ("drawing", "pict", "object"):
            self._drawing(each, format)
        elif name == "AlternateContent":
            for part in chosen(each):
                self._part(part, format)
        elif name == "ruby":
            self._ruby(each)
        elif name in ("oMath", "oMathPara"):
            self._equation(each)
        elif name == "softHyphen":
            self._soft_hyphen()

    def _text(self, text: str, format: RunFormat) -> None:
        self.reading.count(len(text))
        if not self.story.fields.shown:
            return
        if self.story.fields.in_contents:
            self.story.contents.append(text)
            return
        if format.hidden:
            self._hidden.append(text)
            return
        shown = self._characters(text, format)
        self.story.comments.add(shown)
        look = self._look(format)
        for node in [{"t": "Str", "c": shown}] if look.code and shown else words(shown):
            self.inlines.append(Inline(node, look))

    def _characters(self, text: str, format: RunFormat) -> str:
        """The text in the characters that are seen."""
        before = text
        if SOFT_HYPHEN in text:
            text = text.replace(SOFT_HYPHEN, "")
            self._soft_hyphen()
        if format.symbol_font:
            text = seen_in(text, format.symbol_font)
        if format.capitals:
            self._capitals.append(text)
            text = upper(text, self.reading.language)
        elif format.small_capitals:
            self._small.append(text)
        text = NONCHARACTERS.sub(UNKNOWN, replace_unprintable(text))
        if UNKNOWN in text:
            said = _("A character that Unicode does not have, or that is not known here, is shown as �.")
            self.markers.append(self.reading.findings.changed(What.CHARACTERS, said, before))
        return text

    def _look(self, format: RunFormat) -> Look:
        link = self.link or self.story.fields.link
        look = format.look._replace(code=format.look.code or self.is_code)
        return look._replace(link=link, underlined=False) if link else look

    def _break(self, element: Element, format: RunFormat) -> None:
        if attribute(element, "w:type") in ("page", "column"):
            self._text(" ", format)
        elif not format.hidden and self.story.fields.shown:
            self.emit(LINE_BREAK, self._look(format))

    def _symbol(self, element: Element, format: RunFormat) -> None:
        code, font = attribute(element, "w:char"), attribute(element, "w:font")
        try:
            character = unicode_of(int(code, 16), font)
        except ValueError:
            return
        self._text(character, format)

    def emit(self, node: Node, look: Look = PLAIN) -> None:
        """Add a node that is no word."""
        if self.story.fields.shown and not self.story.fields.in_contents:
            self.inlines.append(Inline(node, look))

    # -- fields

    def _field_mark(self, element: Element, format: RunFormat) -> None:
        box = child(element, "w:ffData", "w:checkBox")
        if box is not None:
            checked = toggle(box, "w:checked")
            self._text("☒" if (checked if checked is not None else toggle(box, "w:default")) else "☐", format)
        if element in self.reading.unended:
            return
        ended = self.story.fields.mark(element)
        if ended is not None:
            self._without_result(ended, format)

    def _without_result(self, field: Field, format: RunFormat) -> None:
        if instead := shown_instead(field):
            self._text(instead, format)
        elif not is_unseen(field.instruction):
            said = _("A field holds no words that Word has stored; nothing stands in its place.")
            self.markers.append(self.reading.findings.left_out(What.FIELDS, said, field.instruction))

    # -- beside the words

    def _note_reference(self, element: Element, kind: str, format: RunFormat) -> None:
        note = None if format.hidden else self.story.note(kind, attribute(element, "w:id"))
        if note is None:
            return
        if attribute(element, "w:customMarkFollows") in ("1", "true", "on"):
            mark = text_of(element.getparent())
            note = without_mark(note, mark)
            self._note(What.FOOTNOTES, _("Notes with signs of their own are numbered like all others."))
        self.emit(note, self._look(format)._replace(raised=False))
        if kind == "endnote":
            self._note(What.FOOTNOTES, _("Notes at the end became footnotes."))

    def _comment(self, identifier: str) -> None:
        said = _("Comments are not part of the text.")
        found = self.reading.comments.get(identifier)
        self.reading.commented.add(identifier)
        on = self.story.comments.words(identifier)
        text = found.words if found else ""
        place = _("on “{words}”: “{comment}”", words=on, comment=text) if on else f"“{text}”"
        author = found.author if found else ""
        self.markers.append(self.reading.findings.left_out(What.COMMENTS, said, place, author))

    def _drawing(self, element: Element, format: RunFormat) -> None:
        if format.hidden:
            self._hidden.append(_("[a picture]"))
            return
        drawn = read_drawing(self.story, element)
        for node in drawn.inlines:
            self.emit(node, PLAIN._replace(link=self.link or self.story.fields.link))
        self.after += drawn.blocks
        self.markers += drawn.markers

    # -- what is said of a paragraph once

    def _soft_hyphen(self) -> None:
        self._note(What.CHARACTERS, _("Soft hyphens are taken out: lines are broken anew."))

    def _note(self, what: What, said: str) -> None:
        """Note what is in another form, once for each paragraph."""
        noticed = self.reading.findings.noticed
        if self.markers and noticed and noticed[-1].said == said:
            return
        self.markers.append(self.reading.findings.changed(what, said))

    def _note_formatting(self) -> None:
        findings = self.reading.findings
        if words_of := "".join(self._hidden).strip():
            said = _("Text that is hidden is not seen in Word either.")
            self.markers.append(findings.left_out(What.HIDDEN_TEXT, said, words_of))
        if words_of := "".join(self._capitals).strip():
            said = _("Words that Word shows in capitals are written in capitals.")
            self.markers.append(findings.changed(What.STYLES, said, words_of))
        if words_of := "".join(self._small).strip():
            said = _("Small capitals became ordinary letters.")
            self.markers.append(findings.changed(What.STYLES, said, words_of))


def _pass_over(_element: Element) -> None:
    """Nothing to read in it."""


def upper(text: str, language: str) -> str:
    """The text in capitals, as the language writes them."""
    if language.partition("-")[0] in ("tr", "az"):
        text = text.replace("i", "İ")
    return text.upper()
