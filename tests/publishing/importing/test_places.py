"""Links to places that are no headings keep leading there, in every kind of file."""

from blueprint.publishing.importing.read import read_import
from blueprint.publishing.importing.report import What
from tests.publishing.importing.test_other_files import imported as opendocument
from tests.publishing.importing.test_word_words import imported as word
from tests.publishing.importing.test_word_words import said
from tests.publishing.importing.word import paragraph, run, table


def _mark(name: str) -> str:
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/><w:bookmarkEnd w:id="1"/>'


def _link(name: str, words: str) -> str:
    return f'<w:hyperlink w:anchor="{name}">{run(words)}</w:hyperlink>'


def test_places_of_word_that_links_lead_to_are_kept_and_others_are_not() -> None:
    body = (
        paragraph("Artikel fem.", _mark("_Ref5") + _mark("_GoBack"))
        + table((paragraph("celle", _mark("rad 1")), paragraph("x")))
        + paragraph("Se ", _link("_Ref5", "fem") + run(" og ") + _link("rad 1", "rad") + _link("borte", " borte"))
    )
    made = word(body)
    assert made.markdown == (
        'Artikel fem.<a id="_Ref5"></a>\n\n|  |  |\n|----|----|\n| celle<a id="rad-1"></a> | x |\n\n'
        "Se [fem](#_Ref5) og [rad](#rad-1) borte\n"
    )
    assert said(made, What.LINKS) == [(1, ("paragraph 2: borte",))]


def test_a_place_is_not_called_as_a_heading_is() -> None:
    body = paragraph("Mål", style="Heading1") + paragraph("a", _mark("mål")) + paragraph("", _link("mål", "dit"))
    assert word(body).markdown == '# Mål\n\na<a id="place-mål"></a>\n\n[dit](#place-mål)\n'


def test_a_place_is_kept_once() -> None:
    body = paragraph("a", _mark("x") + _mark("x")) + paragraph("b", _mark("x")) + paragraph("", _link("x", "c"))
    assert word(body).markdown == 'a<a id="x"></a>\n\nb\n\n[c](#x)\n'


def test_places_of_opendocument_are_kept() -> None:
    body = (
        '<text:p><text:bookmark text:name="p5"/>Punkt.</text:p><text:p><text:a xlink:href="#p5">dit</text:a></text:p>'
    )
    assert opendocument(body).markdown == 'Punkt.<a id="p5"></a>\n\n[dit](#p5)\n'


def test_places_of_pages_are_kept() -> None:
    page = (
        "<h2 id=top>Début</h2><h3><a name='deux'></a>Suite</h3><p id='art. 5'>Article.</p><ul><li id=li>un</ul>"
        "<p><a href='#top'>a</a> <a href='#deux'>b</a> <a href='#art.%205'>c</a> <a href='#li'>d</a></p>"
    )
    assert read_import("x.html", page.encode()).markdown == (
        '## Début\n\n### Suite\n\n<a id="art.-5"></a>Article.\n\n- <a id="li"></a>un\n\n'
        "[a](#début) [b](#suite) [c](#art.-5) [d](#li)\n"
    )
