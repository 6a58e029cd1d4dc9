"""The command line, run as people run it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from blueprint.services.admin.acting_person import import_target
from blueprint.services.context import open_workbench
from blueprint.services.drafting import proposals, revisions
from blueprint.settings import Settings
from tests.factories import make_scene
from tests.images import png
from tests.publishing.importing import word
from tests.services import editions as published_editions
from tests.web.serving import ROOT, own_environment

SAMPLE = ROOT / "policies" / "sample"


def run(data: Path, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """`blueprint …` in a process of its own."""
    command = [sys.executable, "-m", "blueprint", *arguments]
    return subprocess.run(
        command, env=own_environment(data, 8599, **settings), capture_output=True, text=True, cwd=ROOT
    )


@pytest.mark.parametrize(
    ("ending", "start"),
    [("pdf", b"%PDF-"), ("epub", b"PK"), ("docx", b"PK"), ("odt", b"PK"), ("html", b"<!DOCTYPE html>")],
)
def test_export(tmp_path: Path, ending: str, start: bytes) -> None:
    out = tmp_path / f"out.{ending}"
    files = [str(SAMPLE / "public-power" / "5.md"), str(SAMPLE / "medicines-pool" / "4.md")]
    done = run(tmp_path, "export", *files, "-o", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A secret: ![x](/etc/passwd)\n", "bad.md, line 1"),
        ("One.\n\nTwo: ![x](../outside.png)\n", "bad.md, line 3"),
        ("[click](javascript:alert(1))\n", "bad.md, line 1"),
    ],
)
def test_a_refused_export_says_where_and_leaves_no_file(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "bad.md").write_text(text, encoding="utf-8")
    done = run(tmp_path, "export", str(tmp_path / "bad.md"), "-o", str(tmp_path / "out.pdf"))
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir() if "out" in path.name] == []


def test_importing_a_file_and_a_history(tmp_path: Path) -> None:
    file = str(SAMPLE / "water-commons" / "4.md")
    assert "proposal" in run(tmp_path, "import", file, "--language", "ar").stdout
    done = run(tmp_path, "import-history", str(SAMPLE / "four-day-week"), "--title", "Four days")
    assert done.stdout.endswith("3 revisions\n")
    bench = open_workbench(Settings(data=tmp_path))
    actor_id, home = import_target(bench, "", "")
    found = {proposal.title: proposal for proposal in proposals.list_proposals(bench, actor_id, home)}
    assert found["Four days"].head == 3
    newest = revisions.read_revision(bench, actor_id, found["Four days"].id)
    assert newest.markdown == (SAMPLE / "four-day-week" / "3.md").read_text(encoding="utf-8")
    bench.close()


def test_convert_writes_text_pictures_and_report_and_says_what_it_did(tmp_path: Path) -> None:
    blip = '<w:r><w:drawing><a:blip r:embed="p"/></w:drawing></w:r>'
    hidden = word.run("unseen", "<w:vanish/>")
    body = word.paragraph("River law", style="Title") + word.paragraph("Weir", blip + hidden)
    links, parts = {"p": ("image", "media/a.png")}, {"word/media/a.png": png()}
    (tmp_path / "law.docx").write_bytes(word.docx(body, links=links, parts=parts))
    out, report = tmp_path / "law.md", tmp_path / "law.json"
    done = run(tmp_path, "convert", str(tmp_path / "law.docx"), "-o", str(out), "--report", str(report))
    (picture,) = (tmp_path / "images").iterdir()
    assert out.read_text(encoding="utf-8") == f"# River law\n\nWeir![](images/{picture.name})\n"
    assert json.loads(report.read_text(encoding="utf-8")) == {
        "kept": {"paragraphs": 1, "headings": 1, "pictures": 1, "words": 3},
        "changed": [],
        "left_out": [
            {
                "what": "hidden text",
                "count": 1,
                "said": "Text that is hidden is not seen in Word either.",
                "where": ["paragraph 1: unseen"],
            }
        ],
    }
    assert (
        "Left out: Hidden text (1): Text that is hidden is not seen in Word either. [paragraph 1: unseen]"
        in done.stderr
    )
    assert done.returncode == 0


def test_a_file_that_cannot_be_converted_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "old.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    done = run(tmp_path, "convert", str(tmp_path / "old.docx"), "-o", str(tmp_path / "old.md"))
    assert "older format, or has a password" in done.stderr
    assert "Traceback" not in done.stderr
    assert (done.returncode, (tmp_path / "old.md").exists()) == (1, False)


def test_a_person_a_link_and_a_backup(tmp_path: Path) -> None:
    added = run(tmp_path, "person", "add", "nia@example.org", "Nia", "--steward")
    assert "/enter/" in added.stdout
    again = run(tmp_path, "person", "add", "nia@example.org", "Nia")
    assert (again.returncode, "already" in again.stderr) == (1, True)
    assert "/enter/" in run(tmp_path, "person", "link", "nia@example.org").stdout
    assert run(tmp_path, "backup", str(tmp_path / "backup.tar.gz")).returncode == 0
    assert "exists already" in run(tmp_path, "backup", str(tmp_path / "backup.tar.gz")).stderr
    assert "holds 0 editions" in run(tmp_path, "rebuild-search").stdout


def test_an_archive_goes_out_and_comes_back(tmp_path: Path) -> None:
    bench = open_workbench(Settings(data=tmp_path / "here"))
    scene = make_scene(bench)
    scene.save(scene.proposal(), "Water for everybody.")
    bench.close()
    done = run(tmp_path / "here", "export-archive", str(tmp_path / "archive"))
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{tmp_path / 'archive'}: 2 revisions added\n", "")
    again = run(tmp_path / "here", "export-archive", str(tmp_path / "archive"), "--with-addresses")
    assert (again.returncode, "without --with-addresses" in again.stderr) == (1, True)
    back = run(tmp_path / "there", "import-archive", str(tmp_path / "archive"))
    assert "1 proposals, 2 revisions" in back.stdout
    twice = run(tmp_path / "there", "import-archive", str(tmp_path / "archive"))
    assert (twice.returncode, "people.json" in twice.stderr, "Traceback" in twice.stderr) == (1, True, False)


def test_publishing_puts_files_where_people_find_them_and_a_backup_makes_or_names_those_that_are_gone(
    tmp_path: Path, migrated_file: Path
) -> None:
    shutil.copy(migrated_file, tmp_path / "blueprint.db")
    bench = open_workbench(Settings(data=tmp_path))
    scene = make_scene(bench)
    published_editions.collected(scene, published_editions.adopted(scene, scene.proposal()))
    bench.close()
    email = scene.people["convenor"].email
    printed = run(tmp_path, "publish", "ground-water", "--as", email).stdout
    file = tmp_path / "exports" / "ground-water" / "1" / "ground-water-1.pdf"
    assert file.read_bytes().startswith(b"%PDF-")
    assert str(file) in printed
    assert run(tmp_path, "backup", str(tmp_path / "whole.tar.gz")).returncode == 0
    file.unlink()
    assert run(tmp_path, "backup", str(tmp_path / "again.tar.gz")).returncode == 0
    assert file.read_bytes().startswith(b"%PDF-")
    picture = tmp_path / "images" / "00" / f"{'0' * 64}.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"damaged")
    with sqlite3.connect(tmp_path / "blueprint.db") as database:
        chosen = "SELECT id, ?, (SELECT id FROM person), '2026-01-01' FROM proposal LIMIT 1"
        database.execute(f"INSERT INTO image (proposal_id, name, added_by, added_at) {chosen}", [picture.name])
    done = run(tmp_path, "backup", str(tmp_path / "broken.tar.gz"))
    assert done.returncode == 1
    assert f"damaged: images/{picture.name}" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "broken.tar.gz").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "no-such-file.md"), "cannot be read"),
        (("import-history", "no-such-folder"), "is not a folder"),
        (("import-history", "links"), "2.md is a link"),
        (("import-history", "pipes"), "2.md is a link, or no ordinary file"),
        (("export", "no-such-file.md", "-o", "out.pdf"), "cannot be read"),
        (("export", str(SAMPLE / "public-power" / "5.md"), "-o", "out.exe"), "no kind of file"),
        (("person", "add", "no address", "Nia"), "not an email address"),
    ],
)
def test_mistakes_get_a_sentence(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    for folder in ("links", "pipes"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.md").write_text("A text.", encoding="utf-8")
    (tmp_path / "links" / "2.md").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipes" / "2.md")
    arguments = tuple(str(tmp_path / each) if each in ("links", "pipes") else each for each in arguments)
    done = run(tmp_path, *arguments)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("templates/templates.toml", "[[template]]\nkey = 'plan'\n", "templates.toml needs a `[[template]]` with"),
        ("principles/nb.toml", "aspire = ", "nb.toml is not TOML"),
        ("principles/de.toml", "aspire = 'Wir'\n", "de.toml needs `aspire`, `reviewed`, and"),
    ],
)
def test_a_policy_file_that_is_wrong_is_named_at_the_start(tmp_path: Path, name: str, content: str, said: str) -> None:
    file = tmp_path / "own" / name
    file.parent.mkdir(parents=True)
    file.write_text(content, encoding="utf-8")
    done = run(tmp_path, "serve", BLUEPRINT_POLICIES=str(tmp_path / "own"))
    assert done.returncode == 1
    assert f"{file.parent}/{said}" in done.stderr
    assert "Traceback" not in done.stderr


OLD, NEW = str(SAMPLE / "public-power" / "1.md"), str(SAMPLE / "public-power" / "2.md")


def test_comparing_two_files(tmp_path: Path) -> None:
    found = json.loads(run(tmp_path, "compare", OLD, NEW, "--format", "json").stdout)
    for side, file in (("old", OLD), ("new", NEW)):
        source = Path(file).read_text(encoding="utf-8")
        assert all(source[p["start"] : p["end"]] == p["text"] for p in found[side])
        told = sorted(index for change in found["changes"] for index in change[side])
        assert told == list(range(len(found[side])))
    assert "<ins>" in run(tmp_path, "compare", OLD, NEW, "--format", "html").stdout
    assert "{++" in run(tmp_path, "compare", OLD, NEW, "--format", "criticmarkup").stdout
    assert "unchanged" in run(tmp_path, "compare", OLD, NEW).stdout


def test_carrying_words_through_files(tmp_path: Path) -> None:
    anchors = tmp_path / "anchors.json"
    anchors.write_text(
        '[{"exact": "electricity"}, {"start": 0, "end": 9}, {"exact": "no such words"}]', encoding="utf-8"
    )
    carried = json.loads(run(tmp_path, "carry", OLD, NEW, "--anchors", str(anchors)).stdout)
    source = Path(NEW).read_text(encoding="utf-8")
    assert all(source[p["start"] : p["end"]] == p["exact"] for p in carried if p["start"] is not None)
    assert (carried[2]["status"], carried[2]["start"]) == ("gone", None)
    anchors.write_text('[{"begin": 0}]', encoding="utf-8")
    assert "Anchor 1 needs" in run(tmp_path, "carry", OLD, NEW, "--anchors", str(anchors)).stderr


def test_merging_files(tmp_path: Path) -> None:
    texts = {"base": "One.\n\nTwo is here.\n", "ours": "One!\n\nTwo is here.\n", "theirs": "One.\n\nTwo is there.\n"}
    files = []
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        files.append(str(tmp_path / name))
    merged = run(tmp_path, "merge", *files)
    assert (merged.returncode, merged.stdout) == (0, "One!\n\nTwo is there.\n")
    (tmp_path / "theirs").write_text("One.\n\nTwo is gone.\n", encoding="utf-8")
    (tmp_path / "ours").write_text("One.\n\nTwo is back.\n", encoding="utf-8")
    torn = run(tmp_path, "merge", *files)
    assert torn.returncode == 1
    assert "<<<<<<< ours" in torn.stdout
    assert "Both changed" in torn.stderr
