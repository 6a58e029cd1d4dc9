"""HTML through Pandoc: one rendering of a text for the library's pages, the EPUB and the page that is a file."""

import base64
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from blueprint.publishing.book import Chapter, image_media_type
from blueprint.publishing.cache import NO_CACHE, Cache
from blueprint.publishing.context import Context
from blueprint.publishing.html.list_signs import signed
from blueprint.publishing.html.notes import with_named_notes
from blueprint.publishing.html.tables import scrollable
from blueprint.publishing.markdown import pandoc
from blueprint.publishing.markdown.ast import plain_text, transform, walk
from blueprint.publishing.markdown.model import Text
from blueprint.publishing.markdown.normalize import normalize
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.matter.contents import contents_depth
from blueprint.publishing.matter.principle_symbols import symbols_svg
from blueprint.publishing.phrases import phrases

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent.with_name("templates")

_NOTE = re.compile(r'(id="|href="#)(fn(?:ref)?\d+"|footnotes")')


@lru_cache(maxsize=1)
def template_environment() -> "Environment":
    """The templates, with automatic escaping. Imported here: a PDF needs none, and this is a fortieth of its time."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def chapter_html(chapter: Chapter, addresses: Mapping[str, str], *, prefix: str = "", top: int = 2) -> str:
    """The body of one text as HTML, for a page of our own.

    `addresses` maps the images' names in the Markdown to their URLs on the page. Numbered paragraphs are
    `<div class="numbered" id="p-…">` and begin with `<a class="number" href="#p-…">`; items of lists have the same with the
    class `item` and a sign instead of the number. Headings start at level `top`.
    Nothing in it is a script, a style or an event. Raises `Refusal` for what no edition can hold.
    """
    text = normalize(chapter, addresses, prefix, top=top)
    if any(node["t"] == "Note" for node in walk(list(text.title))):  # the page's own heading has no footnotes
        heading: Node = {"t": "Header", "c": [top, ["", [], []], list(text.title)], "id": f"{prefix}s-title"}
        text = text._replace(blocks=[heading, *text.blocks])
    return str(with_named_notes(text_html(text, addresses, prefix, item_links=True), phrases(chapter.language), top))


def text_html(
    text: Text,
    addresses: Mapping[str, str],
    prefix: str = "",
    deeper: int = 0,
    cache: Cache = NO_CACHE,
    *,
    item_links: bool = False,
) -> Markup:
    """A normalised text as HTML that is also well-formed XML; `prefix` makes the footnotes' identifiers unique in a book.

    With `item_links` items of lists begin with a link to themselves.
    """

    def build() -> bytes:
        def written(node: Node) -> list[Node]:
            return _to_pandoc(node, addresses, deeper, item_links=item_links)

        blocks = transform(transform(text.blocks, signed), written)
        return pandoc.write(blocks, "html5", "--wrap=none", "--syntax-highlighting=none", "--mathml")

    shown = json.dumps({name: addresses[name] for name in text.images})
    html = (
        cache.get_or_build("html", text.digest, shown, str(deeper), str(item_links), build=build)
        if text.digest
        else build()
    ).decode()
    return Markup(_NOTE.sub(rf"\1{prefix}\2", html))  # noqa: S704 - Pandoc has escaped it


def titled_html(
    text: Text, addresses: Mapping[str, str], prefix: str = "", deeper: int = 0, cache: Cache = NO_CACHE
) -> tuple[Markup, Markup]:
    """The text's title, empty if it is words alone, and its body, with common footnotes."""
    if not text.title:
        return Markup(""), text_html(text, addresses, prefix, deeper, cache)
    title: Node = {"t": "Div", "c": [["", [], []], [{"t": "Plain", "c": list(text.title)}]]}
    together = text._replace(blocks=[title, *text.blocks], digest=text.digest and f"{text.digest} titled")
    html = text_html(together, addresses, prefix, deeper, cache).removeprefix("<div>")
    heading, _, body = html.partition("</div>")
    return heading.strip(), body


def _to_pandoc(node: Node, addresses: Mapping[str, str], deeper: int, *, item_links: bool) -> list[Node]:
    """A normalised node as Pandoc knows it."""
    kind = node["t"]
    if kind in ("Para", "Plain"):
        return [_paragraph(node, item_links=item_links)]
    if kind == "Header":
        return [{"t": "Header", "c": [min(node["c"][0] + deeper, 6), [node["id"], [], _direction(node)], node["c"][2]]}]
    if kind == "Image":
        return [_image(node, addresses)]
    if kind == "Math":
        return [{"t": "Math", "c": node["c"]}]
    return [scrollable(node) if kind == "Table" else node]


