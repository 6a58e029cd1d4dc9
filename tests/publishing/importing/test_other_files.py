"""OpenDocument, HTML and Markdown files, by the same path as Word files."""

import io
import zipfile

import pytest

from blueprint.publishing import Refusal
from blueprint.publishing.importing.read import ImportedText, read_import
from blueprint.publishing.importing.report import What
from tests.images import png

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip
_OTHERS = (
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:math="http://www.w3.org/1998/Math/MathML"'
)


def odt(body: str, styles: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """An OpenDocument text with this body and these automatic styles."""
    content = (
        f"<office:document-content {_NAMES} {_OTHERS}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, data in {"content.xml": content.encode(), **(parts or {})}.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def imported(body: str, styles: str = "", parts: dict[str, bytes] | None = None) -> ImportedText:
    return read_import("text.odt", odt(body, styles, parts))


def style(name: str, properties: str, family: str = "text") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}"><style:text-properties {properties}/></style:style>'
    )


def number(depth: int, format: str, before: str = "", behind: str = "", shown: int = 1) -> str:
    return (
        f'<text:list-level-style-number text:level="{depth}" style:num-format="{format}" style:num-prefix="{before}" '
        f'style:num-suffix="{behind}" text:display-levels="{shown}"/>'
    )


def items(*blocks: str, style: str = "", more: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return (
        f"<text:list{named}{more}>{''.join(f'<text:list-item>{each}</text:list-item>' for each in blocks)}</text:list>"
    )


LAW = (
    f'<text:list-style style:name="L">{number(1, "1", behind=".")}{number(2, "1", shown=2)}'
    f"{number(3, 'a', '(', ')')}</text:list-style>"
)


def said(made: ImportedText, what: What) -> list[tuple[int, tuple[str, ...]]]:
    return [(each.count, each.where) for each in (*made.report.changed, *made.report.left_out) if each.what == what]


def test_a_law_in_opendocument_keeps_its_numbers() -> None:
    deep = items("<text:p>mark</text:p>", "<text:p>count</text:p>")
    body = items(
        "<text:p>Access</text:p>"
        + items("<text:p>All may fish.</text:p>", f"<text:p>The council shall</text:p>{deep}"),
        "<text:p>Season</text:p>",
        style="L",
    )
    goes_on = items("<text:p>Later</text:p>", style="L", more=' text:continue-numbering="true"')
    made = imported(f"{body}<text:p>Between.</text:p>{goes_on}", LAW)
    assert made.markdown == (
        "1.  Access\n\n    1.1 All may fish.\n\n    1.2 The council shall\n\n    (a) mark\n    (b) count\n\n"
        "2.  Season\n\nBetween.\n\n3.  Later\n"
    )


def test_what_is_beside_the_text_in_opendocument_is_named() -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion><office:change-info><dc:creator>Rea'
        "</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes>"
        '<text:p>Seen <text:span text:style-name="H">unseen</text:span> and <text:change-start text:change-id="c1"/>new'
        '<text:change-end text:change-id="c1"/>, <office:annotation office:name="a1"><dc:creator>Leo</dc:creator>'
        '<text:p>Why?</text:p></office:annotation>a right<office:annotation-end office:name="a1"/>'
        '<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body>'
        "<text:p>Note.</text:p></text:note-body></text:note>.<draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box></draw:frame></text:p>"
    )
    made = imported(body, style("H", 'text:display="none"'))
    assert made.markdown == "Seen and new, a right[^1].\n\nBoxed.\n\n[^1]: Note.\n"
    assert said(made, What.HIDDEN_TEXT) == [(1, ("paragraph 1: unseen",))]
    assert said(made, What.TRACKED_CHANGES) == [(1, ("paragraph 1: inserted: “new” (Rea)",))]
    assert said(made, What.COMMENTS) == [(1, ("paragraph 1: on “a right”: “Why?” (Leo)",))]
    assert said(made, What.TEXT_BOXES) == [(1, ("paragraph 1",))]
    assert said(made, What.FOOTNOTES) == [(1, ("paragraph 1",))]


