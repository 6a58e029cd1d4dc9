"""Compiling documents with Typst, in a process that can be stopped and gives its memory back when it ends."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from blueprint.publishing.errors import NoGlyph, Refusal
from blueprint.publishing.fonts.families import folders
from blueprint.publishing.markdown.pandoc import WALL_TIME_FACTOR

SECONDS, SECONDS_A_MEGABYTE = 8, 8
"""Of computing (200 pages, 0.8 megabytes, take two); on the clock it may be `WALL_TIME_FACTOR` times as long."""

MEMORY = 2_000_000_000
"""Bytes of address space."""

TEMPLATES = Path(__file__).parent.with_name("templates") / "pdf"
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_PROGRAM = str(Path(__file__).with_name("compiler_process.py"))


class UnfitTable(NamedTuple):
    """A table that no page has room for: the anchor of its `part` of the book, and its `line` in the source (from 1).

    `column` is the number (from 1) and `name` the words of the column that needs the most room. It is `nested` in a list, a
    quotation or a footnote.
    """

    part: str
    line: int
    column: int
    name: str
    nested: bool


class CompiledDocument(NamedTuple):
    """A compiled document: a PDF, how many pages it has, and on which of them (from 1) each anchor is, in reading order.

    `turned` are the pages that are wider than high, `unfit` the tables that are too wide for any page.
    """

    pdf: bytes
    total: int
    anchors: tuple[tuple[str, int], ...]
    turned: tuple[int, ...] = ()
    unfit: tuple[UnfitTable, ...] = ()

    def serialized(self) -> bytes:
        """The document as the cache stores it."""
        return json.dumps(self[1:]).encode() + b"\n" + self.pdf


def deserialized(data: bytes) -> CompiledDocument:
    """The document that was serialized."""
    pages, pdf = data.split(b"\n", 1)
    count, anchors, turned, unfit = json.loads(pages)
    named = tuple((name, page) for name, page in anchors)
    return CompiledDocument(pdf, count, named, tuple(turned), tuple(UnfitTable(*table) for table in unfit))


def compile_documents(data: Sequence[Any], images: Mapping[str, bytes], timestamp: int) -> list[CompiledDocument]:
    """A PDF of each of these data, as `templates/pdf/book.typ` reads them; raises `Refusal` and `NoGlyph`."""
    with tempfile.TemporaryDirectory(prefix="blueprint-") as folder:
        root = Path(folder)
        names = [f"{at}" for at in range(len(data))]
        _fill(root, dict(zip(names, data, strict=True)), images)
        run(root, dict.fromkeys(names, "pdf"), timestamp)
        return [_document(root, name) for name in names]


def compile_image(data: Any, timestamp: int) -> bytes:
    """The first page of these data as PNG, 1240 by 1754 pixels; raises like `compile_documents`."""
    with tempfile.TemporaryDirectory(prefix="blueprint-") as folder:
        root = Path(folder)
        _fill(root, {"image": data}, {})
        run(root, {"image": "png"}, timestamp)
        return (root / "image.png").read_bytes()


def _fill(root: Path, data: Mapping[str, Any], images: Mapping[str, bytes]) -> None:
    for template in TEMPLATES.glob("*.typ"):
        shutil.copyfile(template, root / template.name)
    (root / "images").mkdir()
    for name, image in images.items():
        (root / name).write_bytes(image)
    for name, value in data.items():
        (root / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def _document(root: Path, name: str) -> CompiledDocument:
    pages = json.loads((root / f"{name}.pages.json").read_bytes())
    anchors = tuple((anchor, page) for anchor, page in pages["anchors"])
    unfit = tuple(UnfitTable(**table) for table in pages["unfit"])
    return CompiledDocument((root / f"{name}.pdf").read_bytes(), pages["count"], anchors, tuple(pages["turned"]), unfit)


def run(root: Path, documents: Mapping[str, str], timestamp: int) -> None:
    """Have `compiler_process.py` make the documents (name and "pdf" or "png") of a private folder.

    Raises `Refusal` when Typst refuses one or takes too long, `NoGlyph` for characters that no font has. Typst follows
    symbolic links in its folder, so there may be none.
    """
    if any(path.is_symlink() for path in root.rglob("*")):
        raise Refusal("The folder to typeset may hold regular files only.")
    seconds = seconds_for(root)
    job = {"root": str(root), "documents": dict(documents), "fonts": folders(), "timestamp": timestamp}
    job |= {"seconds": seconds, "bytes": MEMORY}
    try:
        done = subprocess.run(  # noqa: S603 - our own script, no shell
            [sys.executable, "-I", _PROGRAM],
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=seconds * WALL_TIME_FACTOR,
            env={},
            cwd=root,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_heavy() from None
    if done.returncode and done.stdout.startswith(b"{"):
        raise _refused(**json.loads(done.stdout))
    if done.returncode:
        raise _too_heavy()


def seconds_for(root: Path) -> int:
    """Of computing: a long book may take long, a short text that takes long is no honest one."""
    return SECONDS + SECONDS_A_MEGABYTE * sum(data.stat().st_size for data in root.glob("*.json")) // 1_000_000


def _refused(error: str, hints: Sequence[str]) -> Refusal | NoGlyph:
    """Typst's message as an error; what else we know to happen is refused earlier, with its place."""
    gap = _NO_GLYPH.search(error)
    if gap:
        return NoGlyph(gap.group(1))
    if "exceeded" in error:  # a limit of Typst's, as by a word of a hundred thousand letters
        return Refusal("Something in this text is too long or too deep to be set on pages.", remedy="Divide it.")
    return Refusal(f"The pages cannot be set by the standards: {error}.", remedy=" ".join(hints))


def _too_heavy() -> Refusal:
    return Refusal(
        "Setting the pages took too long or too much memory.", remedy="Divide the text, or simplify its tables."
    )
