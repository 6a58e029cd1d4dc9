"""Files on disk become a book, or a sentence that says which file is wrong, where, and what to do."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from blueprint.domain.errors import Invalid
from blueprint.publishing.local_files.book_from_files import build_from_files
from blueprint.publishing.local_files.metadata import read_metadata

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def _refused(
    folder: Path, text: str = "Words.\n", out: str = "out.html", language: str = "en", metadata: str = ""
) -> str:
    (folder / "water.md").write_text(text, encoding="utf-8", newline="")
    (folder / "book.toml").write_text(metadata, encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        build_from_files(
            [folder / "water.md"],
            folder / out,
            language=language,
            date=NOW,
            metadata=read_metadata(folder / "book.toml"),
        )
    return str(refused.value)


def test_the_ending_says_what_is_made(tmp_path: Path) -> None:
    known = "Let it end in one of .pdf, .epub, .docx, .odt, .html."
    assert _refused(tmp_path, out="book.txt") == f"book.txt: “.txt” is no kind of file we make. {known}"
    assert _refused(tmp_path, out="book") == f"book: The name does not say which kind of file. {known}"


def test_a_language_is_named_by_its_tag(tmp_path: Path) -> None:
    assert "Write one like en, ar or pt-BR." in _refused(tmp_path, language="klingon")
    told = '[[chapters]]\nfile = "water.md"\nlanguage = "the Arabic one"\n'
    assert _refused(tmp_path, metadata=told).startswith("water.md: “the Arabic one” is not a language tag.")


def test_images_that_are_not_there_are_named_with_their_lines(tmp_path: Path) -> None:
    said = _refused(tmp_path, "One.\r\n\r\n![a](a.png)\r\n\r\n![a](a.png) ![b](b.png)\r\n")
    remedy = "is not in the folder of this text. Put it there, or remove it from the text."
    assert said.splitlines() == [
        f"water.md, line 3: The picture “a.png” {remedy}",
        f"water.md, line 5: The picture “b.png” {remedy}",
    ]


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "b.png").write_bytes(b"no picture")
    Image.new("RGB", (4, 4)).save(tmp_path / "c.png")
    lines = ["![a](a.png)", "![b](b.png)", "![](c.png)", "[x](javascript:alert(1)) and [y](data:text/html,y)", "A 𓀀."]
    said = _refused(tmp_path, "\n\n".join(lines)).splitlines()
    assert [each.partition(": ")[0] for each in said] == [f"water.md, line {line}" for line in (1, 3, 5, 7, 7, 9)]
    for words, each in zip(("“a.png”", "“b.png”", "“c.png”", "javascript", "data:text", "𓀀"), said, strict=True):
        assert words in each


def test_metadata_of_a_text_that_is_not_there_are_not_lost_unnoticed(tmp_path: Path) -> None:
    said = _refused(tmp_path, metadata='[[chapters]]\nfile = "watr.md"\ntitle = "Water"\n')
    assert said == "The metadata tell of “watr.md”, which is not among the files. Name one of water.md."


def test_metadata_that_are_no_text_get_a_sentence(tmp_path: Path) -> None:
    assert (
        _refused(tmp_path, metadata="title = 3\n") == "book.toml: “title” is no text. Write it between quotation marks."
    )
