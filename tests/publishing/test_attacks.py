"""What strangers may try. Each case ends soon, leaks nothing and runs nothing; what is let through is harmless."""

import contextlib
import hashlib
import io
import time
import zipfile
from pathlib import Path

import pypdf
import pytest

from blueprint.publishing import Chapter, Format, Refusal, build_file, chapter_html
from blueprint.publishing.markdown.sanitize import sanitize
from blueprint.publishing.pdf import compiler
from tests.images import png
from tests.publishing.books import book, chapter, plain

TIME_LIMIT = 20


def _everything(markdown: str) -> bytes:
    """All that readers could get of this text, as one heap of bytes."""
    made = {format: build_file(plain(markdown), format, {}) for format in Format}
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made[Format.PDF])).pages)
    heap = [text.encode(), made[Format.HTML]]
    for format in (Format.EPUB, Format.DOCX, Format.ODT):
        with zipfile.ZipFile(io.BytesIO(made[format])) as archive:
            heap += [archive.read(name) for name in archive.namelist()]
    return b"\n".join(heap)


@pytest.mark.parametrize(
    "source",
    [
        "/etc/passwd",
        "file:///etc/passwd",
        "../book.json",
        "https://example.org/x.png",
        "//example.org/x.png",
        "images/x.png",
    ],
)
def test_an_image_that_was_not_uploaded_is_refused(source: str) -> None:
    with pytest.raises(Refusal, match="not among the uploaded") as refused:
        build_file(plain(f"Fine.\n\n![Words]({source})"), Format.PDF, {})
    assert (refused.value.file, refused.value.place) == ("text.md", "line 3")
    assert refused.value.remedy


@pytest.mark.parametrize(
    "link",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](&#1;javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x][1]\n\n[1]: vbscript:x",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](file:///etc/passwd)",
        "![a](images/a.png)\n\n[x](blob:x)",
    ],
)
def test_a_link_that_could_run_or_read_something_is_refused(link: str) -> None:
    with pytest.raises(Refusal, match="not allowed"):
        chapter_html(Chapter(title="T", markdown=link), {"images/a.png": "/a"})


@pytest.mark.parametrize(
    "link", ["[x](//evil.example)", "[x](http://)", "[x](http://[)", "[x](/private)", "[x](other.md)"]
)
def test_a_link_to_a_place_beside_the_text_is_only_its_words(link: str) -> None:
    assert 'href="#p-1"' in chapter_html(Chapter(title="T", markdown=link), {})
    assert chapter_html(Chapter(title="T", markdown=link), {}).count("href") == 1


def test_code_for_typst_html_and_word_is_shown_and_not_run() -> None:
    hostile = (
        'Words #panic("x") and `#panic("x")`{=typst} and $x$ \\input{/etc/passwd}.\n\n'
        '```{=typst}\n#panic()\n```\n\n[span]{typst:text:fill=red} #import "@preview/x:1.0.0": *\n\n'
        "*a*(panic()) [b](https://example.org)(panic()) ~~c~~.len() H~2~[x] x[^1](panic())\n\n[^1]: note (panic())\n"
    )
    heap = _everything(hostile)
    assert b'#panic("x")' in heap
    assert b"root:" not in heap


HTML = "A <b onclick=x()>b</b>\n\n<script>alert(1)</script>\n\n<!-- unseen -->\n\nEnd."


def test_html_that_could_do_something_is_refused_or_does_nothing() -> None:
    with pytest.raises(Refusal, match="line 3: There is HTML here that no edition can hold"):
        chapter_html(Chapter(title="T", markdown=HTML), {})
    html = chapter_html(Chapter(title="T", markdown=HTML.replace("script", "div")), {})
    assert "<p>alert(1)</p>" in html
    assert "onclick" not in html


def test_html_of_the_first_dialect_is_shown_as_it_was_written() -> None:
    html = chapter_html(Chapter(title="T", markdown=HTML, dialect=1), {})
    assert "<script" not in html
    assert "<b " not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "unseen" not in html


def test_titles_names_and_reasons_are_escaped_in_every_format() -> None:
    from blueprint.publishing import Advance, Contributor

    evil = "<script>alert(1)</script> #panic() ]]> \"'&"
    claim = Advance(principle=evil, rationale=evil)
    made = book(
        chapter(title=evil, contributors=(Contributor(name=evil, organisation=evil),), advances=(claim,)),
        title=evil,
        subtitle=evil,
        publisher=evil,
        permalink=f"javascript:alert(1)//{evil}",
        licence=evil,
    )
    page = build_file(made, Format.HTML, {}).decode()
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert build_file(made, Format.PDF, {}).startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(build_file(made, Format.EPUB, {}))) as archive:
        assert not [name for name in archive.namelist() if b"<script" in archive.read(name)]
    assert build_file(made, Format.DOCX, {}).startswith(b"PK")


def test_front_matter_sets_nothing() -> None:
    heap = _everything("---\ntitle: Stolen\nheader-includes: '#panic()'\ncss: /etc/passwd\n---\n\nText.\n")
    assert b"Stolen" not in heap
    assert b"root:" not in heap


def test_attributes_other_than_language_and_direction_are_dropped() -> None:
    html = chapter_html(
        Chapter(
            title="T",
            markdown='[s]{#x .c style="a" onclick="b" lang=ar dir=rtl custom-style=Title}\n\n'
            '::: {.d data-x=1 lang="../x"}\nD\n:::\n',
        ),
        {},
    )
    assert '<span lang="ar" dir="rtl">s</span>' in html
    assert not [word for word in ("style", "onclick", "data-x", "../x", 'class="c"', 'class="d"') if word in html]


