"""A large collection for word processors, spliced from runs of proposals, is what it would be if it were written whole."""

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from blueprint.publishing import Book, Format, book_of, make, office, pandoc, told
from blueprint.publishing.cache import Cache
from blueprint.publishing.layouts import LAYOUTS
from blueprint.publishing.pandoc import Node
from blueprint.publishing.runs import LARGEST, portions
from tests.pictures import png
from tests.publishing.books import ARABIC, ENGLISH, JAPANESE, book, chapter

BUS, STOP = "images/bus.png", "images/stop.png"
IMAGES = {BUS: png(), STOP: png(4)}
FORMATS = pytest.mark.parametrize("format", [Format.DOCX, Format.ODT])

TANGLED = f"""Words like `w:id="10"` and <!-- here --> text:id="ftn0" style-name="P1" r:id="rId9"[^1], and a
[link](https://example.org/plan?q="rId9" 'style-name="P1"') and [one](https://example.org/media/rId9.png "Pictures/0.png").

```
<w:footnoteReference w:id="10" /> </office:automatic-styles> </w:footnotes> </Types> <!-- here -->
```

- a list

  that goes on in a second paragraph

  4. from four
  5. to five[^2]

     > with a quotation
     >
     > 1. and a list

7) and another

| Stop | Buses |
|:-:|--:|
| ![At the stop]({STOP}) | 12[^1] |

: A caption id="1"

| beside |
|---|
| it |

![The bus again]({BUS} "a title"){{width=50%}}

[^1]: Target="media/rId9.png" Pictures/0.png &#65; ![In a note]({BUS})
[^2]: A note with

    1. a list
    2. of two
"""


def _five(**fields: Any) -> Book:
    """Proposals in three languages with notes, lists, tables, links and pictures, and words that look like ours."""
    first = chapter(f"{ENGLISH}\n![A bus]({BUS})\n")
    arabic = chapter(f"{ARABIC}\n" * 5, title="ميثاق المياه", language="ar")
    tangled = chapter(TANGLED, title='<!-- here --> w:id="10"')
    rest = tangled, chapter(JAPANESE, title="住まい", language="ja"), chapter(title="Last")
    foreword = "By *many* hands.\n\n## A heading[^1]\n\nWords.\n\n[^1]: A note.\n"
    return book(first, arabic, *rest, **({"foreword": foreword} | fields))


def _sizes(made: Book) -> list[int]:
    return [len(one.markdown) for one in made.chapters]


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let small books be written in runs too: of two proposals, two, and one."""
    sizes = _sizes(_five())
    monkeypatch.setattr("blueprint.publishing.runs.LARGEST", max(sum(sizes[:2]), sum(sizes[2:4])))


def _made(made: Book, format: Format, cache: Cache | None = None) -> bytes:
    return make(made, format, IMAGES, cache=cache or Cache())


def _both(made: Book, format: Format, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, bytes]:
    """The book spliced, and written whole."""
    spliced = _made(made, format, cache)
    monkeypatch.setattr("blueprint.publishing.runs.LARGEST", LARGEST)
    return spliced, _made(made, format)


def _files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def _xml(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314 - of our own making


@FORMATS
@pytest.mark.usefixtures("apart")
def test_it_reads_and_looks_as_if_it_were_written_whole(
    format: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spliced, whole = _both(_five(), format, Cache(tmp_path), monkeypatch)
    assert spliced != whole
    assert _read(spliced, format) == _read(whole, format)
    look = _word_look if format is Format.DOCX else _odt_look
    assert look(_files(spliced)) == look(_files(whole))
    other = {name: data for name, data in _files(whole).items() if name not in LAYOUTS[format].files}
    kept = {name: data for name, data in _files(spliced).items() if name in other}
    assert kept == {name: data for name, data in other.items() if not name.startswith(LAYOUTS[format].folder)}


def _read(data: bytes, format: Format) -> Any:
    """What Pandoc reads, with the pictures by what is in them."""
    files = _files(data)

    def shown(node: Node) -> Node:
        if node.get("t") == "Image":
            node["c"][2][0] = str(files.get(node["c"][2][0], files.get(f"word/{node['c'][2][0]}")))
        return node

    tree = json.loads(pandoc.run(["--sandbox", "-f", format, "-t", "json"], data), object_hook=shown)
    assert str(tree).count("'Image'") == 5
    return tree


def _odt_look(files: dict[str, bytes]) -> list[str]:
    """The words with each automatic style's definition in the place of its name, and each picture in that of its own."""
    root = _xml(files["content.xml"])
    styles = {style.get(_odf("style:name")): style for style in root.find(_odf("office:automatic-styles")) or ()}
    numbered = (_odf("text:id"), _odf("draw:name"), _odf("table:name"), _odf("style:name"))

    def told(node: ElementTree.Element) -> Iterator[str]:
        yield f"{node.tag} {_line(node.text)} {_line(node.tail)}"
        for key, value in node.items():
            if key.endswith("style-name") and value in styles:
                yield from told(styles[value])
            elif key not in numbered:
                yield f"{key} {files.get(value, value) if key.endswith('href') else value}"
        for child in node:
            yield from told(child)

    body = root.find(_odf("office:body"))
    assert body is not None
    assert len(styles) == len(root.find(_odf("office:automatic-styles")) or ())
    return list(told(body))


