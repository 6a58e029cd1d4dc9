"""A collection that is compiled in sections is the book that it would be if it were compiled whole."""

import io
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from blueprint.publishing import Book, Format, Layout, build_file
from blueprint.publishing.cache import Cache
from blueprint.publishing.pdf import render
from blueprint.publishing.pdf.compiler import CompiledDocument
from blueprint.publishing.pdf.sections import LARGEST, divide
from tests.images import png
from tests.publishing.books import ARABIC, ENGLISH, JAPANESE, book, changed, chapter
from tests.publishing.checkers import problems

IMAGE = "images/bus.png"


def _five(**fields: object) -> Book:
    """Five proposals in three languages, with an image, tables, notes, links and pages of both directions."""
    first = chapter(f"{ENGLISH}\n![A bus]({IMAGE})\n", before=ENGLISH.replace("Ten", "Two"))
    arabic = chapter(f"{ARABIC}\n" * 5, title="ميثاق المياه", language="ar", before=ARABIC)
    rest = chapter(title="Again", before=None), chapter(JAPANESE, title="住まい", language="ja"), chapter(title="Last")
    return book(first, arabic, *rest, foreword="By *many* hands.", **fields)


def _made(made: Book, cache: Cache | None = None, format: Format = Format.PDF) -> bytes:
    return build_file(made, format, {IMAGE: png()}, cache=cache or Cache())


