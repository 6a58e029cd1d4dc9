"""A workbench becomes an archive that people read without it, and comes back from it whole."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from blueprint.domain.errors import Invalid
from blueprint.services.accounts import one_time_links, operator, sign_in
from blueprint.services.admin.archive.export import export_archive
from blueprint.services.admin.archive.importing import import_archive
from blueprint.services.context import Workbench, open_workbench
from blueprint.services.drafting import proposals, revisions
from blueprint.services.library import catalogue
from blueprint.services.library.images import read_image
from blueprint.services.review import tags, threads
from blueprint.settings import Settings
from blueprint.storage import copying
from tests.factories import Scene
from tests.images import png
from tests.services.admin.archived import ODD, Archived, git, head, only
from tests.web.serving import ROOT


@pytest.fixture
def archived(bench: Workbench) -> Archived:
    return Archived(bench)


@pytest.fixture
def sqlite_archived(sqlite_bench: Workbench) -> Archived:
    return Archived(sqlite_bench)


def require_same(one: Archived, there: Workbench) -> None:
    """What people read is the same in both."""
    me = one.scene["author"]
    for proposal in (*one.odd, one.proposal):
        for read in (
            lambda bench, key=proposal.id: proposals.read_proposal(bench, me, key),
            lambda bench, key=proposal.id: revisions.list_revisions(bench, me, key),
            lambda bench, key=proposal.id: [threads.list_threads(bench, me, key, n) for n in (1, 2, 3)],
            lambda bench, key=proposal.id: tags.list_tags(bench, me, key),
        ):
            assert read(there) == read(one.bench)
    for number in (1, 2, 3):
        assert revisions.read_revision(there, me, one.proposal.id, number) == revisions.read_revision(
            one.bench, me, one.proposal.id, number
        )
    here, edition = (catalogue.read_edition(bench, "ground-water", 1) for bench in (one.bench, there))
    assert edition == here
    assert there.exports.find(edition[1].artifacts[0]).read_bytes() == b"a book"
    assert read_image(there, None, one.picture) == read_image(one.bench, None, one.picture)


def test_an_archive_comes_back_whole_and_is_written_again_with_the_same_commits(
    archived: Archived, empty_database: str, tmp_path: Path
) -> None:
    done = export_archive(archived.bench, tmp_path / "a")
    assert (done.revisions, done.changed, done.problems) == (7, True, ())
    assert export_archive(archived.bench, tmp_path / "again").revisions == 7
    assert head(tmp_path / "again") == head(tmp_path / "a")
    there = open_workbench(Settings(data=tmp_path / "there", database_url=empty_database))
    shutil.rmtree(tmp_path / "again" / ".git")
    imported = import_archive(there, tmp_path / "again")
    assert (imported.proposals, imported.revisions, imported.editions, imported.pictures) == (5, 7, 1, 1)
    require_same(archived, there)
    export_archive(there, tmp_path / "b")
    assert head(tmp_path / "b") == head(tmp_path / "a")
    with pytest.raises(Invalid, match=r"people\.json: .* is in this workbench already"):
        import_archive(there, tmp_path / "a")
    with pytest.raises(Invalid):
        sign_in.sign_in(there, f"{archived.scene['author']}@people.invalid", "anything at all", browser="", origin="")
    assert [account.enabled for account in operator.every_account(there)].count(False) == 1
    authors = proposals.read_proposal(there, archived.scene["author"], archived.proposal.id)[0].author_names
    assert authors == ("A former member", "Author")
    link = one_time_links.link_to_sign_in(there, f"{archived.scene['author']}@people.invalid")
    assert sign_in.sign_in_by_link(there, link, "")
    saved = revisions.save_revision(
        there, archived.scene["author"], archived.odd[0].id, base=1, title="حقّ", markdown="الماء"
    )
    assert saved.number == 2
    there.close()


def test_people_read_it_without_the_workbench(sqlite_archived: Archived, tmp_path: Path) -> None:
    one = sqlite_archived
    export_archive(one.bench, tmp_path / "a")
    assert "revision-0001.md" in (tmp_path / "a" / "README.md").read_text("utf-8")
    for proposal, (title, (language, text)) in zip(one.odd, ODD.items(), strict=True):
        content = only(tmp_path / "a", f"convenings/*/proposals/*-{proposal.id}/text.md").read_bytes()
        _, front, _ = content.split(b"---\n", 2)
        assert content.removeprefix(b"---\n" + front + b"---\n") == text.encode()
        fields = yaml.safe_load(front)
        assert (fields["title"], fields["language"], fields["revision"]) == (title, language, 1)
        assert [author["name"] for author in fields["authors"]] == ["Author"]
    folder = only(tmp_path / "a", f"convenings/*/proposals/*-{one.proposal.id}")
    assert (folder / "images" / one.picture).is_file()
    found = json.loads((folder / "threads.json").read_text("utf-8"))
    assert [thread["comments"][0]["body"] for thread in found] == ["Open where? 水", "Who pays?"]
    assert [[place["status"] for place in thread["placements"]] for thread in found] == [
        ["unchanged", "edited", "edited"],
        ["unchanged", "gone", "gone"],
    ]
    edition = only(tmp_path / "a", "convenings/*/collections/ground-water-*/editions/1")
    assert (edition / "files" / "water.epub").read_bytes() == b"a book"
    assert (edition / "images" / one.picture).is_file()
    assert json.loads((edition / "errata.json").read_text("utf-8"))[0]["body"] == "Read “fifty” twice."


def test_each_revision_is_a_commit_by_its_author(sqlite_archived: Archived, tmp_path: Path) -> None:
    one, folder = sqlite_archived, tmp_path / "a"
    export_archive(one.bench, folder, addresses=True)
    form = "%an|%ae|%at|%(trailers:key=Proposal,valueonly,separator=)|%(trailers:key=Revision,valueonly,separator=)"
    *log, last = git(folder, "log", "--reverse", f"--format={form}").splitlines()
    assert last.startswith("Blueprint workbench|")
    found = [line.split("|") for line in log]
    ours = [row for row in found if row[3] == one.proposal.id]
    assert [(row[0], row[1], row[4]) for row in ours] == [
        ("Author", "author@example.org", "1"),
        ("Author", "author@example.org", "2"),
        ("A former member", f"{one.scene['colleague']}@people.invalid", "3"),
    ]
    summaries = revisions.list_revisions(one.bench, one.scene["author"], one.proposal.id)
    assert [int(row[2]) for row in ours] == [int(summary.saved_at.timestamp()) for summary in reversed(summaries)]
    assert "Merged: 2" in git(folder, "log", "--grep=Revision: 3")
    assert [row[2] for row in found] == sorted(row[2] for row in found)


def test_a_revision_comes_after_its_parent_though_a_clock_was_set_back(sqlite_scene: Scene, tmp_path: Path) -> None:
    bench = sqlite_scene.workbench
    sqlite_scene.proposal(title="Another")
    proposal = sqlite_scene.proposal()
    early = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    revisions.save_revision(
        replace(bench, now=lambda: early), sqlite_scene["author"], proposal.id, base=1, title="Water", markdown="Water"
    )
    export_archive(bench, tmp_path / "a")
    form = "%(trailers:key=Revision,valueonly,separator=) %at"
    found = git(
        tmp_path / "a", "log", "--reverse", f"--format={form}", "--", "convenings/*/proposals/Water-*"
    ).splitlines()
    assert [line.partition(" ")[0] for line in found if line[0] != " "] == ["1", "2"]
    assert found[1] == f"2 {int(early.timestamp())}"


def test_what_is_new_is_added(sqlite_archived: Archived, tmp_path: Path) -> None:
    one, folder = sqlite_archived, tmp_path / "a"
    export_archive(one.bench, folder)
    assert export_archive(one.bench, folder).changed is False
    before = head(folder)[0]
    one.scene.save(one.odd[1], "நீர்", who="author")
    changed = export_archive(one.bench, folder)
    assert (changed.revisions, changed.changed) == (1, True)
    assert git(folder, "log", "--format=%an", f"{before}..").split("\n")[:2] == ["Blueprint workbench", "Author"]
    export_archive(one.bench, tmp_path / "fresh")
    assert head(folder)[1] == head(tmp_path / "fresh")[1]
    assert git(folder, "status", "--porcelain") == ""


def test_no_secret_is_in_it_and_addresses_when_they_are_wanted(sqlite_archived: Archived, tmp_path: Path) -> None:
    def words(folder: Path) -> bytes:
        return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)

    export_archive(sqlite_archived.bench, tmp_path / "without")
    export_archive(sqlite_archived.bench, tmp_path / "with", addresses=True)
    for folder in ("without", "with"):
        assert b"argon2" not in words(tmp_path / folder)
        assert b"Words that I take back" not in words(tmp_path / folder)
    assert b"example.org" not in words(tmp_path / "without")
    assert b"author@example.org" in words(tmp_path / "with")
    there = open_workbench(Settings(data=tmp_path / "there"))
    import_archive(there, tmp_path / "with")
    assert one_time_links.link_to_sign_in(there, "author@example.org")
    there.close()


def test_pictures_and_files_that_are_gone_are_named(sqlite_archived: Archived, tmp_path: Path) -> None:
    one = sqlite_archived
    one.bench.images.remove(one.picture)
    shutil.rmtree(one.bench.settings.exports)
    done = export_archive(one.bench, tmp_path / "a")
    assert len(done.problems) == 2
    there = open_workbench(Settings(data=tmp_path / "there"))
    import_archive(there, tmp_path / "a")
    export_archive(there, tmp_path / "b")
    assert head(tmp_path / "b") == head(tmp_path / "a")
    there.close()


def test_other_folders_are_left_alone(sqlite_scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = sqlite_scene.workbench
    sqlite_scene.proposal()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("mine")
    with pytest.raises(Invalid, match="Name an empty folder"):
        export_archive(bench, tmp_path / "other")
    git(tmp_path / "other", "init", "--quiet")
    with pytest.raises(Invalid, match="Name an empty folder"):
        export_archive(bench, tmp_path / "other")
    export_archive(bench, tmp_path / "a")
    with pytest.raises(Invalid, match="without --with-addresses"):
        export_archive(bench, tmp_path / "a", addresses=True)
    (tmp_path / "a" / "README.md").write_text("changed")
    with pytest.raises(Invalid, match="not committed"):
        export_archive(bench, tmp_path / "a")
    git(tmp_path / "a", "reset", "--quiet", "--hard")
    others = open_workbench(Settings(data=tmp_path / "others"))
    with pytest.raises(Invalid, match="another workbench"):
        export_archive(others, tmp_path / "a")
    others.close()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Invalid, match="Git was not found"):
        export_archive(bench, tmp_path / "b")


def names_in(value: object) -> set[str]:
    """The names of all fields in JSON; those of an event's details are its own."""
    if isinstance(value, dict):
        return set(value) | set().union(*(names_in(inner) for name, inner in value.items() if name != "data"))
    return set().union(*map(names_in, value)) if isinstance(value, list) else set()