def _odf(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{urn:oasis:names:tc:opendocument:xmlns:{ {'draw': 'drawing'}.get(prefix, prefix) }:1.0}}{local}"


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NUMBERED = (f"{_W}bookmarkStart", f"{_W}bookmarkEnd", f"{_W}footnote", f"{_W}abstractNum", f"{_W}num")


def _word_look(files: dict[str, bytes]) -> list[str]:
    """The words with each note, each link's target, each picture and each list's definition in the place of its number."""
    parts = {name: _xml(data) for name, data in files.items() if name.endswith((".xml", ".rels"))}
    notes = {note.get(f"{_W}id"): note for note in parts["word/footnotes.xml"]}
    lists = {one.get(f"{_W}numId"): one for one in parts["word/numbering.xml"].iter(f"{_W}num")}
    kinds = {one.get(f"{_W}abstractNumId"): one for one in parts["word/numbering.xml"].iter(f"{_W}abstractNum")}

    def told(node: ElementTree.Element, part: str) -> Iterator[str]:
        yield f"{node.tag} {_line(node.text)} {_line(node.tail)}"
        value = node.get(f"{_W}val")
        if node.tag == f"{_W}footnoteReference":
            yield from told(notes[node.get(f"{_W}id")], "footnotes")
        elif node.tag in (f"{_W}numId", f"{_W}abstractNumId"):
            yield from told(lists[value] if node.tag == f"{_W}numId" else kinds[value], part)
        elif node.tag not in _NUMBERED:
            said = ((key, value) for key, value in node.items() if key != "id")
            yield from (f"{key} {_related(files, part, value) if key.startswith(_R) else value}" for key, value in said)
        for child in node:
            yield from told(child, part)

    return list(told(parts["word/document.xml"], "document"))


def _related(files: dict[str, bytes], part: str, name: str) -> str:
    relations = _xml(files[f"word/_rels/{part}.xml.rels"])
    target = next(one.get("Target") for one in relations if one.get("Id") == name)
    return str(files.get(f"word/{target}", target))


def _line(text: str | None) -> str:
    return text or "" if (text or "").strip() else ""