@pytest.fixture
def small_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let small books have sections too: of two proposals, two, and one."""
    sizes = [len(one.markdown) for one in _five().chapters]
    monkeypatch.setattr("blueprint.publishing.pdf.sections.LARGEST", max(sum(sizes[:2]), sum(sizes[2:4])))


def _both(made: Book, monkeypatch: pytest.MonkeyPatch) -> tuple[pikepdf.Pdf, pikepdf.Pdf]:
    merged = _made(made)
    monkeypatch.setattr("blueprint.publishing.pdf.sections.LARGEST", LARGEST)
    return pikepdf.open(io.BytesIO(merged)), pikepdf.open(io.BytesIO(_made(made)))


@pytest.mark.usefixtures("small_sections")
@pytest.mark.parametrize(
    "kind", [Layout.READING, *(pytest.param(kind, marks=pytest.mark.slow) for kind in list(Layout)[1:])]
)
def test_a_merged_pdf_has_the_same_text_and_tags_on_the_same_pages(
    kind: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    merged, whole = _both(_five(kind=kind, since=1 if kind is Layout.REDLINE else 0), monkeypatch)
    assert _words(merged) == _words(whole)
    assert list(_tags(merged)) == list(_tags(whole))
    assert _outline(merged) == _outline(whole)
    assert _links(merged) == _links(whole)
    assert _destinations(merged) == _destinations(whole)
    assert merged.Root.Lang == whole.Root.Lang


def _words(pdf: pikepdf.Pdf) -> list[str]:
    """What stands on each page, but for Arabic: what a part of a letter is called differs with where it is first met."""
    buffer = io.BytesIO()
    pdf.save(buffer)
    texts = (page.extract_text() for page in pypdf.PdfReader(buffer).pages)
    return ["".join(c for c in text if not c.isspace() and _script(c) != "ARABIC") for text in texts]


def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ", maxsplit=1)[0]


def _numbered(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: at for at, page in enumerate(pdf.pages)}


def _tags(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, ...]]:
    """Every tag in reading order: what it is, its language, its page, how many things it marks there."""
    pages = _numbered(pdf)
    waiting: list[Any] = [pdf.Root.StructTreeRoot.K]
    while waiting:
        tag = waiting.pop()
        if isinstance(tag, pikepdf.Array):
            waiting += reversed(list(tag))
        elif isinstance(tag, pikepdf.Dictionary):
            page = pages[tag.Pg.objgen] if "/Pg" in tag else None
            yield str(tag.get("/S", tag.get("/Type"))), str(tag.get("/Lang", "")), page, str(tag.get("/T", ""))
            waiting.append(tag.get("/K", pikepdf.Array()))


def _place(pdf: pikepdf.Pdf, to: Any) -> tuple[Any, ...]:
    page, kind, *at = list(to if isinstance(to, pikepdf.Array) else _named(pdf)[bytes(to)])
    return _numbered(pdf)[page.objgen], str(kind), [round(float(number), 2) for number in at]


def _named(pdf: pikepdf.Pdf) -> dict[bytes, Any]:
    found = list(pdf.Root.Names.Dests.Names)
    return {bytes(found[at]): found[at + 1] for at in range(0, len(found), 2)}


def _destinations(pdf: pikepdf.Pdf) -> dict[bytes, Any]:
    return {name: _place(pdf, to) for name, to in _named(pdf).items()}


def _links(pdf: pikepdf.Pdf) -> list[Any]:
    notes = [(at, note) for at, page in enumerate(pdf.pages) for note in page.obj.get("/Annots", ())]
    return [
        (at, [round(float(n), 2) for n in note.Rect], _place(pdf, note.Dest) if "/Dest" in note else str(note.A.URI))
        for at, note in notes
    ]


def _outline(pdf: pikepdf.Pdf) -> list[Any]:
    def entries(item: Any, level: int) -> Iterator[Any]:
        while item is not None:
            yield level, str(item.Title), _place(pdf, item.Dest)
            yield from entries(item.get("/First"), level + 1)
            item = item.get("/Next")

    return list(entries(pdf.Root.Outlines.First, 0))


@pytest.mark.usefixtures("small_sections")
def test_every_tag_of_a_page_is_found_from_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    merged, _ = _both(_five(), monkeypatch)
    tree = merged.Root.StructTreeRoot
    numbers = list(tree.ParentTree.Nums)
    keys = [int(key) for key in numbers[::2]]
    assert keys == sorted(set(keys))
    assert keys[-1] < int(tree.ParentTreeNextKey)
    of = dict(zip(keys, numbers[1::2], strict=True))
    pages = _numbered(merged)
    for at, page in enumerate(merged.pages):
        tags = [tag for tag in of[int(page.obj.StructParents)] if tag is not None]
        assert {pages[tag.Pg.objgen] for tag in tags if "/Pg" in tag} <= {at}
        assert tags
        for note in page.obj.get("/Annots", ()):
            assert of[int(note.StructParent)].S == "/Link"
    names = [str(name) for name in list(tree.IDTree.Names)[::2]]
    assert names == sorted(set(names))
    cells = [tag for tag in merged.objects if isinstance(tag, pikepdf.Dictionary) and tag.get("/S") in ("/TD", "/TH")]
    headers = {str(name) for cell in cells for owner in cell.get("/A", ()) for name in owner.get("/Headers", ())}
    assert headers
    assert headers <= set(names)


@pytest.mark.slow
@pytest.mark.usefixtures("small_sections")
def test_merged_editions_pass_every_rule(tmp_path: Path) -> None:
    arabic = [chapter(f"{ARABIC}\n" * 2, title=f"ماء {n}", language="ar") for n in range(5)]
    files = {
        "mixed.pdf": _made(_five()),
        "large.pdf": _made(_five(kind=Layout.LARGE_PRINT)),
        "redline.pdf": _made(_five(kind=Layout.REDLINE, since=1)),
        "arabic.pdf": _made(book(*arabic, title="ماء", language="ar")),
    }
    found = problems(files, tmp_path)
    assert found == {key: [] for key in found}
    assert len(found) == 8


class _Compiled:
    """How many documents each process compiled."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.documents: list[int] = []
        compile_documents = render.compile_documents

        def counted(data: Sequence[Any], *given: Any) -> list[CompiledDocument]:
            self.documents.append(len(data))
            return compile_documents(data, *given)

        patch.setattr(render, "compile_documents", counted)


@pytest.mark.usefixtures("small_sections")
def test_one_changed_proposal_has_its_section_compiled_and_the_bytes_are_as_if_all_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = _Compiled(monkeypatch)
    cache, five = Cache(tmp_path), _five()
    _made(five, cache)
    assert compiled.documents == [3, 2, 1]  # sections; front and end; footers
    one = changed(five.chapters[2], markdown=f"{ENGLISH}\nOne thing more[^1].\n")
    other = changed(five, chapters=(*five.chapters[:2], one, *five.chapters[3:]), edition=3)
    warm = [_made(other, cache), _made(other, cache, Format.EPUB)]
    assert compiled.documents[3:] == [1, 2, 1]
    assert warm == [_made(other), _made(other, format=Format.EPUB)]
    assert "Edition3" in _words(pikepdf.open(io.BytesIO(warm[0])))[4]


