"""What a TOML file says of a book, and what is said of a bad one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from blueprint.publishing import Refusal
from blueprint.publishing.local_files.book_from_files import build_from_files
from blueprint.publishing.local_files.metadata import read_metadata

GOOD = """
title = "Ground and Water"
date = 2026-05-01T12:00:00Z
edition = 2
licence = "CC-BY-SA-4.0"

[[chapters]]
file = "water.md"
title = "ماء"
language = "ar"
contributors = [{ name = "Amina Diallo" }]
"""


def _file(tmp_path: Path, text: str) -> Path:
    (tmp_path / "book.toml").write_text(text, encoding="utf-8")
    return tmp_path / "book.toml"


def test_a_book_of_files_says_what_its_metadata_say(tmp_path: Path) -> None:
    (tmp_path / "water.md").write_text("الماء حق.", encoding="utf-8")
    known = read_metadata(_file(tmp_path, GOOD))
    page = build_from_files(
        [tmp_path / "water.md"], tmp_path / "out.html", language="en", date=datetime.now(UTC), metadata=known
    ).decode()
    for words in ("Ground and Water", "1 May 2026", "Edition 2", "Creative Commons BY-SA 4.0", "Amina Diallo", "ماء"):
        assert words in page
    assert '<article id="chapter-1" lang="ar" dir="rtl">' in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel = 'x'", "There is no “titel”. A book has title"),
        ("title = ", "This is no TOML"),
        ("edition = 'two'", "“edition” cannot be understood"),
        ("date = 2026-05-01T12:00:00", "with its time zone"),
    ],
)
def test_bad_metadata_are_refused_with_the_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        read_metadata(_file(tmp_path, text))
    assert refused.value.file == "book.toml"
