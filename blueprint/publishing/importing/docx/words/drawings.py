"""Pictures, text boxes, shapes, diagrams and charts (DrawingML and VML): what can be read in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blueprint.locales import gettext as _
from blueprint.publishing.importing.dialect.nodes import has_words, paragraph, words
from blueprint.publishing.importing.docx.words.alternatives import chosen
from blueprint.publishing.importing.report import What
from blueprint.publishing.importing.xml import Element, attribute, every, name_of, number, tag
from blueprint.publishing.markdown.pandoc import Node

if TYPE_CHECKING:
    from blueprint.publishing.importing.docx.story import Story

_BOX = tag("w:txbxContent")
_NAMED = (tag("wp:docPr"), tag("pic:cNvPr"))
_SHAPES = tuple(map(tag, ("v:shape", "v:rect", "v:group")))
_SHORTEST_RULE, _THICKEST_RULE = 2_000_000, 26_000
"""In English metric units, 12,700 to a point."""
_SHORTEST_SHARE = 50_000
"""Of the page's width, in thousandths of a percent."""


@dataclass(slots=True)
class Drawn:
    """What a drawing holds: pictures in their line, blocks of words that follow its paragraph, markers."""

    inlines: list[Node] = field(default_factory=list)
    blocks: list[Node] = field(default_factory=list)
    markers: list[Node] = field(default_factory=list)


def read_drawing(story: "Story", element: Element) -> Drawn:
    """Everything in a drawing, a VML picture or an embedded object."""
    drawn = Drawn()
    _Drawing(story, _description(element), drawn).each(element)
    if not drawn.inlines and not drawn.blocks and not drawn.markers and _is_rule(element):
        drawn.blocks.append({"t": "HorizontalRule"})
    return drawn


def _is_rule(element: Element) -> bool:
    """Whether a shape without words is a thin line across the page, as LibreOffice writes a rule."""
    extent = next(every(element, "wp:extent"), None)
    if extent is None:
        return False
    width, height = number(extent.get("cx", "")), number(extent.get("cy", ""))
    share = next((number(each.text or "") for each in every(element, "wp14:pctWidth")), 0)
    return (width >= _SHORTEST_RULE or share >= _SHORTEST_SHARE) and 0 <= height <= _THICKEST_RULE


def _description(element: Element) -> str:
    """What is said for those who cannot see it; empty when nothing is."""
    named = (each.get("descr") or each.get("title") for each in element.iter(*_NAMED))
    shapes = (each.get("alt") for each in element.iter(*_SHAPES))
    return " ".join(next(filter(None, (*named, *shapes)), "").split())