@pytest.mark.usefixtures("small_sections")
def test_sections_are_compiled_by_several_processes_when_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = _Compiled(monkeypatch)
    first = _made(_five())
    monkeypatch.setattr(render, "AT_ONCE", 1)
    assert _made(_five()) == first
    assert compiled.documents == [3, 2, 1, 1, 1, 1, 2, 1]


@pytest.mark.usefixtures("small_sections")
@pytest.mark.parametrize(
    ("place", "more"),
    [
        pytest.param(0, "\n\nOne *more* thing[^1].\n" * 300, id="so many tags that all numbers behind them move"),
        pytest.param(1, "\n\nسطر آخر.\n" * 40, id="more pages"),
        pytest.param(4, "\n\n## A new heading\n\nIt leads here.\n", id="one line more in the contents"),
        pytest.param(2, None, id="one proposal less"),
    ],
)
def test_cached_sections_are_merged_as_if_compiled_now(place: int, more: str | None, tmp_path: Path) -> None:
    cache, five = Cache(tmp_path), _five()
    _made(five, cache)
    before, one, behind = five.chapters[:place], five.chapters[place], five.chapters[place + 1 :]
    other = (*before, changed(one, markdown=one.markdown + more), *behind) if more else (*before, *behind)
    now = changed(five, chapters=other)
    assert _made(now, cache) == _made(now)
    again = changed(five, edition=9)  # of which the cache has parts that were moved meanwhile
    assert _made(again, cache) == _made(again)


@pytest.mark.usefixtures("small_sections")
def test_words_that_look_like_references_to_objects_stay_words(monkeypatch: pytest.MonkeyPatch) -> None:
    tricky = r"Article 12 0 R (see 3 0 R) \\(4 0 R\\) <5 0 R> /Length 6 /f0 9.5 Tf deferred:x endobj"
    said = f"# {tricky}\n\n{tricky}[^1] [{tricky}](https://example.org/7%200%20R)\n\n## {tricky}\n\n"
    said += f"![{tricky}]({IMAGE})\n\n[^1]: {tricky}\n"
    first, *rest = _five().chapters
    made = changed(_five(), chapters=(changed(first, markdown=said * 2, title=tricky), *rest), title=tricky)
    merged, whole = _both(made, monkeypatch)
    assert (_words(merged), list(_tags(merged))) == (_words(whole), list(_tags(whole)))
    assert (_outline(merged), _links(merged)) == (_outline(whole), _links(whole))
    alts = [
        [str(tag.Alt) for tag in pdf.objects if isinstance(tag, pikepdf.Dictionary) and "/Alt" in tag]
        for pdf in (merged, whole)
    ]
    assert sorted(alts[0]) == sorted(alts[1])
    assert merged.check_pdf_syntax() == []


@pytest.mark.usefixtures("small_sections")
def test_progress_never_goes_back() -> None:
    shares: list[float] = []
    build_file(_five(), Format.PDF, {IMAGE: png()}, progress=lambda _doing, share: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.slow
@pytest.mark.usefixtures("small_sections")
def test_the_e_book_has_the_pages_of_the_merged_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    merged = _made(_five(), format=Format.EPUB)
    monkeypatch.setattr("blueprint.publishing.pdf.sections.LARGEST", LARGEST)
    assert merged == _made(_five(), format=Format.EPUB)


def test_a_longer_text_moves_section_borders_in_its_own_half_alone() -> None:
    before = divide([LARGEST // 4] * 100)
    after = divide([LARGEST // 4] * 50 + [LARGEST] + [LARGEST // 4] * 49)
    assert before == tuple(range(at, at + 4) for at in range(0, 100, 4))
    assert set(before) - set(after) == {range(48, 52)}


@pytest.mark.parametrize("sizes", [[1], [LARGEST * 3], [1] * 7, [LARGEST] * 3, [0, LARGEST * 2, 0, 5, 5]])
def test_every_proposal_is_in_one_section_in_order(sizes: list[int]) -> None:
    found = divide(sizes)
    assert [place for run in found for place in run] == list(range(len(sizes)))
    assert all(len(run) == 1 or sum(sizes[place] for place in run) <= LARGEST for run in found)
