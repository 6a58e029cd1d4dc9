"""Every file passes the checkers of its standard: PDF/UA-1 and PDF/A-2a by veraPDF, EPUB 3 by EPUBCheck."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from blueprint.domain.languages import OFFERED
from blueprint.publishing import Book, Format, Layout, build_file
from blueprint.publishing.phrases import phrases
from tests.images import png
from tests.publishing.books import ARABIC, ENGLISH, JAPANESE, book, chapter
from tests.publishing.checkers import ace, problems
from tests.publishing.corpus import corpus_texts
from tests.publishing.languages import TEXTS

WIDE = f"""
## Accounts

{"| Year " * 12}|
{"|---" * 12}|
{"| 12,345,678.90 " * 12}|

|   |   |
|---|---|
| [^9] | ![A tall bus](images/bus.png){{width=100%}} |

![A tall bus](images/bus.png){{width=100%}}

[^9]: With a table of its own.

    | A | B |
    |---|---|
    | 1 | 2 |
"""
"""Tables on a turned page, without a head row and in a footnote, and a picture that text goes before."""


def _both(name: str, made: Book, images: dict[str, bytes]) -> dict[str, bytes]:
    return {
        f"{name}.pdf": build_file(made, Format.PDF, images),
        f"{name}.epub": build_file(made, Format.EPUB, images),
    }


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], list[str]]:
    """What the checkers say of good files and of two that are not, in one run."""
    name = "images/bus.png"
    noted = ENGLISH.replace("# Buses for everyone", "# Buses for *everyone*[^1]")
    english = chapter(f'{noted}\n![A bus at a stop]({name} "The number 9")\n\n{WIDE}')
    arabic = chapter(ARABIC, title="ميثاق المياه", language="ar")
    japanese = chapter(JAPANESE, title="住まいの権利", language="ja")
    mixed = book(english, arabic, japanese, foreword="By *many* hands.")
    files = _both("mixed", mixed, {name: png()}) | _both("arabic", book(arabic, title="ماء", language="ar"), {})
    marked = chapter(ENGLISH.replace("Ten", "Twelve"), before=ENGLISH), chapter(ARABIC, before="ماء", language="ar")
    files["redline.pdf"] = build_file(book(*marked, kind=Layout.REDLINE, since=1, dropped=("Trams",)), Format.PDF, {})
    files |= {"untagged.pdf": _untagged(), "broken.epub": _without_navigation(build_file(book(), Format.EPUB, {}))}
    return problems(files, tmp_path_factory.mktemp("checked"))


def test_english_arabic_and_japanese_editions_pass_every_rule(found: dict[tuple[str, str], list[str]]) -> None:
    good = {what: said for what, said in found.items() if what[0].startswith(("mixed", "arabic", "redline"))}
    assert good == {key: [] for key in good}
    assert len(good) == 8


@pytest.mark.slow
def test_the_checkers_do_find_faults(found: dict[tuple[str, str], list[str]]) -> None:
    bad = {what: said for what, said in found.items() if what[0].startswith(("untagged", "broken"))}
    assert all(bad.values())
    assert len(bad) == 3


def _untagged() -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(build_file(book(), Format.PDF, {}))) as pdf:
        del pdf.Root.StructTreeRoot, pdf.Root.MarkInfo
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def _without_navigation(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            if not name.endswith("nav.xhtml"):
                new.writestr(name, old.read(name))
    return buffer.getvalue()


@pytest.fixture(scope="module")
def editions() -> dict[str, bytes]:
    """An edition in every language, one of them all, and one of what others wrote, in every kind."""
    chapters = [
        chapter(TEXTS[tag], title=phrases(tag).foreword, language=tag, before=f"{TEXTS[tag][5:]}\n\n{TEXTS[tag][:40]}")
        for tag in OFFERED
    ]
    files = {}
    for one in chapters:
        files |= _both(one.language, book(one, title=one.title, language=one.language), {})
    files |= _both("all", book(*chapters), {})
    files["large.pdf"] = build_file(book(*chapters, kind=Layout.LARGE_PRINT), Format.PDF, {})
    files["changes.pdf"] = build_file(book(*chapters, kind=Layout.REDLINE, since=1), Format.PDF, {})
    others = [chapter(text, title=name) for name, text in _corpus()]
    return files | (_both("corpus", book(*others), {}) if others else {})


def _corpus() -> list[tuple[str, str]]:
    """The texts in the folder that CORPUS names, those with pictures aside."""
    texts = [(str(path.relative_to(path.parents[1])), path.read_text(encoding="utf-8")) for path in corpus_texts()]
    return [(name, text) for name, text in texts if "![" not in text]


@pytest.mark.slow
def test_every_language_and_all_of_them_together_pass_every_rule(editions: dict[str, bytes], tmp_path: Path) -> None:
    found = problems(editions, tmp_path)
    assert found == {key: [] for key in found}
    assert len(found) >= 3 * len(OFFERED) + 3 + 4


@pytest.mark.slow
def test_every_e_book_is_accessible(editions: dict[str, bytes], tmp_path: Path) -> None:
    ace.install()
    found = ace.findings({name: data for name, data in editions.items() if name.endswith(".epub")}, tmp_path)
    assert found == {name: [] for name in found}
    assert len(found) >= len(OFFERED) + 1


@pytest.mark.slow
def test_ace_does_find_faults(tmp_path: Path) -> None:
    ace.install()
    assert ace.findings({"faulty.epub": _without_descriptions(build_file(book(), Format.EPUB, {}))}, tmp_path)[
        "faulty.epub"
    ]


def _without_descriptions(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(
                name, re.sub(rb"<meta property=.schema:accessib[^\n]*", b"", text) if name.endswith("opf") else text
            )
    return buffer.getvalue()
