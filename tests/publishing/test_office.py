"""Word and OpenDocument files say the same as the text when they are read back, and open in a word processor."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from blueprint.publishing import Format, make, pandoc
from tests.pictures import png
from tests.publishing.books import ARABIC, ENGLISH, book, chapter

PICTURE = "\n![A bus at a stop](images/a.png)\n\n| A | B |\n|---|---|\n| one<br>two | x |\n"


def _made(format: Format) -> bytes:
    chapters = chapter(ENGLISH + PICTURE), chapter(ARABIC, title="ماء", language="ar")
    return make(book(*chapters, foreword="By *many* hands."), format, {"images/a.png": png()})


@pytest.mark.parametrize("format", [Format.DOCX, Format.ODT])
def test_read_back_it_has_headings_emphasis_notes_tables_and_pictures(format: Format) -> None:
    text = pandoc.run(["--sandbox", "-f", format.value, "-t", "markdown", "--wrap=none"], _made(format)).decode()
    for words in (
        "Buses for everyone",
        "What we ask for",
        "*more*",
        "**may**",
        "So said the riders",
    ):
        assert words in text, words
    for words in ("Lines", "Wages", "one", "two", "It serves those who have no car.", "ميثاقًا للمياه", "sha256:"):
        assert words in text, words


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("format", [Format.DOCX, Format.ODT])
def test_libreoffice_opens_it(format: Format, tmp_path: Path) -> None:
    (tmp_path / f"book.{format}").write_bytes(_made(format))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/own", "--headless", "--convert-to", "txt:Text"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / f"book.{format}")], check=True, timeout=300)
    text = (tmp_path / "book.txt").read_text(encoding="utf-8", errors="replace")
    assert "A bus that comes is worth more than a train" in text
    assert "Drivers paid for the night" in text


def test_pictures_have_their_descriptions_in_both() -> None:
    for format, part, words in (
        (Format.DOCX, "word/document.xml", 'descr="A bus at a stop"'),
        (Format.ODT, "content.xml", "<svg:desc>A bus at a stop</svg:desc>"),
    ):
        with zipfile.ZipFile(io.BytesIO(_made(format))) as archive:
            assert words in archive.read(part).decode()
