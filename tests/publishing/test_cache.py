"""What was made once is not made again, and what changed always is."""

import json
from pathlib import Path

import pytest

from blueprint.publishing import Book, Format, Layout, build_file
from blueprint.publishing.cache import Cache
from blueprint.publishing.markdown import pandoc
from blueprint.publishing.pdf import compiler
from tests.publishing.books import ARABIC, ENGLISH, book, chapter


class _Counted:
    """How often Pandoc and Typst were really started."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.texts = self.pages = 0
        run, compile_now = pandoc.run, compiler.run

        def counted_run(*given: object, **more: object) -> bytes:
            self.texts += 1
            return run(*given, **more)  # type: ignore[arg-type]

        def counted_compile(*given: object) -> None:
            self.pages += 1
            compile_now(*given)  # type: ignore[arg-type]

        patch.setattr(pandoc, "run", counted_run)
        patch.setattr(compiler, "run", counted_compile)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> _Counted:
    return _Counted(monkeypatch)


def _three(middle: str = ENGLISH, **fields: object) -> Book:
    return book(chapter(), chapter(middle, title="Two"), chapter(ARABIC, title="ثلاثة", language="ar"), **fields)


def test_only_the_changed_text_and_the_collection_are_built_again(tmp_path: Path, started: _Counted) -> None:
    cache = Cache(tmp_path)
    build_file(_three(), Format.EPUB, {}, cache=cache)
    assert (started.texts, started.pages) == (6, 2)  # pages, and the cover
    changed = _three(ENGLISH + "\nAnd one thing more.\n")
    again = build_file(changed, Format.EPUB, {}, cache=cache)
    assert (started.texts, started.pages) == (8, 3)
    assert again == build_file(changed, Format.EPUB, {})


def test_an_unchanged_book_starts_no_process(tmp_path: Path, started: _Counted) -> None:
    cache = Cache(tmp_path)
    first = [build_file(_three(), format, {}, cache=cache) for format in (Format.PDF, Format.EPUB, Format.HTML)]
    before = (started.texts, started.pages)
    assert [build_file(_three(), format, {}, cache=cache) for format in (Format.PDF, Format.EPUB, Format.HTML)] == first
    assert (started.texts, started.pages) == before


@pytest.mark.parametrize(
    "other",
    [
        {"kind": Layout.LARGE_PRINT},
        {"title": "Another"},
        {"date": book().date.replace(year=2027)},
        {"language": "fr"},
        {"foreword": "A word before."},
    ],
)
def test_whatever_is_printed_is_part_of_the_cache_key(tmp_path: Path, other: dict[str, object]) -> None:
    cache = Cache(tmp_path)
    assert build_file(book(), Format.PDF, {}, cache=cache) != build_file(book(**other), Format.PDF, {}, cache=cache)


def test_a_lost_entry_is_built_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    first = build_file(book(), Format.HTML, {}, cache=cache)
    cache.prune(0)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert build_file(book(), Format.HTML, {}, cache=cache) == first


def test_the_least_recently_used_entry_is_evicted_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for at, name in enumerate(("old", "new")):
        cache.get_or_build(name, build=lambda name=name: name.encode() * 100)
        for file in tmp_path.glob("??/*"):
            if file.read_bytes().startswith(name.encode()):
                import os

                os.utime(file, (at + 1, at + 1))
    cache.prune(300)
    assert [path.read_bytes()[:3] for path in tmp_path.glob("??/*")] == [b"new"]


def test_the_parts_of_a_key_are_separated() -> None:
    from blueprint.publishing.cache import _name

    names = {json.dumps(parts): _name("x", parts) for parts in (("ab", "c"), ("a", "bc"), ("abc",), ("", "abc"))}
    assert len(set(names.values())) == 4
