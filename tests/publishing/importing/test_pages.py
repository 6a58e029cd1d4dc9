"""Lists and forms of pages: signs stay as they are seen, and what is typed in stays words."""

import pytest

from blueprint.publishing.importing.read import read_import
from blueprint.publishing.importing.report import What


def markdown(page: str) -> str:
    return read_import("page.html", page.encode()).markdown


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<ol type=a start=26><li>vann<li>luft<li>jord</ol>", "z.  vann\n\naa. luft\n\nab. jord\n"),
        ("<ol><li value=3>tre<li>fire<li value=9>ni</ol>", "3.  tre\n4.  fire\n\n<!-- -->\n\n9.  ni\n"),
        ("<ol reversed><li>deux<li>un</ol>", "2.  deux\n\n<!-- -->\n\n1.  un\n"),
        ("<ol style='list-style: upper-roman inside'><li>unus<li>duo</ol>", "I.  unus\nII. duo\n"),
        ("<ol style='list-style-type:lower-greek'><li>ένα<li>δύο</ol>", "α. ένα\n\nβ. δύο\n"),
        ("<ol style='list-style-type:arabic-indic' start=9><li>ماء<li>هواء</ol>", "٩\\. ماء\n\n١٠\\. هواء\n"),
        ("<ol style='list-style-type:cjk-ideographic'><li><p>水</p><li><p>空气</p></ol>", "一、 水\n\n二、 空气\n"),
        ("<ol style='list-style-type:hebrew'><li>מים</ol>", "א. מים\n"),
        ("<ol style='list-style:none'><li>(a) eau<li>(b) air</ol>", "- \\(a) eau\n- \\(b) air\n"),
        ("<ol start=-1><li>minus<li>null<li>eins</ol>", "-1. minus\n\n0.  null\n1.  eins\n"),
    ],
)
def test_signs_of_lists_are_those_that_are_seen(page: str, lines: str) -> None:
    assert markdown(page) == lines


def test_fields_of_a_form_keep_their_words() -> None:
    page = (
        "<p>Nom <input value='Ndiaye'><input type=hidden value=secret> <select><option>Nord<option>Sud</select>"
        "<input type=radio checked> oui</p><textarea>libre</textarea>"
    )
    made = read_import("formulaire.html", page.encode())
    assert made.markdown == "Nom Ndiaye Nord, Sud ☒ oui\n\nlibre\n"
    assert [each for each in made.report.left_out if each.what is What.WORDS] == []


def test_a_rule_behind_loose_words_makes_no_heading_of_them() -> None:
    assert markdown("eau<br>douce<hr>sel") == "eau\\\ndouce\n\n---\n\nsel\n"


def test_headings_without_words_are_none() -> None:
    assert markdown("<h1></h1><h2>Mål</h2>") == "## Mål\n"


def test_a_place_where_a_word_may_be_broken_is_not_taken_for_a_loss() -> None:
    made = read_import("x.html", b"<p>Donau<wbr>dampf</p>")
    assert (made.markdown, made.report.left_out) == ("Donaudampf\n", ())