@pytest.mark.usefixtures("apart")
def test_word_finds_every_number_once_and_whatever_it_names(tmp_path: Path) -> None:
    files = _files(_made(_five(), Format.DOCX, Cache(tmp_path)))
    parts = {name: _xml(data) for name, data in files.items() if name.endswith((".xml", ".rels"))}
    words, notes = parts["word/document.xml"], parts["word/footnotes.xml"]

    def values(name: str, tag: str, *within: ElementTree.Element) -> list[str]:
        return [node.attrib[name] for part in within for node in part.iter(f"{_W}{tag}")]

    cited = values(f"{_W}id", "footnoteReference", words)
    assert [note.get(f"{_W}id") for note in notes] == ["0", "-1", *cited]
    assert len(set(cited)) == len(cited) == 12
    begun = values(f"{_W}id", "bookmarkStart", words)
    assert len(set(begun)) == len(begun)
    assert sorted(begun) == sorted(values(f"{_W}id", "bookmarkEnd", words))
    assert set(re.findall(r'w:anchor="([^"]+)"', files["word/document.xml"].decode())) <= set(
        values(f"{_W}name", "bookmarkStart", words)
    )
    drawn = [node.attrib["id"] for part in (words, notes) for node in part.iter() if "id" in node.attrib]
    assert len(set(drawn)) == len(drawn) == 10
    styles = {style.get(f"{_W}styleId") for style in parts["word/styles.xml"]}
    for tag in ("pStyle", "rStyle", "tblStyle"):
        assert set(values(f"{_W}val", tag, words, notes)) <= styles
    order = [node.tag for node in parts["word/numbering.xml"]]
    assert order == sorted(order)
    kinds = values(f"{_W}abstractNumId", "abstractNum", parts["word/numbering.xml"])
    assert len(set(kinds)) == len(kinds) == 5
    for part in ("document", "footnotes"):
        known = [one.attrib["Id"] for one in parts[f"word/_rels/{part}.xml.rels"]]
        used = {value for node in parts[f"word/{part}.xml"].iter() for key, value in node.items() if key.startswith(_R)}
        assert used <= set(known)
        assert len(set(known)) == len(known)
    typed = [one.get("PartName", f".{one.get('Extension')}") for one in parts["[Content_Types].xml"]]
    assert len(set(typed)) == len(typed)
    assert {name for name in typed if name.startswith("/")} <= {f"/{name}" for name in files}
    assert sum(name.startswith("word/media/") for name in files) == sum("/media/" in name for name in typed) == 2


@FORMATS
@pytest.mark.usefixtures("apart")
def test_whichever_runs_are_known_the_bytes_are_the_same(
    format: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[list[str]] = []
    write = pandoc.write

    def watched(blocks: list[Node], *given: Any, **more: Any) -> bytes:
        written.append(re.findall(r'"(chapter-\d)"', json.dumps(blocks)))
        return write(blocks, *given, **more)

    monkeypatch.setattr(pandoc, "write", watched)
    cache = Cache(tmp_path)
    five = _five()
    last = replace(five.chapters[4], markdown=f"{ENGLISH}\nOne thing more[^1].\n")
    other = replace(five, chapters=(*five.chapters[:4], last), edition=3, date=five.date.replace(year=2027))
    first = _made(other, format, cache)
    assert _made(five, format, cache) == _made(five, format)
    assert written == [_chapters(1, 2, 3, 4, 5), _chapters(5), _chapters(1, 2, 3, 4, 5)]
    monkeypatch.setattr(office, "AT_ONCE", 1)
    assert _made(other, format) == first
    assert written[3:] == [_chapters(1, 2), _chapters(3, 4), _chapters(5)]


def _chapters(*numbers: int) -> list[str]:
    return [f"chapter-{number}" for number in numbers]


_ELSEWHERE = """
import sys
from pathlib import Path
import blueprint.publishing.runs as runs
from blueprint.publishing import Format, book_of, make
from blueprint.publishing.cache import Cache
import json
book, format, largest, folder, *images = json.load(sys.stdin)
runs.LARGEST = largest
pictures = {name: bytes.fromhex(data) for name, data in images}
sys.stdout.buffer.write(make(book_of(json.loads(book)), Format(format), pictures, cache=Cache(Path(folder))))
"""


@FORMATS
@pytest.mark.usefixtures("apart")
def test_another_process_goes_on_with_what_was_kept(format: Format, tmp_path: Path) -> None:
    made = book_of(json.loads(told(_five())))
    _made(replace(made, edition=9), format, Cache(tmp_path))
    from blueprint.publishing import runs

    images = [[name, data.hex()] for name, data in IMAGES.items()]
    given = json.dumps([told(made), format, runs.LARGEST, str(tmp_path), *images])
    done = subprocess.run([sys.executable, "-c", _ELSEWHERE], input=given.encode(), capture_output=True, check=True)
    assert done.stdout == _made(made, format)


def test_runs_are_written_together_as_long_as_they_are_not_too_much() -> None:
    made = book(*(chapter("x" * letters) for letters in (3, 3, 5, 9, 1)))
    one_each = [range(at, at + 1) for at in range(5)]
    assert list(portions(made, one_each, 6)) == [one_each[:2], one_each[2:3], one_each[3:4], one_each[4:]]
    assert list(portions(made, one_each, 100)) == [one_each]
    assert list(portions(made, [], 6)) == [[]]
