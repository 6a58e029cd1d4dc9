"""Lists of OpenDocument texts, as LibreOffice writes them: signs of every script, and items in lists of their own."""

import pytest

from blueprint.publishing.importing.odt.number_formats import odt_number
from blueprint.publishing.importing.report import What
from tests.images import png
from tests.publishing.importing.test_other_files import imported, items, number, said


@pytest.mark.parametrize(
    ("format", "first", "last", "later"),
    [
        ("a", "a", "z", "ac"),
        ("01, 02, 03, ...", "01", "26", "29"),
        ("а, б, .., аа, аб, ... (ru)", "а", "ы", "я"),
        ("А, Б, .., Аа, Аб, ... (bg)", "А", "Ъ", "Аа"),
        ("А, Б, .., Аа, Бб, ... (bg)", "А", "Ъ", "Аа"),
        ("а, б, .., аа, бб, ... (sr)", "а", "х", "џ"),
        ("أ, ب, ت, ...", "أ", "ه", "أأ"),
        ("ا, ب, ج, ...", "ا", "ض", "اا"),
        ("א, י, ק, ...", "א", "כו", "כט"),
        ("א, ב, ג, ...", "א", "אד", "אז"),
        ("क, ख, ग, ...", "क", "य", "व"),
        ("ก, ข, ค, ...", "ก", "ฝ", "ภ"),
        ("१, २, ३, ...", "१", "२६", "२९"),
        ("١, ٢, ٣, ...", "١", "٢٦", "٢٩"),
        ("一, 二, 三, ...", "一", "二十六", "二十九"),
        ("壹, 贰, 叁, ...", "壹", "贰拾陆", "贰拾玖"),
        ("壱, 弐, 参, ...", "壱", "弐六", "弐九"),
        ("甲, 乙, 丙, ...", "甲", "26", "29"),
        ("①, ②, ③, ...", "①", "㉖", "㉙"),
        ("가, 나, 다, ...", "가", "타", "가"),
        ("일, 이, 삼, ...", "일", "이십육", "이십구"),
        ("일, 이, 삼, ... (ko-x-digital)", "일", "이육", "이구"),
        ("ｱ, ｲ, ｳ, ...", "ｱ", "ﾊ", "ﾍ"),
        ("イ, ロ, ハ, ...", "イ", "ノ", "ヤ"),
        ("1st", "1st", "26th", "29th"),
        ("First", "First", "Twenty-sixth", "Twenty-ninth"),
        ("*, †, ‡, §, **, ††, ...", "*", "†††††††", "********"),
        ("no such", "1", "26", "29"),
    ],
)
def test_numbers_are_those_that_libreoffice_shows(format: str, first: str, last: str, later: str) -> None:
    assert [odt_number(count, format) for count in (1, 26, 29)] == [first, last, later]


def test_letters_behind_the_last_are_doubled_or_combined() -> None:
    assert (odt_number(28, "A", doubles=True), odt_number(28, "A")) == ("BB", "AB")
    assert odt_number(30, "А, Б, .., Аа, Бб, ... (ru)") == "Аа"
    assert odt_number(31, "А, Б, .., Аа, Бб, ... (ru)") == "Бб"
    assert odt_number(31, "А, Б, .., Аа, Аб, ... (ru)") == "Аб"