@pytest.mark.parametrize(
    "node",
    [
        {"t": "RawInline", "c": ["typst", "#panic()"]},
        {"t": "RawBlock", "c": ["tex", "\\input{x}"]},
        {"t": "Cite", "c": [[], []]},
        {"t": "Para", "c": [{"t": "Unheard", "c": "x"}]},
    ],
)
def test_the_sanitizer_refuses_unknown_nodes(node: dict[str, object]) -> None:
    with pytest.raises(Refusal, match="no edition can hold"):
        sanitize([node], ())


def test_duplicate_ids_skipped_headings_and_dangling_links_are_put_right() -> None:
    text = "# A\n\n#### B\n\n# {#empty}\n\n## C {#dup}\n\n## D {#dup}\n\n[to D](#dup) and [nowhere](#gone) and [up](#p-1)\n"
    html = chapter_html(Chapter(title="T", markdown=text), {})
    assert [html.index(tag) for tag in ("<h2", "<h3")]
    assert "<h4" not in html
    assert html.count('id="s-dup"') == 1
    assert 'href="#gone"' not in html
    assert build_file(plain(text), Format.PDF, {}).startswith(b"%PDF")
    assert build_file(plain(text), Format.EPUB, {}).startswith(b"PK")


def test_footnotes_that_cite_themselves_or_multiply_are_refused_at_its_line() -> None:
    growing = "x[^a]\n\n" + "".join(f"[^{c}]: {f'[^{chr(ord(c) + 1)}] ' * 30}\n\n" for c in "abcdefgh")
    twice = "x[^a]\n\n[^a]: see\n[^a]\n\n[^a]: fine"
    for text in ("x[^a]\n\n[^a]: see [^a]", "x[^a]\n\n[^a]: see [^b]\n\n[^b]: see [^a]", twice, growing):
        with pytest.raises(Refusal, match="cites itself") as refused:
            build_file(plain(text), Format.PDF, {})
        assert refused.value.line == 3


@pytest.mark.parametrize(
    "text",
    [
        "> " * 300 + "deep",
        "- " * 300 + "deep",
        "*" * 50_000,
        "[" * 20_000,
        "`" * 30_000,
        "<" * 20_000,
        "|" * 3_000 + "\n" + "|-" * 3_000 + "\n",
        "W" * 5_000 + " http://" + "x/" * 3_000,
    ],
)
def test_heavy_texts_end_soon(text: str) -> None:
    started = time.monotonic()
    with contextlib.suppress(Refusal):
        build_file(plain(text), Format.PDF, {})
    assert time.monotonic() - started < TIME_LIMIT


def test_a_character_that_no_font_has_is_named_with_its_place() -> None:
    with pytest.raises(Refusal, match=r"U\+13000 Egyptian Hieroglyph A001") as refused:
        build_file(plain("Fine.\n\nBut \U00013000 is not."), Format.PDF, {})
    assert (refused.value.file, refused.value.line) == ("text.md", 3)


def test_an_image_without_a_description_is_refused() -> None:
    with pytest.raises(Refusal, match="no description"):
        build_file(plain("![](images/a.png)"), Format.PDF, {"images/a.png": png()})


def test_an_image_is_never_written_under_the_name_it_came_with() -> None:
    for name in ("../escaped.png", "/escaped.png", "images/../../escaped.png", "book.typ"):
        given = plain(f"![Words]({name})")
        with zipfile.ZipFile(io.BytesIO(build_file(given, Format.EPUB, {name: png()}))) as archive:
            images = [entry for entry in archive.namelist() if entry.endswith(".png") and "cover" not in entry]
        assert images == [f"EPUB/images/{hashlib.sha256(png()).hexdigest()}.png"]
        assert build_file(given, Format.PDF, {name: png()}).startswith(b"%PDF")
        assert build_file(given, Format.DOCX, {name: png()}).startswith(b"PK")


def test_a_file_that_is_no_image_is_not_embedded() -> None:
    with pytest.raises(Refusal, match="not a picture"):
        build_file(plain("![Words](images/a.svg)"), Format.PDF, {"images/a.svg": b"<svg/>"})


ONE_PDF = {"book": "pdf"}


def test_the_compiler_reads_nothing_outside_of_its_folder(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    root = tmp_path / "root"
    root.mkdir()
    (root / "book.typ").write_text('#set document(title: "t", date: auto)\n#title()\n#read("../secret.txt")')
    with pytest.raises(Refusal, match="cannot be set"):
        compiler.run(root, ONE_PDF, 0)
    (root / "link.txt").symlink_to(secret)
    (root / "book.typ").write_text('#set document(title: "t", date: auto)\n#title()\n#read("link.txt")')
    with pytest.raises(Refusal, match="regular files"):
        compiler.run(root, ONE_PDF, 0)


def test_the_compiler_cannot_fetch_packages(tmp_path: Path) -> None:
    (tmp_path / "book.typ").write_text('#import "@preview/cetz:0.3.0": *\nx')
    with pytest.raises(Refusal, match=r"cannot be set.*package"):
        compiler.run(tmp_path, ONE_PDF, 0)


def test_endless_compiling_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiler, "SECONDS", 2)
    (tmp_path / "book.typ").write_text("#for a in range(1000000) { for b in range(1000000) { let x = a * b } }")
    started = time.monotonic()
    with pytest.raises(Refusal, match="too long or too much memory"):
        compiler.run(tmp_path, ONE_PDF, 0)
    assert time.monotonic() - started < TIME_LIMIT
