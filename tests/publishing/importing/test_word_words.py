"""Every word of a Word file is in the text in its own place, or the report names it."""

import hashlib

import pytest

from blueprint.publishing.importing.read import ImportedText, read_import
from blueprint.publishing.importing.report import What
from blueprint.text import split, visible_runs, visible_text
from tests.images import png
from tests.publishing.importing.word import docx, item, level, numbered_list, paragraph, part, run, table

TEXT_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp>'
    "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
    "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def imported(body: str, **more: object) -> ImportedText:
    return read_import("text.docx", docx(body, **more))  # type: ignore[arg-type]


def said(made: ImportedText, what: What) -> list[tuple[int, tuple[str, ...]]]:
    """How often, and where, the report speaks of this."""
    return [(each.count, each.where) for each in (*made.report.changed, *made.report.left_out) if each.what == what]


def drawing(inside: str, description: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{description}"/><a:graphic>'
        f"<a:graphicData>{inside}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


# -- tables


def test_a_cell_of_several_paragraphs_a_list_and_a_table_keeps_every_word_in_its_column() -> None:
    inner = table((paragraph("Netze"), paragraph("12")), (paragraph("Reusen"), paragraph("7")))
    body = table(
        (paragraph("Amt"), paragraph("Pflicht")),
        (paragraph("Rat"), paragraph("Zählt.") + paragraph("Meldet | jährlich.")),
        (paragraph("Gericht"), item("hört") + item("urteilt")),
        (paragraph("Fischer"), inner + paragraph("Summe 19")),
    )
    made = imported(paragraph("Zuständig:") + body, numbering=numbered_list(level(0, "(%1)", "lowerLetter")))
    assert made.markdown.endswith(
        "| Amt | Pflicht |\n"
        "| Rat | Zählt.<br>Meldet \\| jährlich. |\n"
        "| Gericht | (a) hört<br>(b) urteilt |\n"
        "| Fischer | Netze \\| 12<br>Reusen \\| 7<br>Summe 19 |\n"
    )
    assert said(made, What.TABLES) == [(1, ("after paragraph 1",))]


def test_merged_cells_stay_in_their_columns() -> None:
    across, down, on = ('<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>")
    body = table(
        (f"<w:tcPr>{across}</w:tcPr>{paragraph('地域')}", paragraph("料金")),
        (f"<w:tcPr>{down}</w:tcPr>{paragraph('北')}", paragraph("低"), paragraph("10")),
        (f"<w:tcPr>{on}</w:tcPr>{paragraph()}", paragraph("高"), paragraph("20")),
    )
    made = imported(body)
    assert made.markdown.endswith("| 地域 |  | 料金 |\n| 北 | 低 | 10 |\n|  | 高 | 20 |\n")
    assert said(made, What.TABLES) == [(1, ("at the beginning",))]


def test_words_below_the_first_of_merged_cells_are_in_it() -> None:
    body = table(
        (f'<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("Nord")}', paragraph("1")),
        (f"<w:tcPr><w:vMerge/></w:tcPr>{paragraph('und Ost')}", paragraph("2")),
    )
    assert imported(body).markdown.endswith("| Nord<br>und Ost | 1 |\n|  | 2 |\n")


@pytest.mark.parametrize(
    ("first", "look", "lines"),
    [
        ("<w:trPr><w:tblHeader/></w:trPr>", "", ["| Año | Tasa |", "|----|----|", "| 2024 | 10 |"]),
        ("", "", ["|  |  |", "|----|----|", "| Año | Tasa |", "| 2024 | 10 |"]),
        ("", '<w:tblLook w:firstRow="1"/>', ["|  |  |", "|----|----|", "| Año | Tasa |", "| 2024 | 10 |"]),
        ("", '<w:tblStyle w:val="Fine"/><w:tblLook w:val="0020"/>', ["| Año | Tasa |", "|----|----|", "| 2024 | 10 |"]),
    ],
    ids=["a marked head", "none", "a look without a style", "a style with a look for it"],
)
def test_a_table_has_a_head_when_the_file_says_so(first: str, look: str, lines: list[str]) -> None:
    body = table((paragraph("Año"), paragraph("Tasa")), (paragraph("2024"), paragraph("10")), properties=look)
    fine = '<w:style w:type="table" w:styleId="Fine"><w:name w:val="Fine"/><w:tblStylePr w:type="firstRow"/></w:style>'
    assert imported(body.replace("<w:tr>", f"<w:tr>{first}", 1), styles=fine).markdown.splitlines() == lines


def test_a_first_row_all_in_bold_is_a_head_which_is_bold_by_itself() -> None:
    bold = f"<w:p>{run('Rate', '<w:b/>')}</w:p>"
    assert imported(table((bold,), (paragraph("4 %"),))).markdown == "| Rate |\n|----|\n| 4 % |\n"


def test_a_caption_is_a_paragraph() -> None:
    body = paragraph("Table 3: Catches", style="Caption") + table((paragraph("Eel"), paragraph("9")))
    assert imported(body).markdown.startswith("Table 3: Catches\n\n| ")


# -- beside the text


def test_the_words_of_a_text_box_follow_their_paragraph_which_keeps_its_own() -> None:
    box = TEXT_BOX.format(paragraph("Boxed words.") + paragraph("And more."))
    made = imported(paragraph("Before ", box + run("and behind.")) + paragraph("Next."))
    assert made.markdown == "Before and behind.\n\nBoxed words.\n\nAnd more.\n\nNext.\n"
    assert said(made, What.TEXT_BOXES) == [(1, ("paragraph 1",))]


def test_comments_are_left_out_with_the_words_that_they_are_on() -> None:
    words = (
        run("Water is ") + '<w:commentRangeStart w:id="4"/>' + run("a right") + '<w:commentRangeEnd w:id="4"/>'
        '<w:r><w:commentReference w:id="4"/></w:r>' + run(".")
    )  # fmt: skip
    comment = f'<w:comment w:id="4" w:author="Rea">{paragraph("Whose?")}</w:comment>'
    made = imported(
        paragraph(more=words),
        links={"c": ("comments", "comments.xml")},
        parts={"word/comments.xml": part("comments", comment)},
    )
    assert made.markdown == "Water is a right.\n"
    assert said(made, What.COMMENTS) == [(1, ("paragraph 1: on “a right”: “Whose?” (Rea)",))]
    assert [(each.words, each.author) for each in made.noticed] == [("on “a right”: “Whose?”", "Rea")]


def test_tracked_changes_are_taken_as_accepted_and_counted() -> None:
    words = (
        run("Keep ") + f'<w:ins w:author="Rea">{run("new ")}</w:ins>'
        '<w:del w:author="Leo"><w:r><w:delText>old </w:delText></w:r></w:del>'
        f'<w:moveFrom w:author="Leo">{run("moved")}</w:moveFrom>' + run("words.")
    )  # fmt: skip
    made = imported(paragraph(more=words) + paragraph("Last.", properties='<w:rPr><w:del w:author="Leo"/></w:rPr>'))
    assert made.markdown == "Keep new words.\n\nLast.\n"
    assert said(made, What.TRACKED_CHANGES) == [
        (3, ("paragraph 1: inserted: “new” (Rea)", "paragraph 1: deleted: “old” (Leo)",
             "paragraph 2: deleted: a paragraph’s end (Leo)")),
    ]  # fmt: skip


def test_a_deleted_end_makes_one_paragraph_of_two() -> None:
    ended = paragraph("Half a ", properties='<w:rPr><w:del w:author="Leo"/></w:rPr>')
    assert imported(ended + paragraph("sentence.")).markdown == "Half a sentence.\n"


def test_hidden_text_is_left_out() -> None:
    made = imported(paragraph("Seen ", run("secretly unseen", "<w:vanish/>") + run("again.")))
    assert made.markdown == "Seen again.\n"
    assert said(made, What.HIDDEN_TEXT) == [(1, ("paragraph 1: secretly unseen",))]


def test_headers_and_footers_are_left_out_with_their_words() -> None:
    parts = {f"word/{name}.xml": part("hdr", paragraph(words)) for name, words in (("h", "Draft 3"), ("f", "Page"))}
    made = imported(paragraph("Text."), links={"h": ("header", "h.xml"), "f": ("footer", "f.xml")}, parts=parts)
    assert made.markdown == "Text.\n"
    assert said(made, What.HEADERS) == [(2, ("Draft 3", "Page"))]


def test_footnotes_and_endnotes_become_footnotes() -> None:
    notes = f'<w:footnote w:id="2">{paragraph("See ") + paragraph("there.")}</w:footnote>'
    ends = f'<w:endnote w:id="2">{paragraph("Last.")}</w:endnote>'
    words = '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" b") + '<w:r><w:endnoteReference w:id="2"/></w:r>'
    made = imported(
        paragraph("A", words),
        links={"f": ("footnotes", "footnotes.xml"), "e": ("endnotes", "endnotes.xml")},
        parts={"word/footnotes.xml": part("footnotes", notes), "word/endnotes.xml": part("endnotes", ends)},
    )
    assert made.markdown == "A[^1] b[^2]\n\n[^1]: See\n\n    there.\n\n[^2]: Last.\n"
    assert said(made, What.FOOTNOTES) == [(1, ("paragraph 1",))]


# -- pictures, diagrams, equations


def test_a_picture_keeps_its_description_and_gets_none_when_it_has_none() -> None:
    blip = '<pic:pic><pic:blipFill><a:blip r:embed="p"/></pic:blipFill></pic:pic>'
    made = imported(
        paragraph(more=drawing(blip, "A weir")) + paragraph(more=drawing(blip)),
        links={"p": ("image", "media/a.png")},
        parts={"word/media/a.png": png()},
    )
    (name,) = made.images
    assert made.markdown == f"![A weir]({name})\n\n![]({name})\n"
    assert name.startswith(f"images/{hashlib.sha256(made.images[name]).hexdigest()}")


@pytest.mark.parametrize(
    ("letters", "shown"),
    [(("T", "HIRAULT, président·e"), "THIRAULT, ![Seal]({name}) président·e"), (("水", "是"), "水![Seal]({name})是")],
)
def test_a_picture_fixed_within_a_word_follows_it(letters: tuple[str, str], shown: str) -> None:
    blip = '<pic:pic><pic:blipFill><a:blip r:embed="p"/></pic:blipFill></pic:pic>'
    body = paragraph("", run(letters[0]) + drawing(blip, "Seal") + run(letters[1], "<w:b/>"))
    made = imported(body, links={"p": ("image", "media/a.png")}, parts={"word/media/a.png": png()})
    (name,) = made.images
    assert made.markdown.replace("**", "").strip() == shown.format(name=name)


def test_pictures_that_are_linked_or_cannot_be_read_leave_a_line() -> None:
    blips = drawing('<a:blip r:link="l"/>', "A map") + drawing('<a:blip r:embed="b"/>')
    made = imported(
        paragraph("See:", blips),
        links={"l": ("image", "https://example.org/map.png"), "b": ("image", "media/x.emf")},
        parts={"word/media/x.emf": b"\x01\x00\x00\x00"},
    )
    assert "A linked picture stood here: https://example.org/map.png" in made.markdown
    assert "A picture that could not be read stood here." in made.markdown
    assert [count for count, _where in said(made, What.PICTURES)] == [1, 1]


def test_the_words_of_a_diagram_become_a_list() -> None:
    names = (
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    points = "".join(
        f"<dgm:pt><dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>" for words in ("Propose", "Review")
    )
    made = imported(
        paragraph("Steps", drawing('<dgm:relIds r:dm="d"/>')),
        links={"d": ("diagramData", "diagrams/data1.xml")},
        parts={"word/diagrams/data1.xml": f"<dgm:dataModel {names}>{points}</dgm:dataModel>".encode()},
    )
    assert made.markdown == "Steps\n\n- Propose\n- Review\n"
    assert said(made, What.DIAGRAMS) == [(1, ("paragraph 1: Propose, Review",))]


def test_equations_become_tex() -> None:
    half = "<m:oMath><m:f><m:num><m:r><m:t>p</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    made = imported(paragraph("Pay ", half + run(" of it.")) + f"<w:p><m:oMathPara>{half}</m:oMathPara></w:p>")
    assert made.markdown == "Pay $\\frac{p}{2}$ of it.\n\n$$\\frac{p}{2}$$\n"
    assert made.report.kept["equations"] == 2


# -- titles, fields, formatting


def test_the_title_is_the_first_heading_and_the_subtitle_is_text() -> None:
    made = imported(paragraph("Agua", style="Title") + paragraph("Para todos", style="Subtitle") + paragraph("Texto."))
    assert (made.title, made.markdown) == ("Agua", "# Agua\n\nPara todos\n\nTexto.\n")


def test_a_title_of_two_lines_is_one_and_a_later_one_is_a_heading() -> None:
    body = paragraph("Agua", style="Title") + paragraph("y tierra", style="Title") + paragraph("Texto.")
    made = imported(body + paragraph("Anexo", style="Title"))
    assert (made.title, made.markdown) == ("Agua y tierra", "# Agua y tierra\n\nTexto.\n\n# Anexo\n")


def test_a_title_that_the_first_heading_repeats_is_there_once() -> None:
    body = paragraph("Agua", style="Title") + paragraph("AGUA", style="Heading1") + paragraph("Texto.")
    assert imported(body).markdown == "# AGUA\n\nTexto.\n"


def test_fields_are_the_words_that_they_show() -> None:
    marks = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = (
        marks.format("begin") + "<w:r><w:instrText> REF _Ref1 </w:instrText></w:r>" + marks.format("separate")
        + run("section 4") + marks.format("end")
    )  # fmt: skip
    made = imported(paragraph("See ", field + '<w:fldSimple w:instr=" PAGE ">' + run("7") + "</w:fldSimple>"))
    assert made.markdown == "See section 47\n"


def test_a_table_of_contents_is_left_out() -> None:
    made = imported(paragraph("Rivers 3", style="TOC1") + paragraph("Rivers", style="Heading1") + paragraph("Flow."))
    assert made.markdown == "# Rivers\n\nFlow.\n"
    assert said(made, What.CONTENTS) == [(1, ("heading “Rivers”: Rivers 3",))]


@pytest.mark.parametrize(
    ("properties", "words", "written"),
    [
        ("<w:b/>", "must", "You **must** go"),
        ('<w:u w:val="single"/>', "must", "You <u>must</u> go"),
        ('<w:vertAlign w:val="superscript"/>', "2", "You ^2^ go"),
        ('<w:vertAlign w:val="subscript"/>', "2", "You ~2~ go"),
        ("<w:strike/>", "must", "You ~~must~~ go"),
        ("<w:caps/>", "shall not", "You SHALL NOT go"),
        ("<w:smallCaps/>", "Shall", "You Shall go"),
        ('<w:highlight w:val="yellow"/>', "here", "You <mark>here</mark> go"),
        ("<w:b/>", "con\u00adsti", "You **consti** go"),
        ("", "10\u00a0km", "You 10\u00a0km go"),
        ('<w:rFonts w:ascii="Symbol"/>', "a 水 ماء", "You α 水 ماء go"),
        ('<w:rFonts w:ascii="Wingdings"/>', "\uf0fc", "You ✓ go"),
        ("<w:rtl/>", "ماء", "You ماء go"),
        ('<w:b w:val="0"/>', "may", "You may go"),
    ],
)
def test_formatting_is_kept_or_named(properties: str, words: str, written: str) -> None:
    assert imported(paragraph("You ", run(words, properties) + run(" go"))).markdown == f"{written}\n"


def test_a_character_that_is_not_known_is_named() -> None:
    made = imported(paragraph(more=run("x\uf0b9", '<w:rFonts w:ascii="Wingdings"/>')))
    assert [count for count, _where in said(made, What.CHARACTERS)] == [1]
    assert made.markdown == "\ufffd\ufffd\n"


def test_runs_that_look_the_same_become_one_and_signs_stay_beside_words() -> None:
    words = run("No", "<w:b/>") + run(" ") + run("fishing:", "<w:b/>") + run("ever")
    assert imported(paragraph(more=words)).markdown == "**No fishing**:ever\n"


def test_a_drop_cap_is_one_with_its_word() -> None:
    cap = paragraph("W", properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
    made = imported(cap + paragraph("ater is life."))
    assert made.markdown == "Water is life.\n"
    assert said(made, What.STYLES) == [(1, ("paragraph 1",))]


def test_links_lead_out_and_to_headings_and_others_become_their_words() -> None:
    target = '<w:bookmarkStart w:id="1" w:name="_Toc1"/>'
    words = (
        f'<w:hyperlink r:id="w">{run("web")}</w:hyperlink>{run(" ")}'
        f'<w:hyperlink w:anchor="_Toc1">{run("below")}</w:hyperlink>{run(" ")}'
        f'<w:hyperlink w:anchor="gone">{run("nowhere")}</w:hyperlink>'
    )
    body = paragraph(more=words) + paragraph("The Aims", target, style="Heading2")
    made = imported(body, links={"w": ("hyperlink", "https://example.org/")})
    assert made.markdown == "[web](https://example.org/) [below](#the-aims) nowhere\n\n## The Aims\n"
    assert said(made, What.LINKS) == [(1, ("paragraph 1: nowhere",))]


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/a b.html?q=x y", "https://example.org/a%20b.html?q=x%20y"),
        (
            "https://example.org/#:~:text=Prämie (jährlich",
            "https://example.org/#:~:text=Pr%C3%A4mie%20%28j%C3%A4hrlich",
        ),
        ("https://example.org/a)b(c", "https://example.org/a%29b%28c"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("mailto:a@example.org?subject=&lt;x&gt;", "mailto:a@example.org?subject=%3Cx%3E"),
    ],
)
def test_addresses_with_spaces_and_brackets_stay_addresses(address: str, written: str) -> None:
    made = imported(
        paragraph(more=f'<w:hyperlink r:id="w">{run("web")}</w:hyperlink>'), links={"w": ("hyperlink", address)}
    )
    (shown,) = visible_runs(split(made.markdown).paragraphs[0])
    assert (shown.text, shown.marks[0].href) == ("web", written)


def test_a_footnote_in_a_link_follows_it() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = part("footnotes", f'<w:footnote w:id="2">{paragraph("Seit 2015.")}</w:footnote>')
    body = paragraph("Schreibt an", f'<w:hyperlink r:id="w">{run("uns")}{note}</w:hyperlink>{run(".")}')
    links = {"w": ("hyperlink", "mailto:a@example.org"), "n": ("footnotes", "footnotes.xml")}
    made = imported(body, links=links, parts={"word/footnotes.xml": notes})
    assert made.markdown.startswith("Schreibt an[uns](mailto:a@example.org)[^1].\n\n[^1]: Seit 2015.")


@pytest.mark.parametrize("level", [1, 2, 3, 5])
def test_a_heading_of_two_lines_is_one_heading(level: int) -> None:
    style = f'<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading {level}"/></w:style>'
    made = imported(paragraph("الباب", f"<w:r><w:br/></w:r>{run('الأول')}", style="H") + paragraph("نص"), styles=style)
    heading, text = split(made.markdown).paragraphs
    assert (visible_text(heading), heading.level, visible_text(text)) == ("الباب\nالأول", level, "نص")


def test_a_main_part_may_have_any_name() -> None:
    assert imported(paragraph("Found."), main="word/document2.xml").markdown == "Found.\n"


@pytest.mark.parametrize(
    "words", ["1. May", "- no", "# no", "> no", "1) no", ": no", "---", "<b> &amp; *x* [y](z) $1 $2", "+ a"]
)
def test_words_that_look_like_signs_stay_words(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    bold = "<w:b/>"
    after = (f"<w:r><w:br/></w:r>{run(escaped)}", f"{run('In bold', bold)}<w:r><w:br/></w:r>{run(escaped, bold)}")
    made = imported(paragraph(escaped) + paragraph("Before", after[0]) + paragraph(more=after[1]))
    shown = [visible_text(each) for each in split(made.markdown).paragraphs]
    assert shown == [words, f"Before\n{words}", f"In bold\n{words}"]
