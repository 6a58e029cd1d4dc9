"""Uploaded files are read in a process of their own: with the same outcome, and not beyond its limits."""

import base64

import pytest

from blueprint.domain.errors import Invalid, TooLarge, TooMany
from blueprint.locales import using_language
from blueprint.publishing import Refusal
from blueprint.publishing.importing.read import read_import
from blueprint.publishing.importing.worker import client
from blueprint.publishing.importing.worker.client import read_in_worker
from tests.images import png
from tests.publishing.importing import word

PAGE = b"<p>An <i>iframe</i>: <iframe src='x'></iframe><img src='data:image/png;base64,%s' alt='Red'></p>"


def page_with_picture() -> bytes:
    return PAGE % base64.b64encode(png())


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_outcome_is_the_same_as_in_this_process(language: str) -> None:
    letter = word.docx(word.paragraph("Wasser für *alle*."))
    files = {"page.html": page_with_picture(), "wörter.docx": letter, "a.md": b"# A\n"}
    with using_language(language):
        for name, content in files.items():
            assert read_in_worker(name, content) == read_import(name, content)
    assert read_import("page.html", page_with_picture()).images


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("damaged.docx", b"PK\3\4"),
        ("a program.exe", b"x"),
        ("accents.html", ("<p>e" + "\u0301\u0316" * 500).encode()),
        ("bytes.md", b"a\0b"),
    ],
)
def test_a_refusal_is_the_same_as_in_this_process(name: str, content: bytes) -> None:
    with pytest.raises(Invalid) as here:
        read_import(name, content)
    with pytest.raises(Invalid) as there:
        read_in_worker(name, content)
    assert (type(there.value), str(there.value)) == (type(here.value), str(here.value))
    assert there.value.field == here.value.field


def test_too_many_signs_are_refused_with_what_to_do() -> None:
    with pytest.raises(TooLarge, match=r"room for 100,000\. Remove those"):
        read_in_worker("many.html", b"<p>" + b"*" * 60_000)


def test_a_small_file_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "SECONDS", 1)
    with pytest.raises(Refusal, match=r"many\.docx: Reading this file took too long or too much memory\. Divide it"):
        read_in_worker("many.docx", word.docx("<w:p/>" * 700_000))


def test_a_small_file_that_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr>{word.paragraph("a")}</w:tc>'
    table = word.docx(f"<w:tbl>{f'<w:tr>{cell}</w:tr>' * 20_000}</w:tbl>")
    monkeypatch.setattr(client, "MEMORY", 110_000_000)
    with pytest.raises(Refusal, match="too much memory"):
        read_in_worker("wide.docx", table)


def test_while_others_files_are_read_one_waits_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PATIENCE", 0.01)
    for _ in range(client.MOST_AT_ONCE):
        assert client._TURNS.acquire(blocking=False)
    try:
        with pytest.raises(TooMany, match="Wait a minute"):
            read_in_worker("a.docx", b"x")
        assert read_in_worker("a.md", b"# A\n").title == "A"
    finally:
        for _ in range(client.MOST_AT_ONCE):
            client._TURNS.release()
