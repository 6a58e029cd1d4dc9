"""Rarer parts of Word files: fields, notes, charts, forms, changed tables. Each is in the text, or named in the report."""

import pytest

from blueprint.publishing.importing.read import ImportedText, read_import
from blueprint.publishing.importing.report import What
from tests.publishing.importing.test_word_words import drawing, imported, said
from tests.publishing.importing.word import docx, item, level, numbered_list, paragraph, part, run, table

MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:multiLvlStrCache><c:lvl><c:pt>'
    "<c:v>Prut</c:v></c:pt></c:lvl></c:multiLvlStrCache><c:strCache><c:pt><c:v>Debit</c:v></c:pt></c:strCache>"
    "</c:chartSpace>"
)
NEW_CHART = (
    '<cx:chartSpace xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"><cx:strDim><cx:lvl>'
    "<cx:pt>Nistru</cx:pt></cx:lvl></cx:strDim><cx:v>Bazine</cx:v></cx:chartSpace>"
)


def instruction(text: str, more: str = "") -> str:
    """A field that no words are stored of."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{more}</w:fldChar></w:r>'
    return f"{begin}<w:r><w:instrText> {text} </w:instrText></w:r>{MARK.format('end')}"


def test_what_is_behind_a_field_that_never_ends_is_read() -> None:
    open_field = MARK.format("begin") + "<w:r><w:instrText> REF x </w:instrText></w:r>"
    whole = MARK.format("begin") + MARK.format("separate") + run("dois") + MARK.format("end")
    made = imported(paragraph("Artigo ", open_field) + paragraph("Ver ", whole) + paragraph("Fim."))
    assert made.markdown == "Artigo\n\nVer dois\n\nFim.\n"


def test_a_field_whose_beginning_was_deleted_hides_nothing() -> None:
    deleted = f'<w:del w:id="1" w:author="R">{MARK.format("begin")}</w:del>'
    assert imported(paragraph("a", deleted) + paragraph("b")).markdown == "a\n\nb\n"


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        (
            instruction(
                "FORMDROPDOWN",
                '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Норд"/><w:listEntry w:val="Зюйд"/>'
                "</w:ddList></w:ffData>",
            ),
            "Зюйд",
        ),
        (instruction("SYMBOL 163 \\f &quot;Symbol&quot;"), "≤"),
        (instruction("SYMBOL 0x20AC \\u"), "€"),
        (instruction("SYMBOL 169 \\a"), "©"),
    ],
)
def test_fields_without_stored_words_show_what_word_shows(field: str, shown: str) -> None:
    made = imported(paragraph("x ", field))
    assert (made.markdown, said(made, What.FIELDS)) == (f"x {shown}\n", [])


@pytest.mark.parametrize("field", ["AUTONUM", "AUTONUMLGL \\* Arabic", "LISTNUM \\l 1", "EQ \\f(1,2)"])
def test_numbers_that_word_alone_can_count_are_named(field: str) -> None:
    made = imported(paragraph("", instruction(field) + run(" Cláusula")))
    assert said(made, What.FIELDS) == [(1, (f"paragraph 1: {field}",))]


def test_a_note_with_a_sign_of_its_own_has_a_number_and_no_second_sign() -> None:
    raised = run("†", '<w:vertAlign w:val="superscript"/>')
    notes = f'<w:footnote w:id="4"><w:p>{raised}{run(" Voir annexe.")}</w:p></w:footnote>'
    sign = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>†</w:t></w:r>'
    made = imported(
        paragraph("Eau", sign + run(" douce")),
        links={"n": ("footnotes", "footnotes.xml")},
        parts={"word/footnotes.xml": part("footnotes", notes)},
    )
    assert made.markdown == "Eau[^1] douce\n\n[^1]: Voir annexe.\n"
    assert said(made, What.FOOTNOTES) == [(1, ("paragraph 1",))]


def test_comments_that_nothing_refers_to_are_named() -> None:
    comments = f'<w:comment w:id="1" w:author="Oya">{paragraph("Kime?")}</w:comment>'
    words = "<w:r><w:delText>eski</w:delText></w:r>"
    deleted = f'<w:del w:id="9" w:author="E">{words}<w:r><w:commentReference w:id="1"/></w:r></w:del>'
    made = imported(
        paragraph("Yeni ", deleted),
        links={"c": ("comments", "comments.xml")},
        parts={"word/comments.xml": part("comments", comments)},
    )
    assert said(made, What.COMMENTS) == [(1, ("“Kime?” (Oya)",))]


def test_words_of_a_comment_over_two_paragraphs_stay_apart() -> None:
    comments = f'<w:comment w:id="1" w:author="Li">{paragraph("谁?")}</w:comment>'
    body = paragraph("", f'<w:commentRangeStart w:id="1"/>{run("one")}') + paragraph(
        "", run("two") + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    )
    made = imported(
        body,
        links={"c": ("comments", "comments.xml")},
        parts={"word/comments.xml": part("comments", comments)},
    )
    assert said(made, What.COMMENTS) == [(1, ("paragraph 2: on “one two”: “谁?” (Li)",))]


def test_deleted_cells_and_blocks_are_accepted_and_named() -> None:
    gone = '<w:tcPr><w:cellDel w:id="1" w:author="Q"/></w:tcPr>'
    new = '<w:tcPr><w:cellIns w:id="2" w:author="Q"/></w:tcPr>'
    rows = table((gone + paragraph("vieux"), paragraph("reste"), new + paragraph("neuf")))
    made = imported(f'{rows}<w:del w:id="3" w:author="Z">{paragraph("bloc")}</w:del>{paragraph("Fin.")}')
    assert "| reste | neuf |" in made.markdown
    assert said(made, What.TRACKED_CHANGES) == [
        (
            3,
            (
                "paragraph 1: deleted: a cell: vieux (Q)",
                "paragraph 1: inserted: a cell: neuf (Q)",
                "paragraph 1: deleted: “bloc” (Z)",
            ),
        )
    ]


def test_cells_merged_in_the_old_way_are_named() -> None:
    merged = ['<w:tcPr><w:hMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:hMerge/></w:tcPr>"]
    made = imported(table((merged[0] + paragraph("breit"), merged[1] + paragraph(""), paragraph("c"))))
    assert "| breit |  | c |" in made.markdown
    assert [count for count, _where in said(made, What.TABLES)] == [1]


@pytest.mark.parametrize(
    ("kind", "content", "lines"), [("c:chart", CHART, ["Debit", "Prut"]), ("cx:chart", NEW_CHART, ["Bazine", "Nistru"])]
)
def test_every_word_of_a_chart_is_listed(kind: str, content: str, lines: list[str]) -> None:
    names = 'xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"'
    made = imported(
        paragraph("Vezi", drawing(f'<{kind} {names} r:id="c"/>', "Ape pe ani")),
        links={"c": ("chart", "charts/chart1.xml")},
        parts={"word/charts/chart1.xml": content.encode()},
    )
    assert made.markdown == "Vezi\n\n" + "".join(f"- {line}\n" for line in ["Ape pe ani", *lines])


def test_pictures_in_vectors_alone_controls_and_ink_are_named() -> None:
    svg = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
    blip = f'<a:blip><asvg:svgBlip xmlns:asvg="{svg}" r:embed="s"/></a:blip>'
    vector = f"<pic:pic><pic:blipFill>{blip}</pic:blipFill></pic:pic>"
    control = '<w:r><w:object><w:control w:name="Kästchen"/></w:object></w:r>'
    ink = '<w14:contentPart xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"/>'
    made = imported(
        paragraph("Karte", drawing(vector, "Flusskarte") + control + drawing(ink)),
        links={"s": ("image", "media/map.svg")},
        parts={"word/media/map.svg": b"<svg/>"},
    )
    assert "could not be read stood here" in made.markdown
    assert said(made, What.PICTURES) == [(1, ("paragraph 1: Flusskarte",))]
    assert said(made, What.EMBEDDED) == [(1, ("paragraph 1: Kästchen",))]
    assert said(made, What.DIAGRAMS) == [(1, ("paragraph 1",))]


def test_headers_of_a_picture_alone_are_counted() -> None:
    made = imported(
        paragraph("t"),
        links={"h": ("header", "header1.xml")},
        parts={"word/header1.xml": part("hdr", paragraph("", drawing('<a:blip r:embed="x"/>')))},
    )
    assert said(made, What.HEADERS) == [(1, ("[a picture]",))]


def test_a_table_of_contents_without_its_styles_is_left_out() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph('Inhalt 1')}</w:sdtContent></w:sdt>"
    made = imported(contents + paragraph("Text."))
    assert made.markdown == "Text.\n"
    assert said(made, What.CONTENTS) == [(1, ("paragraph 1: Inhalt 1",))]


def test_emphasis_of_scripts_that_run_from_right_to_left_is_kept() -> None:
    words = run("ممنوع", "<w:rtl/><w:bCs/>") + run(" هنا", "<w:rtl/>") + run(" latin", "<w:bCs/>")
    assert imported(paragraph("", words)).markdown == "**ممنوع** هنا latin\n"


@pytest.mark.parametrize(("level_of", "line"), [(1, "# Titre I<br>Des eaux"), (3, "### Titre I<br>Des eaux")])
def test_a_heading_of_two_lines_stays_one_heading(level_of: int, line: str) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H3"><w:name w:val="heading 3"/></w:style>'
    style = "Heading1" if level_of == 1 else "H3"
    broken = paragraph("Titre I", "<w:r><w:br/></w:r>" + run("Des eaux"), style=style)
    assert imported(broken + paragraph("Texte."), styles=styles).markdown == f"{line}\n\nTexte.\n"


def test_no_bar_divides_a_cell() -> None:
    code = '<w:style w:type="character" w:styleId="C"><w:name w:val="HTML Code"/></w:style>'
    formula = "<m:oMath><m:r><m:t>a|b</m:t></m:r></m:oMath>"
    link = f'<w:hyperlink r:id="l">{run("li|en")}</w:hyperlink>'
    cells = (paragraph("", run("x|y", '<w:rStyle w:val="C"/>')), paragraph("", formula), paragraph("", link))
    made = imported(table(cells), styles=code, links={"l": ("hyperlink", "https://example.org/a|b")})
    assert "| `x\\|y` | $a\\vert b$ | [li\\|en](https://example.org/a%7Cb) |" in made.markdown


def test_numbers_with_zeros_before_them_keep_those() -> None:
    custom = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="9"/>{custom}<w:lvlText w:val="§ %1"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    made = imported(item("Vann") + item("Luft"), numbering=numbering)
    assert made.markdown == "§ 009 Vann\n\n§ 010 Luft\n"


def test_characters_of_ordinary_fonts_are_themselves() -> None:
    box = '<w:r><w:sym w:font="MS Gothic" w:char="2612"/></w:r>'
    made = imported(paragraph("", box + run(" oui")))
    assert (made.markdown, said(made, What.CHARACTERS)) == ("☒ oui\n", [])


def test_headings_of_a_file_without_styles_are_known_by_their_ids() -> None:
    assert _without_styles(paragraph("Ziel", style="Heading1") + paragraph("Text.")).markdown == "# Ziel\n\nText.\n"


def _without_styles(body: str) -> ImportedText:
    return read_import("x.docx", docx(body, parts={"word/styles.xml": part("styles", "")}))


def test_a_list_in_letters_of_hebrew_is_written_as_word_does() -> None:
    numbering = numbered_list(level(0, "(%1)", "hebrew1", start=15))
    assert imported(item("מים"), numbering=numbering).markdown == "(טו) מים\n"


def test_what_we_put_around_a_text_is_known_without_its_bookmark() -> None:
    roles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
        for name in ("Author", "Definition Term", "Definition")
    )
    advances = table((paragraph("Grundsatz"), paragraph("Warum")))
    body = (
        paragraph("Edition", style="Title")
        + paragraph("Satzung", style="Heading1")
        + paragraph("Ada", style="Author")
        + paragraph("Artikel.")
        + paragraph("Principles this proposal advances", style="Heading2")
        + advances
        + paragraph("Impressum", style="Heading1")
        + paragraph("Lizenz", style="DefinitionTerm")
        + paragraph("CC BY", style="Definition")
    )
    made = imported(body, styles=roles)
    assert (made.title, made.markdown) == ("Satzung", "# Satzung\n\nArtikel.\n")
    assert [count for count, _where in said(made, What.MATTER)] == [1]


def test_libreoffice_writes_a_rule_as_a_style_and_takes_what_goes_on_out_of_its_list() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="HL"><w:name w:val="Horizontal Line"/></w:style>'
    left = '<w:ind w:left="720"/>'
    outside = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>{left}'
    body = (
        item("Ein")
        + paragraph("Gehört dazu.", style="Quote", properties=outside)
        + paragraph(style="HL")
        + item("Zwei")
        + paragraph("Steht für sich.", style="Quote", properties=left)
    )
    made = imported(body, styles=styles, numbering=numbered_list(level(0, "%1.")))
    assert made.markdown == ("1.  Ein\n\n    > Gehört dazu.\n\n---\n\n2.  Zwei\n\n> Steht für sich.\n")


def test_a_quotation_that_its_style_alone_indents_is_in_no_item() -> None:
    indented = (
        '<w:style w:type="paragraph" w:styleId="IQ"><w:name w:val="Intense Quote"/><w:pPr><w:ind w:left="936"/></w:pPr>'
        "</w:style>"
    )
    deeper = '<w:ind w:left="1800"/>'
    body = (
        item("uno") + paragraph("aparte", style="IQ") + item("dos") + paragraph("dentro", style="IQ", properties=deeper)
    )
    made = imported(body, styles=indented, numbering=numbered_list(level(0, "%1.")))
    assert made.markdown == "1.  uno\n\n> aparte\n\n2.  dos\n\n    > dentro\n"
