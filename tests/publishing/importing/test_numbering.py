"""Numbers that Word counts: they stay readable, nested as they were, and references to them find their targets."""

import pytest

from blueprint.publishing.importing.number_formats import written
from blueprint.publishing.importing.read import ImportedText, read_import
from blueprint.text import ParagraphKind, split
from tests.publishing.importing.word import docx, item, level, numbered_list, paragraph, table


def imported(body: str, numbering: str = "", styles: str = "") -> ImportedText:
    return read_import("law.docx", docx(body, numbering=numbering, styles=styles))


def markdown(body: str, numbering: str = "", styles: str = "") -> str:
    return imported(body, numbering, styles).markdown


LEGAL = numbered_list(
    level(0, "%1."),
    level(1, "%1.%2"),
    level(2, "(%3)", "lowerLetter"),
    level(3, "(%4)", "lowerRoman"),
)


def test_a_legal_list_is_nested_as_in_the_file_and_a_reference_finds_its_target() -> None:
    body = (
        item("Access") + item("Everyone may fish.", 1) + item("The council shall", 1)
        + item("mark the banks", 2) + item("count the nets, being", 2) + item("drift nets", 3) + item("fixed nets", 3)
        + item("Closed season") + item("Clause 1.2(b)(ii) does not apply.", 1)
    )  # fmt: skip
    assert markdown(body, LEGAL) == (
        "1.  Access\n\n"
        "    1.1 Everyone may fish.\n\n"
        "    1.2 The council shall\n\n"
        "    (a) mark the banks\n\n"
        "    (b) count the nets, being\n\n"
        "        (i) drift nets\n        (ii) fixed nets\n\n"
        "2.  Closed season\n\n"
        "    2.1 Clause 1.2(b)(ii) does not apply.\n"
    )


def test_no_level_of_a_list_becomes_code() -> None:
    body = "".join(item(f"Level {depth}", depth) for depth in range(4))
    kinds = {each.kind for each in split(markdown(body, LEGAL)).paragraphs}
    assert ParagraphKind.CODE not in kinds


@pytest.mark.parametrize(
    ("text", "format", "first", "second"),
    [
        ("%1.", "decimal", "1.  ", "2.  "),
        ("%1)", "decimal", "1)  ", "2)  "),
        ("(%1)", "decimal", "(1) ", "(2) "),
        ("%1.", "lowerLetter", "a.  ", "b.  "),
        ("%1)", "lowerLetter", "a)  ", "b)  "),
        ("(%1)", "lowerLetter", "(a) ", "(b) "),
        ("%1.", "upperLetter", "A.  ", "B.  "),
        ("(%1)", "upperRoman", "(I) ", "(II) "),
        ("%1.", "lowerRoman", "i.  ", "ii. "),
    ],
)
def test_signs_that_the_dialect_has_become_lists(text: str, format: str, first: str, second: str) -> None:
    made = imported(item("Rivers") + item("Lakes"), numbered_list(level(0, text, format)))
    assert made.markdown == f"{first}Rivers\n{second}Lakes\n"
    assert made.report.changed == ()


@pytest.mark.parametrize(
    ("text", "format", "words"),
    [
        ("Article %1", "decimal", "Article 2"),
        ("§ %1", "decimal", "§ 2"),
        ("Kapitel %1:", "upperRoman", "Kapitel II:"),
        ("第%1条", "japaneseCounting", "第二条"),
        ("第%1章", "chineseCountingThousand", "第二章"),
        ("제%1조", "decimal", "제2조"),
        ("المادة %1", "decimal", "المادة 2"),
        ("%1-", "arabicAbjad", "ب-"),
        ("%1)", "russianLower", "б)"),
        ("Статья %1.", "decimal", "Статья 2."),
        ("มาตรา %1", "thaiNumbers", "มาตรา ๒"),
        ("अनुच्छेद %1", "hindiNumbers", "अनुच्छेद २"),
        ("סעיף %1", "hebrew1", "סעיף ב"),
        ("%1", "decimalEnclosedCircle", "②"),
        ("Part %1", "cardinalText", "Part Two"),
        ("%1 rule", "ordinal", "2nd rule"),
        ("%1.", "decimalZero", "02."),
    ],
)
def test_all_other_numbers_become_words_of_their_paragraph(text: str, format: str, words: str) -> None:
    made = imported(item("Rivers") + item("Lakes"), numbered_list(level(0, text, format)))
    last = split(made.markdown).paragraphs[-1]
    assert last.text.replace("\\", "") == f"{words} Lakes"
    assert last.kind is ParagraphKind.PARAGRAPH
    (remark,) = made.report.changed
    assert (remark.what, remark.count, remark.where) == ("numbering", 2, ("paragraph 1", "paragraph 2"))