def _styled(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


BLANK = '<text:list-level-style-bullet text:level="1" text:bullet-char=" "/>'


def test_a_list_of_another_style_goes_on_below_the_item_before_it() -> None:
    styles = (
        _styled("A", number(1, "1", behind="."))
        + _styled("B", number(2, "a", "(", ")"))
        + _styled("C", number(3, "i", "(", ")"))
        + _styled("D", BLANK)
    )
    inner = f"<text:list-item>{items('<text:p>pêche</text:p>', '<text:p>irrigation</text:p>')}</text:list-item>"
    third = f"<text:list-item>{items('<text:p>puits</text:p>')}</text:list-item>"
    deep = f"<text:list-item><text:list>{third}</text:list></text:list-item>"
    body = (
        items("<text:p>Usages</text:p>", style="A")
        + f'<text:list text:style-name="B">{inner}</text:list>'
        + f'<text:list text:style-name="C">{deep}</text:list>'
        + items("<text:p>Suite du premier.</text:p>", style="D")
        + items("<text:p>Taxes</text:p>", style="A", more=' text:continue-list="x"')
    )
    assert imported(body, styles).markdown == (
        "1.  Usages\n\n    (a) pêche\n\n    (b) irrigation\n\n        (i) puits\n\n    Suite du premier.\n\n2.  Taxes\n"
    )


def test_tables_quotations_and_lines_as_far_indented_as_an_item_belong_to_it() -> None:
    indent = '<style:{0}-properties fo:margin-left="{1}"/>'
    styles = (
        '<text:list-style style:name="A"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix="."><style:list-level-properties><style:list-level-label-alignment fo:margin-left="0.5in"/>'
        "</style:list-level-properties></text:list-level-style-number></text:list-style>"
        f'<style:style style:name="T" style:family="table">{indent.format("table", "1.08cm")}</style:style>'
        f'<style:style style:name="P" style:family="paragraph">{indent.format("paragraph", "1.27cm")}</style:style>'
        f'<style:style style:name="Quotations" style:family="paragraph">{indent.format("paragraph", "1.27cm")}</style:style>'
    )
    table = (
        '<table:table table:style-name="T"><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    body = (
        items("<text:p>Un</text:p>", style="A")
        + table
        + '<text:p text:style-name="P">Suite.</text:p><text:p text:style-name="Quotations">Cité.</text:p>'
    )
    assert imported(body, styles).markdown == ("1.  Un\n\n    |  |\n    |----|\n    | a |\n\n    Suite.\n\n> Cité.\n")


def test_a_thin_shape_is_a_rule() -> None:
    shape = '<text:p><draw:rect svg:width="15cm" svg:height="0.05cm"><text:p/></draw:rect></text:p>'
    made = imported(f"<text:p>Avant.</text:p>{shape}<text:p>Après.</text:p>")
    assert made.markdown == "Avant.\n\n---\n\nAprès.\n"


def test_a_sign_that_the_dialect_does_not_have_is_named_with_its_place() -> None:
    made = imported(items("<text:p>eins</text:p>", style="L"), _styled("L", number(1, "א, י, ק, ...", "§ ")))
    assert (made.markdown, said(made, What.NUMBERING)) == ("§ א eins\n", [(1, ("paragraph 1",))])


def test_hidden_sections_and_paragraphs_and_fields_of_forms_are_named() -> None:
    form = "urn:oasis:names:tc:opendocument:xmlns:form:1.0"
    body = (
        f'<office:forms><f:form xmlns:f="{form}"><f:checkbox f:label="Zustimmung"/><f:text f:value="getippt"/></f:form>'
        '</office:forms><text:section text:display="none"><text:p>verborgener Abschnitt</text:p></text:section>'
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>verborgen</text:p>'
        "<text:p>Sichtbar<text:script>kein()</text:script></text:p>"
    )
    made = imported(body)
    assert made.markdown == "Sichtbar\n"
    assert said(made, What.HIDDEN_TEXT) == [(2, ("paragraph 1: verborgener Abschnitt", "paragraph 1: verborgen"))]
    assert said(made, What.EMBEDDED) == [(1, ("paragraph 1: Zustimmung getippt",))]


def test_cells_and_rows_that_are_repeated_are_all_there() -> None:
    row = '<table:table-row table:number-rows-repeated="2">{}</table:table-row>'
    cells = '<table:table-cell table:number-columns-repeated="2"><text:p>ja</text:p></table:table-cell>'
    made = imported(f"<table:table>{row.format(cells)}</table:table>")
    assert made.markdown.endswith("| ja | ja |\n| ja | ja |\n")


def test_a_picture_that_is_a_link_stays_one() -> None:
    frame = '<draw:frame><draw:image xlink:href="Pictures/x.png"/><svg:desc>Kart</svg:desc></draw:frame>'
    made = imported(
        f'<text:p><draw:a xlink:href="https://example.org/">{frame}</draw:a></text:p>', parts={"Pictures/x.png": png()}
    )
    assert made.markdown.startswith("[![Kart](images/")
    assert made.markdown.endswith("](https://example.org/)\n")
