"""A long chapter is divided at its headings; links and footnotes lead to the right file."""

import io
import re
import zipfile

from blueprint.publishing import Format, build_file
from tests.publishing.books import book, chapter

SECTION = """## Part {0}

See [the first](#part-0) and [the last](#part-9), and a note[^{0}].

{1}

[^{0}]: Note {0}.

"""


def test_a_long_chapter_is_several_files() -> None:
    words = "\n\n".join(["The council meets in public, and whoever wishes may speak there. " * 4] * 60)
    text = "".join(SECTION.format(at, words) for at in range(10))
    with zipfile.ZipFile(io.BytesIO(build_file(book(chapter(text)), Format.EPUB, {}))) as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith("xhtml")}
        package = archive.read("EPUB/package.opf").decode()
    parts = {name.removeprefix("EPUB/"): page for name, page in pages.items() if "/chapter-" in name}
    assert len(parts) > 1
    assert all(len(page) < 200_000 for page in parts.values())
    spine = re.findall(r'<itemref idref="(chapter[^"]+)"', package)
    assert spine == ["chapter-001", *(f"chapter-001-{at}" for at in range(2, len(parts) + 1))]
    ids = {f"{name}#{anchor}" for name, page in parts.items() for anchor in re.findall(r' id="([^"]+)"', page)}
    for name, page in parts.items():
        links = re.findall(r'href="([^"]*#[^"]+)"', page)
        assert {link if ".xhtml" in link else name + link for link in links} <= ids
    assert sorted(int(n) for page in parts.values() for n in re.findall(r"Note (\d+)\.", page)) == list(range(10))
    contents = re.findall(r'<a href="(chapter-[^"]+#[^"]+)"', pages["EPUB/nav.xhtml"].partition("page-list")[0])
    assert len(contents) == 10
    assert set(contents) <= ids