def test_tables_pictures_and_formatting_of_opendocument() -> None:
    row = "<table:table-row>{}</table:table-row>"
    lines = "<text:p>Wide</text:p><text:p>twice</text:p>"
    cell = f'<table:table-cell table:number-columns-spanned="2">{lines}</table:table-cell>'
    second = (
        "<table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>"
    )
    image = '<draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:desc>A weir</svg:desc></draw:frame>'
    half = "<math:math><math:mfrac><math:mi>p</math:mi><math:mn>2</math:mn></math:mfrac></math:math>"
    body = (
        f"<table:table>{row.format(cell + '<table:covered-table-cell/>')}{row.format(second)}</table:table>"
        f"<text:p>{image}</text:p>"
        f'<text:p><text:span text:style-name="B">bold</text:span>, '
        f"<draw:frame><draw:object>{half}</draw:object></draw:frame></text:p>"
    )
    made = imported(body, style("B", 'fo:font-weight="bold"'), {"Pictures/1.png": png()})
    (name,) = made.images
    assert made.markdown == (
        f"|  |  |\n|----|----|\n| Wide<br>twice |  |\n| a | b |\n\n![A weir]({name})\n\n**bold**, $\\frac{{p}}{{2}}$\n"
    )


@pytest.mark.parametrize("data", [b"", b"no zip", odt("")[:200], odt("").replace(b"office:text", b"office:none")])
def test_a_broken_opendocument_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match="This OpenDocument file cannot be read"):
        read_import("text.odt", data)


def test_a_page_keeps_its_words_and_names_what_it_leaves_out() -> None:
    page = (
        "<html><head><meta charset=utf-8><title>Gewässer</title><script>secret()</script></head><body>"
        "<p>Für <b>al</b>le, H<sub>2</sub>O, <u>stets</u>, <mark>hier</mark>, <a href=x.html>dort</a>"
        "<ol type=a start=3><li>drei<li>vier</ol><div hidden>unsichtbar</div>"
        "<table><tr><td rowspan=2>m<td><ul><li>x<li>y</ul><tr><td>z</table>"
        "<p><img src=weir.png alt='Ein Wehr'></p><iframe src='https://example.org/film'></iframe>"
        "<svg><text>feld</text></svg></body></html>"
    )
    made = read_import("seite.html", page.encode())
    assert made.title == "Gewässer"
    assert "# Gewässer\n\nFür **al**le, H~2~O, <u>stets</u>, <mark>hier</mark>, dort\n" in made.markdown
    assert "c.  drei\nd.  vier\n" in made.markdown
    assert "| m | • x<br>• y |\n|  | z |\n" in made.markdown
    assert "A linked picture stood here: weir.png" in made.markdown
    assert said(made, What.HIDDEN_TEXT) == [(1, ("unsichtbar",))]
    assert said(made, What.LINKS) == [(1, ("paragraph 1: dort",))]
    assert said(made, What.EMBEDDED) == [(1, ("https://example.org/film",))]
    assert said(made, What.WORDS) == [(1, ("feld",))]
    assert "secret" not in made.markdown


