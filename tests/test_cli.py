"""The command line, run as people run it."""

import subprocess
import sys
from pathlib import Path

import pytest

from blueprint.services import proposals, revisions
from blueprint.services.operating import importer
from blueprint.services.workbench import open_workbench
from blueprint.settings import Settings
from tests.web.serving import ROOT, own_environment

SAMPLE = ROOT / "policies" / "sample"


def run(data: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """`blueprint …` in a process of its own."""
    command = [sys.executable, "-m", "blueprint", *arguments]
    return subprocess.run(command, env=own_environment(data, 8599), capture_output=True, text=True, cwd=ROOT)


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
    actor, home = importer(bench, "", "")
    found = {proposal.title: proposal for proposal in proposals.list_proposals(bench, actor, home)}
    assert found["Four days"].head == 3
    newest = revisions.read_revision(bench, actor, found["Four days"].id)
    assert newest.markdown == (SAMPLE / "four-day-week" / "3.md").read_text(encoding="utf-8")
    bench.close()


def test_a_person_a_link_and_a_backup(tmp_path: Path) -> None:
    added = run(tmp_path, "person", "add", "nia@example.org", "Nia", "--steward")
    assert "/enter/" in added.stdout
    again = run(tmp_path, "person", "add", "nia@example.org", "Nia")
    assert (again.returncode, "already" in again.stderr) == (1, True)
    assert "/enter/" in run(tmp_path, "person", "link", "nia@example.org").stdout
    assert run(tmp_path, "backup", str(tmp_path / "backup.tar.gz")).returncode == 0
    assert "exists already" in run(tmp_path, "backup", str(tmp_path / "backup.tar.gz")).stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "no-such-file.md"), "cannot be read"),
        (("import-history", "no-such-folder"), "no folder"),
        (("export", "no-such-file.md", "-o", "out.pdf"), "cannot be read"),
        (("export", str(SAMPLE / "public-power" / "5.md"), "-o", "out.exe"), "no kind of file"),
        (("person", "add", "no address", "Nia"), "not an email address"),
    ],
)
def test_mistakes_get_a_sentence(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