class _Drawing:
    def __init__(self, story: "Story", description: str, drawn: Drawn) -> None:
        self.story, self.reading, self.description, self.drawn = story, story.reading, description, drawn

    def each(self, element: Element) -> None:
        for each in element:
            self.one(each)

    def one(self, each: Element) -> None:
        name = name_of(each)
        if name == tag("mc:AlternateContent"):
            self.each(chosen(each))
        elif name == _BOX:
            self.box(each)
        elif name == tag("a:blip"):
            self.blip(each)
        elif name == tag("v:imagedata"):
            self.image(attribute(each, "r:id"))
        elif name == tag("dgm:relIds"):
            self.diagram(each)
        elif name in (tag("c:chart"), tag("cx:chart")):
            self.chart(each)
        elif name == tag("v:textpath"):
            self.lettering([str(each.get("string", ""))])
        elif name == tag("a:p"):
            self.lettering(["".join(text.text or "" for text in every(each, "a:t"))])
        elif name == tag("o:OLEObject"):
            self.embedded(str(each.get("ProgID", "")))
        elif name == tag("w:control"):
            self.embedded(attribute(each, "w:name"))
        elif name.endswith("}contentPart"):
            self.ink()
        elif name == tag("v:rect") and each.get(tag("o:hr")) in ("t", "true"):
            self.drawn.blocks.append({"t": "HorizontalRule"})
        else:
            self.each(each)

    # -- words

    def box(self, element: Element) -> None:
        blocks = self.story.beside().read(element)
        if blocks:
            said = _("The words of a text box follow the paragraph that it was fixed to.")
            self.drawn.blocks += [*blocks]
            self.drawn.markers.append(self.reading.findings.changed(What.TEXT_BOXES, said))

    def lettering(self, lines: list[str]) -> None:
        """The words of a shape that are no text box's."""
        shown = [line for line in lines if line.strip()]
        if shown:
            self.reading.count(sum(map(len, shown)))
            self.drawn.blocks += [paragraph(words(" ".join(line.split()))) for line in shown]
            said = _("The words of a drawing follow the paragraph that it was in.")
            self.drawn.markers.append(self.reading.findings.changed(What.DIAGRAMS, said, " ".join(shown)))

    def diagram(self, element: Element) -> None:
        relation = self.reading.relation(self.story.part, attribute(element, "r:dm"))
        root = self.reading.package.xml(relation.target) if relation and not relation.external else None
        points = every(root, "dgm:pt") if root is not None else iter(())
        lines = [" ".join("".join(text.text or "" for text in every(each, "a:t")).split()) for each in points]
        self.listed(lines, _("Of a diagram its words are kept, as a list; the drawing is not."))

    def chart(self, element: Element) -> None:
        relation = self.reading.relation(self.story.part, attribute(element, "r:id"))
        root = self.reading.package.xml(relation.target) if relation and not relation.external else None
        titles = ["".join(text.text or "" for text in every(each, "a:t")) for each in _paragraphs(root)]
        lines = list(dict.fromkeys([self.description, *titles, *_named_in_chart(root)]))
        self.listed(lines, _("Of a chart its words are kept, as a list; the drawing and its figures are not."))

    def listed(self, lines: list[str], said: str) -> None:
        shown = [line for line in lines if line.strip()]
        self.reading.count(sum(map(len, shown)))
        if shown:
            items = [[{"t": "Plain", "c": words(" ".join(line.split()))}] for line in shown]
            self.drawn.blocks.append({"t": "BulletList", "c": items})
            self.drawn.markers.append(self.reading.findings.changed(What.DIAGRAMS, said, ", ".join(shown)))
        else:
            said = _("A diagram or chart without words.")
            self.drawn.markers.append(self.reading.findings.left_out(What.DIAGRAMS, said, self.description))

    # -- pictures

    def blip(self, element: Element) -> None:
        drawn = next(every(element, "asvg:svgBlip"), None)
        if embedded := attribute(element, "r:embed") or attribute(drawn, "r:embed"):
            self.image(embedded)
        elif linked := attribute(element, "r:link"):
            self.image(linked)

    def image(self, identifier: str) -> None:
        relation = self.reading.relation(self.story.part, identifier)
        if relation is not None and relation.external:
            nodes = self.reading.pictures.linked(relation.target, self.description)
        else:
            data = self.reading.package.read(relation.target) if relation else None
            nodes = self.reading.pictures.image(data, self.description, relation.target if relation else "")
        self.drawn.inlines += [node for node in nodes if has_words([node]) or node["t"] == "Space"]
        self.drawn.markers += [node for node in nodes if not has_words([node]) and node["t"] != "Space"]

    def embedded(self, program: str) -> None:
        said = _("An embedded object is left out; the picture that Word shows of it is kept where it can be read.")
        self.drawn.markers.append(self.reading.findings.left_out(What.EMBEDDED, said, program))

    def ink(self) -> None:
        said = _("A drawing by hand is left out.")
        self.drawn.markers.append(self.reading.findings.left_out(What.DIAGRAMS, said, self.description))


def _paragraphs(root: Element | None) -> Iterator[Element]:
    return every(root, "a:p") if root is not None else iter(())


def _named_in_chart(root: Element | None) -> Iterator[str]:
    """The names of a chart's series and categories, also of the charts that Word has had since 2016 (`cx`)."""
    if root is None:
        return
    for kind in ("c:strCache", "c:multiLvlStrCache"):
        for strings in every(root, kind):
            yield from (each.text or "" for each in every(strings, "c:v"))
    yield from (each.text or "" for each in every(root, "cx:v"))
    for strings in every(root, "cx:strDim"):
        yield from (each.text or "" for each in every(strings, "cx:pt"))