def test_numbers_of_headings_are_words_of_theirs() -> None:
    numbering = numbered_list(
        level(0, "Article %1", more='<w:pStyle w:val="Heading1"/>'), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter")
    )
    heading = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = (
        paragraph("Name", style="Heading1", properties=heading)
        + item("Its name is free.", 1)
        + paragraph("Seat", style="Heading1", properties=heading)
        + item("As 1.1 says:", 1) + item("here", 2)
    )  # fmt: skip
    assert markdown(body, numbering) == (
        "# Article 1 Name\n\n1.1 Its name is free.\n\n# Article 2 Seat\n\n2.1 As 1.1 says:\n\n(a) here\n"
    )


def test_a_list_goes_on_behind_a_paragraph_and_begins_anew_where_it_did() -> None:
    anew = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = (
        item("One")
        + item("Two")
        + paragraph("Between.")
        + item("Three")
        + item("One again", number=2)
        + item("Two", number=2)
    )
    assert markdown(body, numbered_list(level(0, "%1.")) + anew) == (
        "1.  One\n2.  Two\n\nBetween.\n\n3.  Three\n\n<!-- -->\n\n1.  One again\n2.  Two\n"
    )


def test_a_list_begins_where_the_file_says() -> None:
    assert markdown(item("Seventh"), numbered_list(level(0, "(%1)", "lowerLetter", start=7))) == "(g) Seventh\n"


def test_letters_after_z_become_words() -> None:
    body = "".join(item(f"Item {count}") for count in range(1, 28))
    assert markdown(body, numbered_list(level(0, "(%1)", "lowerLetter"))).endswith("(z) Item 26\n\n(aa) Item 27\n")


def test_what_is_indented_with_an_item_is_part_of_it() -> None:
    more = paragraph("More of it.", properties='<w:ind w:left="720"/>')
    body = item("First") + more + item("Second") + paragraph("Apart.")
    assert markdown(body, numbered_list(level(0, "%1."))) == "1.  First\n\n    More of it.\n\n2.  Second\n\nApart.\n"


def test_numbers_that_people_typed_are_words() -> None:
    assert markdown(paragraph("1. May") + paragraph("(a) gulls") + paragraph("A. Smith")) == (
        "1\\. May\n\n\\(a) gulls\n\nA. Smith\n"
    )


def test_the_levels_of_a_law_are_shown_as_digits() -> None:
    numbering = numbered_list(level(0, "Part %1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert markdown(item("General") + item("Terms", 1), numbering) == "Part I General\n\n1.1 Terms\n"


@pytest.mark.parametrize(
    ("count", "format"), [(0, "lowerLetter"), (40_000, "upperRoman"), (-3, "ordinalText"), (5, "no such")]
)
def test_numbers_that_a_format_does_not_have_are_digits(count: int, format: str) -> None:
    assert written(count, format) == str(count)


def test_a_table_at_the_margin_is_part_of_its_item_when_the_list_counts_on_behind_it() -> None:
    numbering = numbered_list(level(0, "(%1)", "lowerLetter"), level(1, "(%2)", "lowerRoman"))
    rows = table((paragraph("Jahr"), paragraph("Menge")))
    lines = "    |  |  |\n    |----|----|\n    | Jahr | Menge |\n"
    held = item("Quellen") + item("kalt", 1) + rows + rows + item("Flüsse")
    assert markdown(held, numbering) == (f"(a) Quellen\n\n    (i) kalt\n\n{lines}\n{lines}\n(b) Flüsse\n")
    apart = markdown(item("Quellen") + rows + paragraph("Danach."), numbering)
    assert apart == "(a) Quellen\n\n|  |  |\n|----|----|\n| Jahr | Menge |\n\nDanach.\n"
    between = markdown(item("Quellen") + rows + paragraph("Dazwischen.") + item("Flüsse"), numbering)
    assert between.endswith("| Jahr | Menge |\n\nDazwischen.\n\n(b) Flüsse\n")


def test_a_table_between_lists_that_begin_anew_is_in_none() -> None:
    rows = table((paragraph("x"),))
    anew = item("Un") + rows + item("Une", number=2)
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    assert markdown(anew, numbered_list(level(0, "%1.")) + again) == "1.  Un\n\n|  |\n|----|\n| x |\n\n1.  Une\n"