@pytest.mark.parametrize(
    ("page", "markdown"),
    [
        ("<ol><li>a</ol><ol><li>b</ol>", "1.  a\n\n<!-- -->\n\n1.  b\n"),
        ("<ol><li>a</ol><ol start=2><li>b</ol>", "1.  a\n2.  b\n"),
        ("<ol><li>a</ol><ol type=a><li>b</ol>", "1.  a\n\na.  b\n"),
        ("<ul><li>a</ul><ol><li>b</ol>", "- a\n\n1.  b\n"),
        ("<ul><li>a</ul><pre>b  c</pre>", "- a\n\n```\nb  c\n```\n"),
        ("<p>中文<b>「重要」</b>です</p>", "中文「**重要**」です\n"),
        ("<p>m<sup><b>2</b> <code>x</code></sup></p>", "m<sup>2 x</sup>\n"),
        ("<p>m<sup><b>2</b></sup></p>", "m^2^\n"),
        ("<h2>Část<br>první</h2><p>a</p>", "## Část<br>první\n\na\n"),
        ("<h4>Čl. I<br/><b>Název</b><br></h4><p>a</p>", "#### Čl. I<br>**Název**\n\na\n"),
        ("<p><br>Art. 1<br>Art. 2<br></p>", "Art. 1\\\nArt. 2\n"),
        ("<p>$5 and H<sub>2 x</sub></p>", "\\$5 and H<sub>2 x</sub>\n"),
    ],
)
def test_neighbours_stay_apart(page: str, markdown: str) -> None:
    assert read_import("page.html", page.encode()).markdown == markdown


def test_a_text_in_markdown_stays_as_it_is() -> None:
    source = "---\ntitle: Eau\nlang: fr\n---\n\n# L’eau\n\n(a) un\n(b) deux\n"
    made = read_import("eau.md", source.encode("utf-16"))
    assert (made.title, made.markdown) == ("Eau", source)
    assert (made.report.changed, made.report.left_out) == ((), ())


@pytest.mark.parametrize(
    ("words", "label", "encoding"),
    [
        ("Společenství vlastníků", "UTF-8", "utf-8"),
        ("Право на воду – для всех", "windows-1251", "cp1251"),
        ("« L’eau »", "iso-8859-1", "cp1252"),
        ("水は「みんな」のもの", "shift_jis", "cp932"),
        ("ماء للجميع", "no such name", "utf-8"),
        ("น้ำเป็นของทุกคน", "utf-16", "utf-8"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_names_wherever_it_does(words: str, label: str, encoding: str) -> None:
    page = f'<html><head><title>{words}</title><meta charset="{label}"></head><body><p>{words}</p></body></html>'
    made = read_import("page.html", page.encode(encoding))
    assert (made.markdown, made.report.left_out) == (f"# {words}\n\n{words}\n", ())


def test_a_page_with_a_declaration_of_xml_is_read() -> None:
    page = '<?xml version="1.0" encoding="iso-8859-2"?>\n<html><body><p>Žádná voda</p></body></html>'
    assert read_import("page.html", page.encode("iso-8859-2")).markdown == "Žádná voda\n"


@pytest.mark.parametrize(("encoding", "count"), [("utf-8", 0), ("utf-8-sig", 0), ("utf-16", 0), ("cp1252", 1)])
def test_a_text_of_unknown_encoding_is_read_as_windows_writes_it_and_the_report_says_so(
    encoding: str, count: int
) -> None:
    made = read_import("eau.md", "« L’eau – à tous » €5\n".encode(encoding))
    assert made.markdown == "« L’eau – à tous » €5\n"
    assert [each.count for each in made.report.changed if each.what == What.CHARACTERS] == [1] * count


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("**Статут проекту**\n\n## Мета\n\nТекст.", "Статут проекту"),
        ("競技麻雀同好会規約\n\n第1条 名称", "競技麻雀同好会規約"),
        ("Cloud Charter[^1]\n\n#### 1. Mission\n\nText.\n\n[^1]: Note.", "Cloud Charter"),
        ("This text is a draft.\n\n## Aims\n\nText.", "Aims"),
        ("- a\n- b\n\n## Aims\n\nText.", "Aims"),
        ("العنوان:\n\nنص.", "text"),
        ("Short\n\n# Title\n\nText.", "Title"),
    ],
)
def test_a_text_is_called_by_its_title_by_its_short_first_line_or_by_its_first_heading(text: str, title: str) -> None:
    assert read_import("text.md", text.encode()).title == title