def test_every_file_and_field_is_in_the_documentation(sqlite_archived: Archived, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "archive.md").read_text("utf-8")
    export_archive(sqlite_archived.bench, tmp_path / "a", addresses=True)
    found: set[str] = set()
    for path in (path for path in (tmp_path / "a").rglob("*") if path.is_file() and ".git" not in path.parts):
        if path.suffix in (".json", ".jsonl"):
            assert f"{path.name}" in page
            lines = path.read_text("utf-8").splitlines() if path.suffix == ".jsonl" else [path.read_text("utf-8")]
            found |= names_in([json.loads(line) for line in lines])
        elif path.name.startswith(("text", "revision-")):
            found |= names_in(yaml.safe_load(path.read_text("utf-8").split("---\n", 2)[1]))
    assert {name for name in found if f"`{name}`" not in page} == set()


# Archives that nobody exported


def written(pattern: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: only(folder, pattern).write_bytes(content) and None


def replaced(pattern: str, old: str, new: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        file = only(folder, pattern)
        text = file.read_bytes().decode()
        assert old in text
        file.write_bytes(text.replace(old, new, 1).encode())

    return damage


def linked(pattern: str, to: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        place = only(folder, pattern)
        shutil.rmtree(place) if place.is_dir() else place.unlink()
        place.symlink_to(to)

    return damage


def piped(folder: Path) -> None:
    (folder / "events.jsonl").unlink()
    os.mkfifo(folder / "events.jsonl")


def huge(folder: Path) -> None:
    with (folder / "people.json").open("r+b") as file:
        file.truncate(10_000_000_000)


WATER = "convenings/*/proposals/Water-for-all-*"
EDITION = "convenings/*/collections/*/editions/1"
DAMAGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "no archive": (lambda folder: (folder / "archive.json").unlink(), "archive.json"),
    "another version": (replaced("archive.json", '"version": 1', '"version": 2'), "archive.json"),
    "no JSON": (written("people.json", b"[{"), "people.json"),
    "deep JSON": (written("people.json", b"[" * 200_000), "people.json"),
    "another kind of JSON": (written("people.json", b'{"a": 1}'), "people.json"),
    "a lone surrogate": (replaced("people.json", '"Author"', '"\\ud800"'), "people.json"),
    "a NUL": (replaced("people.json", '"Author"', '"A\\u0000"'), "people.json"),
    "a name of two lines": (replaced("people.json", '"Author"', '"A\\nB"'), "people.json"),
    "an unknown field": (replaced("people.json", '"steward"', '"password_hash": "x", "steward"'), "people.json"),
    "a huge file": (huge, "people.json"),
    "a pipe": (piped, "events.jsonl"),
    "a long line": (written("events.jsonl", b"[" + b" " * 17_000_000), "events.jsonl"),
    "an event of nobody": (
        written(
            "events.jsonl",
            b'{"at": "2026-01-01T00:00:00Z", "actor_id": "nobody", "fact": "signed in", "data": {}}\n',
        ),
        "events.jsonl",
    ),
    "a time without a zone": (
        written("events.jsonl", b'{"at": "2026-01-01T00:00:00", "actor_id": null, "fact": "signed in"}\n'),
        "events.jsonl",
    ),
    "a link to a file": (linked(f"{WATER}/revision-0001.md", "/etc/passwd"), "revision-0001.md"),
    "a link to a folder": (linked(f"{WATER}/images", "/etc"), "images"),
    "a link to a convening": (linked("convenings", "/etc"), "convenings"),
    "a text that was changed": (replaced(f"{WATER}/revision-0002.md", "fifty", "five"), "revision-0002.md"),
    "a present text that was changed": (replaced(f"{WATER}/text.md", "fifty", "five"), "text.md"),
    "no front matter": (written(f"{WATER}/revision-0001.md", b"Water"), "revision-0001.md"),
    "references in YAML": (
        written(f"{WATER}/revision-0001.md", b"---\na: &a [1]\nb: [*a, *a]\n---\n"),
        "revision-0001.md",
    ),
    "objects in YAML": (
        written(f"{WATER}/revision-0001.md", b"---\na: !!python/object/apply:os.system [ls]\n---\n"),
        "revision-0001.md",
    ),
    "no UTF-8": (written(f"{WATER}/text.md", b"---\na: b\n---\n\xff"), "text.md"),
    "a revision that is missing": (
        lambda folder: only(folder, f"{WATER}/revision-0002.md").unlink(),
        "revision-0002.md",
    ),
    "a revision by nobody": (replaced(f"{WATER}/revision-0001.md", "saved_by: ", "saved_by: x"), "revision-0001.md"),
    "a paragraph outside": (replaced(f"{WATER}/paragraphs.jsonl", '"end": ', '"end": 99'), "paragraphs.jsonl"),
    "a thread outside": (replaced(f"{WATER}/threads.json", '"end": ', '"end": 99'), "threads.json"),
    "a thread on no revision": (replaced(f"{WATER}/threads.json", '"revision": 3', '"revision": 4'), "threads.json"),
    "a comment by nobody": (replaced(f"{WATER}/threads.json", '"author_id": "', '"author_id": "x'), "threads.json"),
    "a picture that was changed": (written(f"{WATER}/images/*", png(3, 3)), ".png"),
    "a picture that is missing": (lambda folder: only(folder, f"{WATER}/images/*").unlink(), ".png"),
    "a collection of others": (
        replaced("convenings/*/collections/*/collection.json", '"proposals": [\n  "', '"proposals": [\n  "x'),
        "collection.json",
    ),
    "a slug that leads out": (
        replaced("convenings/*/collections/*/collection.json", '"ground-water"', '"../../out"'),
        "collection.json",
    ),
    "a file that was changed": (written(f"{EDITION}/files/water.epub", b"a bOOk"), "water.epub"),
    "a file that leads out": (replaced(f"{EDITION}/edition.json", "water.epub", "../../../out.epub"), "edition.json"),
    "a path that leads out": (
        replaced(f"{EDITION}/edition.json", '"filename"', '"path": "../out.epub", "filename"'),
        "edition.json",
    ),
    "a file of another type": (
        replaced(f"{EDITION}/edition.json", "application/epub+zip", "text/html"),
        "edition.json",
    ),
    "a permalink that runs": (
        replaced(f"{EDITION}/edition.json", '"permalink": "http', '"permalink": "js'),
        "edition.json",
    ),
    "a frozen text that was changed": (replaced(f"{EDITION}/chapter-001.md", "fifty", "five"), "chapter-001.md"),
    "a proposal twice": (
        lambda folder: shutil.copytree(only(folder, WATER), only(folder, WATER).with_name("b")),
        "ids",
    ),
    "a note on no chapter": (replaced(f"{EDITION}/errata.json", '"chapter": 1', '"chapter": 2'), "errata.json"),
}


def refusal(workbench: Workbench, folder: Path) -> str:
    """Why an archive is not imported."""
    try:
        import_archive(workbench, folder)
    except Invalid as error:
        return str(error)
    return "it was imported"


def test_a_damaged_or_hostile_archive_is_refused_with_the_files_name_and_nothing_is_imported(
    sqlite_archived: Archived, tmp_path: Path
) -> None:
    export_archive(sqlite_archived.bench, tmp_path / "whole")
    shutil.rmtree(tmp_path / "whole" / ".git")
    there = open_workbench(Settings(data=tmp_path / "there"))
    for name, (damage, file) in DAMAGE.items():
        shutil.copytree(tmp_path / "whole", tmp_path / "damaged")
        damage(tmp_path / "damaged")
        said = refusal(there, tmp_path / "damaged")
        assert file in said, name
        assert "Nothing was imported" in said, name
        assert copying.is_empty(there.database), name
        assert not there.images.has(sqlite_archived.picture), name
        assert not list(there.settings.exports.rglob("*.epub")), name
        shutil.rmtree(tmp_path / "damaged")
    import_archive(there, tmp_path / "whole")
    require_same(sqlite_archived, there)
    there.close()
