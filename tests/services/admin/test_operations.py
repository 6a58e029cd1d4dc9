"""What the operator does: samples, imports, backups."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from blueprint.domain.errors import Invalid
from blueprint.domain.limits import LARGEST_TEXT_UPLOAD
from blueprint.domain.proposals import Decision
from blueprint.services.accounts import browser_sessions, registration, sign_in
from blueprint.services.admin import backup, demo
from blueprint.services.admin.sample import load_sample
from blueprint.services.context import Workbench, open_workbench
from blueprint.services.convenings import convenings
from blueprint.services.drafting import images, imports, proposals, revisions
from blueprint.services.library import catalogue
from blueprint.services.review import decisions, threads
from blueprint.settings import Settings
from tests.factories import Scene
from tests.images import png
from tests.publishing.importing import word


def test_the_sample_has_every_placement_status(sqlite_bench: Workbench) -> None:
    bench = sqlite_bench
    sample = load_sample(bench)
    me = sample.people["ines"]
    seen = set()
    for proposal_id in sample.proposals.values():
        proposal, _ = proposals.read_proposal(bench, me, proposal_id)
        head = revisions.read_revision(bench, me, proposal_id)
        for thread in threads.list_threads(bench, me, proposal_id, proposal.head):
            place = thread.placement
            seen.add(place.status.value)
            assert place.start is None or head.markdown[place.start : place.end] == place.exact
    assert seen == {"unchanged", "edited", "moved", "split", "gone"}
    people = [row for row in bench.policies.table("sample/convening.toml")["person"] if row.get("sample")]
    assert sample.sign_in_emails == {row["role"]: row["email"] for row in people}


def test_the_demonstration_keeps_what_was_written(sqlite_bench: Workbench) -> None:
    first = demo.open_demonstration(sqlite_bench, report=lambda _: None)
    assert [link.role for link in first] == ["convenor", "editor", "author", "reviewer"]
    person = browser_sessions.signed_in_person(
        sqlite_bench, sign_in.sign_in_by_link(sqlite_bench, first[0].link.rpartition("/")[2], "")
    )
    assert person is not None
    convenings.create_convening(sqlite_bench, person.id, title="My own", purpose="")
    second = demo.open_demonstration(sqlite_bench, report=lambda _: None)
    assert {link.link for link in first}.isdisjoint({link.link for link in second})
    assert "My own" in [convening.title for convening, _ in convenings.list_convenings(sqlite_bench, person.id)]


def test_a_sample_that_people_have_worked_on_is_not_published(sqlite_bench: Workbench) -> None:
    sample, said = load_sample(sqlite_bench), []
    decisions.decide(sqlite_bench, sample.people["ines"], sample.proposals["water-commons"], Decision.REOPEN)
    demo.publish_sample(sqlite_bench, said.append)
    assert said[0].startswith("Publishing “Ground, Water, Light")
    assert said[1].startswith("Not adopted yet: ")
    assert catalogue.list_collections(sqlite_bench) == ()


def test_an_empty_database_offers_the_first_account(sqlite_bench: Workbench) -> None:
    link = demo.first_account_link(sqlite_bench)
    assert link is not None
    registration.create_first_account(
        sqlite_bench, link.rpartition("/")[2], "a@example.org", "A", "a few words together", ""
    )
    assert demo.first_account_link(sqlite_bench) is None


def test_a_history_becomes_revisions(scene: Scene) -> None:
    files = (("0001.md", b"# A\n\nOne.\n"), ("0002.md", b"# A\n\nOne.\n"), ("0003.md", b"# A\n\nOne, two.\n"))
    states = tuple(imports.read_file(name, content) for name, content in files)
    proposal, saved = imports.import_history(
        scene.workbench, scene["author"], scene.convening.id, title="A", language="en", states=states
    )
    assert (proposal.head, [revision.message for revision in saved]) == (2, ["0003.md"])


@pytest.mark.parametrize(
    ("filename", "content", "said"),
    [
        ("broken.docx", b"PK\x03\x04 this is no Word file", "Word"),
        ("picture.png", b"\x89PNG", r"Choose a Word \(\.docx\), OpenDocument"),
        ("binary.md", b"\x00\x01\x02\x00", "not a text file"),
        ("long.md", b"x" * 4_700_000, "has 4,700,000 characters; there is room for 2,000,000"),
        ("longer.md", b"x" * 5_200_000, "has 5,200,000 characters; there is room for 2,000,000"),
        ("heavy.docx", b"x" * (LARGEST_TEXT_UPLOAD + 1), "has 20 MB; the largest we take has 20 MB"),
    ],
)
def test_files_that_cannot_be_read(scene: Scene, filename: str, content: bytes, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        imports.read_file(filename, content)
    assert proposals.list_proposals(scene.workbench, scene["author"], scene.convening.id) == ()


def test_an_imported_text_takes_its_first_heading_as_title(scene: Scene) -> None:
    made = imports.import_text(
        scene.workbench,
        scene["author"],
        scene.convening.id,
        imports.read_file("x.md", "# ماء *للجميع*\n\nنص.\n".encode()),
        language="ar",
    )
    assert (made.title, made.language) == ("ماء للجميع", "ar")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (None, "Nobody owns the rain.\n"),
        ("Agua", "Nobody owns the rain.\n"),
        ("Otro", "# Agua\n\nNobody owns the rain.\n"),
    ],
)
def test_an_imported_text_does_not_repeat_its_title(scene: Scene, title: str | None, text: str) -> None:
    read = imports.read_file("x.md", b"# Agua\n\nNobody owns the rain.\n")
    made = imports.import_text(scene.workbench, scene["author"], scene.convening.id, read, language="es", title=title)
    assert made.title == (title or "Agua")
    assert revisions.read_revision(scene.workbench, scene["author"], made.id).markdown == text


@pytest.mark.parametrize("text", ["# Agua[^1]\n\nSí.\n\n[^1]: No.\n", "## Agua\n\nSí.\n", "Sí.\n\n# Agua\n"])
def test_a_heading_that_says_more_than_the_title_stays(text: str) -> None:
    assert imports.without_title(text, "Agua") == text


def test_a_title_below_front_matter_is_not_repeated() -> None:
    assert imports.without_title("---\nlang: es\n---\n\n# *Agua*\n\nSí.\n", "Agua") == "---\nlang: es\n---\n\nSí.\n"


def test_the_pictures_of_a_word_file_are_stored_with_its_text(scene: Scene) -> None:
    blip = '<w:r><w:drawing><a:blip r:embed="p"/></w:drawing></w:r>'
    file = word.docx(
        word.paragraph("Weir", blip), links={"p": ("image", "media/a.png")}, parts={"word/media/a.png": png()}
    )
    bench, author = scene.workbench, scene["author"]
    made = imports.import_text(bench, author, scene.convening.id, imports.read_file("weir.docx", file), language="en")
    newest = revisions.read_revision(bench, author, made.id)
    text = newest.markdown
    assert made.head == newest.number
    assert [f"Weir![]({name})\n" for name in images.images_in(bench, text)] == [text]
    history, _ = imports.import_history(
        bench, author, scene.convening.id, title="Weir", language="en", states=(imports.read_file("weir.docx", file),)
    )
    assert images.images_in(bench, revisions.read_revision(bench, author, history.id).markdown)


def test_a_backup_holds_it_all(tmp_path: Path) -> None:
    bench = open_workbench(Settings(data=tmp_path / "whole"))
    sample = load_sample(bench)
    archive = tmp_path / "backup.tar.gz"
    assert backup.back_up(bench, archive) == backup.Backup(size=archive.stat().st_size, problems=())
    shutil.unpack_archive(archive, tmp_path / "restored")
    with sqlite3.connect(tmp_path / "restored" / "blueprint.db") as copy:
        assert copy.execute("SELECT count(*) FROM proposal").fetchone() == (len(sample.proposals),)
    assert list((tmp_path / "restored" / "images").rglob("*.png"))
    with pytest.raises(Invalid, match="exists already"):
        backup.back_up(bench, archive)
    bench.close()
