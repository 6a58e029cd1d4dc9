"""A footnote is an aside of its own, which reading systems show beside its sign."""

import io
import re
import zipfile

from blueprint.publishing import Format, build_file
from tests.publishing.books import book, chapter

TEXT = """One[^1], two[^b], and three[^c].

[^1]: First *note*.

    1. of two
    2. items

[^b]: \u0645\u0644\u0627\u062d\u0638\u0629.

[^c]: - a bullet
"""


def test_each_note_is_an_aside_with_its_number_and_a_way_back() -> None:
    with zipfile.ZipFile(io.BytesIO(build_file(book(chapter(TEXT)), Format.EPUB, {}))) as archive:
        page = archive.read("EPUB/chapter-001.xhtml").decode()
    section = page.partition('epub:type="footnotes"')[2]
    notes = re.findall(
        r'<aside id="([^"]+)" epub:type="footnote" role="doc-footnote">(.*?)</aside>', section, re.DOTALL
    )
    assert [" ".join(re.sub(r"<[^>]+>", " ", words).split()) for _, words in notes] == [
        "1. First note . of two items ↩︎",
        "2. \u0645\u0644\u0627\u062d\u0638\u0629. ↩︎",
        "3. a bullet ↩︎",
    ]
    signs = re.findall(r'<a href="#([^"]+)"[^>]* id="([^"]+)" role="doc-noteref" epub:type="noteref">', page)
    assert [note for note, _ in signs] == [name for name, _ in notes]
    assert all(f'<a href="#{sign}"' in section for _, sign in signs)
