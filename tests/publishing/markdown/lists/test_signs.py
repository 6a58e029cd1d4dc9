"""An item of an ordered list has, in every file, the sign that its author wrote."""

import io
import re
import zipfile
from collections.abc import Iterator

import pytest

from blueprint.publishing import Format, build_file
from blueprint.publishing.html.render import chapter_html
from blueprint.publishing.markdown.ast import plain_text, walk
from blueprint.publishing.markdown.lists.signs import ListSign, runs, signs
from blueprint.publishing.markdown.normalize import normalize
from blueprint.publishing.markdown.pandoc import Node
from tests.publishing.books import book, chapter

LAW = """(a) The council meets in public.
(b) It decides

    (i) on fees,
    (ii) on wells, and
    (iii) on whom to ask.

(d) Paragraph (c) is repealed.
"""


def written(blocks: list[Node]) -> Iterator[str]:
    """The sign and the first words of every item, in reading order."""
    for block in blocks:
        if block["t"] == "OrderedList":
            (start, style, delimiter), items = block["c"]
            for at, item in enumerate(items):
                sign = ListSign(start + at, style["t"], delimiter["t"]).written()
                words = plain_text(item[0]["c"]) if item[0]["t"] in ("Para", "Plain") else ""
                yield f"{sign} {words}".strip()
                yield from written(item)
        elif block["t"] == "BlockQuote":
            yield from written(block["c"])
        elif block["t"] == "BulletList":
            for item in block["c"]:
                yield from written(item)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("a. one\nb. two", ["a. one", "b. two"]),
        ("c) tres\nd) cuatro", ["c) tres", "d) cuatro"]),
        ("(1) eins\n(2) zwei\n(4) vier", ["(1) eins", "(2) zwei", "(4) vier"]),
        ("(i) un\n(ii) deux", ["(i) un", "(ii) deux"]),
        ("(h) x\n(i) y\n(j) z", ["(h) x", "(i) y", "(j) z"]),
        ("(v) x\n(vi) y", ["(v) x", "(vi) y"]),
        ("(c) x\n(d) y", ["(c) x", "(d) y"]),
        ("I.  Bab\nII. Kedua", ["I. Bab", "II. Kedua"]),
        ("C.  Third\nD.  Fourth", ["C. Third", "D. Fourth"]),
        ("(أ) ليست قائمة\n", []),
        ("A. Smith wrote this.", []),
        ("3. three\n3. four\n9. five", ["3. three", "4. four", "5. five"]),
        ("1. one\n2. two\n\n<!-- -->\n\n1. first", ["1. one", "2. two", "1. first"]),
        ("- a\n\n  1. un\n\n  <!-- une\n\n  autre -->\n\n  1. encore", ["1. un", "1. encore"]),
        ("1. one\n\n<!-- not between lists -->\n\nWords", ["1. one"]),
        ("> (b) 引用\n> (c) 次", ["(b) 引用", "(c) 次"]),
        ("1. (a) nested\n   (b) on\n2. next", ["1.", "(a) nested", "(b) on", "2. next"]),
        ("- (x) bullet\n  (y) list", ["(x) bullet", "(y) list"]),
        ("-\t(a) tab\n\n\t-\tii. below\n\n-\t(b) next", ["(a) tab", "ii. below", "(b) next"]),
        (LAW.strip(), [
            "(a) The council meets in public.", "(b) It decides", "(i) on fees,", "(ii) on wells, and",
            "(iii) on whom to ask.", "(d) Paragraph (c) is repealed.",
        ]),
    ],
)  # fmt: skip
def test_items_have_their_written_signs(text: str, items: list[str]) -> None:
    assert list(written(normalize(chapter(text), {}).blocks)) == items


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("а) вода принадлежит всем;\n\nб) скважины общие.", ["а) вода принадлежит всем;", "б) скважины общие."]),
        ("- α) Οι γονείς.\n- (β) Τα τέκνα.", ["α) Οι γονείς.", "(β) Τα τέκνα."]),
        ("1. і. перше\n2. (є) друге", ["і. перше", "(є) друге"]),
        ("> ա. առաջին\nբ. երկրորդ", ["ա. առաջին բ. երկրորդ"]),
        ("é) alinéa\n\n`а) code` и «б)»", ["é) alinéa", "а) code и «б)»"]),
    ],
)
def test_letters_of_other_alphabets_are_words(text: str, shown: list[str]) -> None:
    blocks = normalize(chapter(text), {}).blocks
    assert [plain_text(node["c"]) for node in walk(blocks) if node["t"] in ("Para", "Plain")] == shown


@pytest.mark.parametrize(
    ("row", "divided"),
    [
        (["(a)", "(b)", "(d)"], [["(a)", "(b)"], ["(d)"]]),
        (["(i)", "(i)"], [["(i)"], ["(i)"]]),
        (["h.", "i.", "j."], [["h.", "i.", "j."]]),
        (["i.", "ii.", "iv."], [["i.", "ii."], ["iv."]]),
        (["a)", "", "c)"], [["a)", "b)", "c)"]]),
    ],
)
def test_a_list_is_divided_where_its_signs_do_not_count_on(row: list[str], divided: list[list[str]]) -> None:
    assert [[sign.written() for sign in run] for run in runs(row)] == divided


@pytest.mark.parametrize("sign", ["(i)", "iv.", "MCMXC)", "z.", "(12)", "(C)"])
def test_signs_are_written_as_they_were_read(sign: str) -> None:
    assert sign in {meaning.written() for meaning in signs(sign)}


@pytest.mark.parametrize("sign", ["iiii.", "(ab)", "1", "a", "((a)", "vX."])
def test_what_is_no_sign(sign: str) -> None:
    assert all(meaning.written() != sign for meaning in signs(sign))


def test_signs_in_html_and_word() -> None:
    html = chapter_html(chapter(LAW), {})
    assert re.findall(r'<span class="sign">([^<]+)</span>', html) == ["(a)", "(b)", "(i)", "(ii)", "(iii)", "(d)"]
    file = build_file(book(chapter(LAW)), Format.DOCX, {})
    numbering = zipfile.ZipFile(io.BytesIO(file)).read("word/numbering.xml").decode()
    assert re.findall(r'<w:startOverride w:val="4" ?/>', numbering)
    assert 'w:lvlText w:val="(%1)"' in numbering


def test_in_the_first_dialect_letters_are_words() -> None:
    blocks = normalize(chapter("(a) one\n(b) two", dialect=1), {}).blocks
    assert [plain_text(block["c"]) for block in blocks] == ["(a) one (b) two"]
