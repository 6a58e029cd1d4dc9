"""Files of editions under readable names: never lost, never over one another, whatever they are called."""

import hashlib
import threading
from pathlib import Path

import pytest

from blueprint.domain.editions import Artifact, FileState
from blueprint.storage.exports import LONGEST, Exports
from blueprint.storage.stores import Folder


def _artifact(content: bytes, filename: str = "water-1.pdf", **fields: str) -> Artifact:
    return Artifact(
        format="pdf",
        media_type="application/pdf",
        filename=filename,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        **fields,
    )


@pytest.fixture
def exports(tmp_path: Path) -> Exports:
    return Exports(Folder(tmp_path / "exports"), former=Folder(tmp_path / "data" / "exports"))


def test_a_file_is_where_a_person_looks_for_it(exports: Exports) -> None:
    stored = exports.put(_artifact(b"one"), b"one", "water", 1)
    assert stored.path == "water/1/water-1.pdf"
    assert (exports.files.folder / "water" / "1" / "water-1.pdf").read_bytes() == b"one"
    assert exports.put(_artifact(b"one"), b"one", "water", 1) == stored
    assert exports.find(stored) == exports.files.folder / stored.path


def test_different_bytes_of_one_name_are_both_kept(exports: Exports, tmp_path: Path) -> None:
    first = exports.put(_artifact(b"one"), b"one", "water", 1)
    other = Exports(exports.files, former=Folder(tmp_path / "other"))
    second = other.put(_artifact(b"two"), b"two", "water", 1)
    assert second.path == f"water/1/water-1-{second.sha256[:12]}.pdf"
    assert other.put(_artifact(b"two"), b"two", "water", 1) == second
    for stored, content in ((first, b"one"), (second, b"two")):
        found = exports.find(stored)
        assert found is not None
        assert found.read_bytes() == content


def test_concurrent_writers_lose_nothing(exports: Exports) -> None:
    contents = [str(n).encode() for n in range(20)]
    stored: list[tuple[Artifact, bytes]] = []

    def put(content: bytes) -> None:
        stored.append((exports.put(_artifact(content), content, "water", 1), content))

    threads = [threading.Thread(target=put, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({artifact.path for artifact, _ in stored}) == len(contents)
    assert all((exports.files.folder / artifact.path).read_bytes() == content for artifact, content in stored)


@pytest.mark.parametrize(
    ("collection", "folder"),
    [
        ("water", "water"),
        ("ماء", "ماء"),
        ("தண்ணீர்", "தண்ணீர்"),
        ("..", "_"),
        ("../../etc", "etc"),
        ("/etc/passwd", "etc-passwd"),
        (".hidden", "hidden"),
        ('a\\b:c*d?e"f<g>h|i', "a-b-c-d-e-f-g-h-i"),
        ("line\nbreak\x00\x1b", "line-break"),
        ("\u202egpj.exe", "gpj.exe"),
        ("con", "con_"),
        ("LPT1.txt", "LPT1.txt_"),
        ("trailing. ", "trailing"),
        ("", "_"),
        ("e\u0301t\u00e9", "\u00e9t\u00e9"),
        ("half \ud83d of one", "half---of-one"),
    ],
)
def test_a_hostile_name_stays_inside_and_readable(exports: Exports, collection: str, folder: str) -> None:
    stored = exports.put(_artifact(b"one"), b"one", collection, 1)
    assert stored.path == f"{folder}/1/water-1.pdf"
    assert [path.name for path in exports.files.folder.iterdir()] == [folder]


@pytest.mark.parametrize("name", ["x" * 300, "ماء" * 200, "水" * 200])
def test_a_name_that_is_too_long_is_cut(exports: Exports, name: str) -> None:
    stored = exports.put(_artifact(b"one", filename=f"{name}.pdf"), b"one", name, 1)
    folder, _, file = stored.path.split("/")
    assert len(folder.encode()) <= LONGEST
    assert len(file.encode()) <= LONGEST + len(".pdf")
    assert file.endswith(".pdf")
    assert exports.find(stored) is not None


def test_the_folder_of_earlier_versions_is_searched_too(exports: Exports) -> None:
    by_hash, moved = _artifact(b"old"), _artifact(b"new", path="water/1/water-1.pdf")
    for artifact, at in ((by_hash, by_hash.stored_by_hash), (moved, moved.path)):
        file = exports.former.folder / at
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"old" if artifact is by_hash else b"new")
        assert exports.find(artifact) == file


@pytest.mark.parametrize("path", ["water/1/water-1.pdf", ""])
def test_a_damaged_file_is_noticed_and_replaced(exports: Exports, path: str) -> None:
    stored = _artifact(b"right", path=path)
    state, where = exports.check(stored)
    file = Path(where)
    assert (state, exports.find(stored), exports.has(stored)) == (FileState.MISSING, None, False)
    exports.restore(stored, b"right")
    assert exports.check(stored) == (FileState.WHOLE, where)
    for wrong in (b"wrong", b"cut"):  # of the same size, and of another
        file.write_bytes(wrong)
        assert exports.check(stored) == (FileState.DAMAGED, where)
        exports.restore(stored, b"right")
        assert file.read_bytes() == b"right"
    aside = sorted(other for other in file.parent.iterdir() if other != file)
    assert [other.read_bytes() for other in aside] == [b"wrong", b"cut"]
