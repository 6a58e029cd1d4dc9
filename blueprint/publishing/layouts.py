"""Where Word and OpenDocument files hold what a text brings along, and what Pandoc counts in them.

Pandoc escapes every quotation mark that a text holds, so what stands here before a number stands in no one's words.
"""

import re

from blueprint.publishing.book import Format
from blueprint.publishing.splicing import Layout, Part

_LINK = re.compile(r'<Relationship [^>]*/(?:hyperlink|image)" Id="(rId[0-9]+)"[^>]*>')
_LINKED = re.compile(r' r:(?:id|embed)="(rId[0-9]+)"')

_WORD = Layout(
    words="word/document.xml",
    parts=(
        Part(
            "word/footnotes.xml",
            "</w:footnotes>",
            re.compile(r'<w:footnote w:id="([0-9]+)">.*?</w:footnote>', re.DOTALL),
            re.compile(r'<w:footnoteReference w:id="([0-9]+)"'),
        ),
        Part("word/_rels/document.xml.rels", "</Relationships>", _LINK, _LINKED),
        Part("word/_rels/footnotes.xml.rels", "</Relationships>", _LINK, _LINKED),
        Part(
            "[Content_Types].xml",
            "</Types>",
            re.compile(r'<Override PartName="/word/(media/[^"]+)"[^>]*>'),
            re.compile(r' Target="(media/[^"]+)"'),
        ),
        Part(
            "word/numbering.xml",
            "</w:numbering>",
            re.compile(r'<w:num w:numId="([0-9]+)">.*?</w:num>', re.DOTALL),
            re.compile(r'<w:numId w:val="([0-9]+)"'),
        ),
        Part(  # stands before all w:num, as ECMA-376 asks
            "word/numbering.xml",
            "</w:numbering>",
            re.compile(r'<w:abstractNum w:abstractNumId="([0-9]+)">.*?</w:abstractNum>', re.DOTALL),
            re.compile(r'<w:abstractNumId w:val="([0-9]+)"'),
        ),
    ),
    counted={
        ' w:id="': "id",
        ' id="': "id",
        ' r:id="rId': "link",
        ' r:embed="rId': "link",
        ' Id="rId': "link",
        '<w:numId w:val="': "list",
        '<w:num w:numId="': "list",
    },
    first=1000,
    folder="word/media/",
    pictured=(' Target="media/', ' PartName="/word/media/'),
    listed="[Content_Types].xml",
)
"""Numbers begin where they are none of those the reference document gives its own."""

_NAMED = re.compile(r'style-name="([^"]+)"')

_OPENDOCUMENT = Layout(
    words="content.xml",
    parts=(
        Part(
            "content.xml",
            "</office:automatic-styles>",
            re.compile(r'<style:style style:name="([^"]+)"[^>]*(?:/>|(?<!/)>.*?</style:style>)', re.DOTALL),
            _NAMED,
        ),
        Part(
            "content.xml",
            "</office:automatic-styles>",
            re.compile(r'<text:list-style style:name="([^"]+)">.*?</text:list-style>', re.DOTALL),
            _NAMED,
        ),
        Part(
            "META-INF/manifest.xml",
            "</manifest:manifest>",
            re.compile(r'(?:\n *)?<manifest:file-entry [^>]*full-path="(Pictures/[^"]+)"[^>]*>'),
            re.compile(r' xlink:href="(Pictures/[^"]+)"'),
        ),
    ),
    counted={
        ' style:name="P': "P",
        'style-name="P': "P",
        ' style:name="T': "T",
        'style-name="T': "T",
        ' style:name="L': "L",
        'style-name="L': "L",
        ' style:name="Table': "Table",
        'style-name="Table': "Table",
        ' table:name="Table': "Table",
        ' draw:name="img': "img",
        ' text:id="ftn': "ftn",
        "<text:note-citation>": "note",
    },
    first=1,
    folder="Pictures/",
    pictured=(' xlink:href="Pictures/', ' manifest:full-path="Pictures/'),
    listed="META-INF/manifest.xml",
)

LAYOUTS = {Format.DOCX: _WORD, Format.ODT: _OPENDOCUMENT}