def _paragraph(node: Node, *, item_links: bool) -> Node:
    plain: Node = {"t": node["t"], "c": node["c"]}
    images = [inner for inner in node["c"] if inner["t"] == "Image"]
    if len(images) == 1 and not plain_text(node["c"]):
        return _figure(images[0])
    if "number" in node:
        return _placed(node, [_place_link(node, str(node["number"]), ["number"]), {"t": "Space"}], ["numbered"])
    if "id" in node and item_links:
        return _placed(node, [_place_link(node, "#", ["number", "item"]), {"t": "Space"}], ["numbered", "item"])
    if "id" in node:
        return _placed(node, [], [])
    return {"t": "Div", "c": [["", [], _direction(node)], [plain]]} if "dir" in node else plain


def _placed(node: Node, before: list[Node], classes: list[str]) -> Node:
    inner: Node = {"t": node["t"], "c": [*before, *node["c"]]}
    return {"t": "Div", "c": [[node["id"], classes, _direction(node)], [inner]]}


def _place_link(node: Node, words: str, classes: list[str]) -> Node:
    """A link to the paragraph itself; what a screen reader says of it is the paragraph's label."""
    named = [] if words == node["label"] else [["aria-label", node["label"]]]
    return {"t": "Link", "c": [["", classes, named], [{"t": "Str", "c": words}], [f"#{node['id']}", ""]]}


def _direction(node: Node) -> list[list[str]]:
    return [["dir", node["dir"]]] if "dir" in node else []


def _image(node: Node, addresses: Mapping[str, str]) -> Node:
    attributes, _, (name, title) = node["c"]
    width = [[key, value] for key, value in attributes[2] if key == "width"]
    return {"t": "Image", "c": [["", [], width], [{"t": "Str", "c": node["alt"]}], [addresses[name], title]]}


def _figure(image: Node) -> Node:
    attributes, alt, (address, title) = image["c"]
    caption = [{"t": "Plain", "c": [{"t": "Str", "c": title}]}] if title else []
    bare = {"t": "Image", "c": [attributes, alt, [address, ""]]}
    return {"t": "Figure", "c": [["", [], []], [None, caption], [{"t": "Plain", "c": [bare]}]]}


# -- the book as one page


def render_html(context: Context) -> bytes:
    """The whole book as one page that needs no script, no other file and no network."""
    context.progress("Writing the web page", 0.5)
    addresses = {name: data_url(name, data) for name, data in context.images.items()}
    foreword = text_html(context.foreword, addresses, "f-", cache=context.cache) if context.foreword else ""
    view = {
        **book_view(context),
        "foreword": with_named_notes(foreword, context.matter.words, 2),
        "chapters": [_chapter_on_page(context, at, addresses) for at in range(len(context.texts))],
        "style": Markup((TEMPLATES / "html" / "edition.css").read_text(encoding="utf-8")),  # noqa: S704 - our own
    }
    return template_environment().get_template("html/page.html").render(view).encode()


def _chapter_on_page(context: Context, at: int, addresses: Mapping[str, str]) -> dict[str, Any]:
    view = chapter_view(context, at, addresses, 1)
    return view | {"body": with_named_notes(view["body"], view["words"], 3)}


def data_url(name: str, data: bytes) -> str:
    """An image as a data URL."""
    return f"data:{image_media_type(name)};base64,{base64.b64encode(data).decode()}"


def book_view(context: Context) -> dict[str, Any]:
    """The variables of every template about the book as a whole."""
    book, matter = context.book, context.matter
    return {
        "book": book,
        "dir": matter.direction,
        "words": matter.words,
        "edition": matter.edition_line,
        "date": matter.date_line,
        "colophon": matter.colophon,
        "symbols": symbols_svg(len(book.principles), matter.advanced, 4),
        "byline": matter.byline,
    }


def chapter_view(context: Context, at: int, addresses: Mapping[str, str], deeper: int = 0) -> dict[str, Any]:
    """The templates' variables for one chapter; its headings are so many levels `deeper` than 2."""
    matter, text = context.matter.chapters[at], context.texts[at]
    context.progress(f"Binding “{matter.title}”", 0.8)
    heading, body = titled_html(text, addresses, f"c{at + 1}-", deeper, context.cache)
    return {
        "id": matter.anchor,
        "mark": matter.mark,
        "title": matter.title,
        "heading": heading or matter.title,
        "language": matter.language,
        "dir": matter.direction,
        "byline": matter.byline,
        "words": matter.words,
        "headings": [h for h in text.headings if h.level <= contents_depth(context.texts)],
        "body": body,
        "symbols": symbols_svg(len(context.book.principles), matter.advanced),
        "claims": matter.claims,
        "evidence_files": {},
    }
