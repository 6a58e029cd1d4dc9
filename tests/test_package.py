"""The package as others install it: everything that runs is inside the wheel, and it runs in an empty folder."""

import os
import shutil
import subprocess
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from blueprint.services.drafting.proposals import TEMPLATES
from tests.ports import free_port
from tests.web.serving import ROOT, own_environment, wait_for

UV = os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".tools" / "bin" / "uv")
"""`uv run` says where it is itself; without it, the one on the path or the one that `make setup` installed."""


pytestmark = [pytest.mark.xdist_group("package"), pytest.mark.slow]


def _build(out: Path, *options: str) -> Path:
    """The wheel that `uv build` makes."""
    command = [UV, "build", "--quiet", *options, "--out-dir", str(out)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return next(out.glob("*.whl"))


def _names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    return _build(tmp_path_factory.mktemp("wheel"), "--wheel")


def test_the_wheel_holds_every_file_that_the_program_reads(wheel: Path) -> None:
    packed = _names(wheel)
    policies = {f"blueprint/policies/{path.relative_to(ROOT / 'policies')}" for path in _files(ROOT / "policies")}
    sources = {str(path.relative_to(ROOT)) for path in _files(ROOT / "blueprint") if _is_needed(path)}
    assert f"blueprint/policies/{TEMPLATES}" in policies
    assert sources >= {"blueprint/streamlit.toml", "blueprint/ui/components/editor/dist/editor.js"}
    assert (policies | sources) - packed == set()
    assert not any("node_modules" in name or name.endswith(".pyc") for name in packed)


def test_a_wheel_from_the_sdist_is_the_same(wheel: Path, tmp_path: Path) -> None:
    assert _names(_build(tmp_path)) == _names(wheel)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _is_needed(path: Path) -> bool:
    """Whether the program reads the file when it runs, rather than a bundler or a type checker before."""
    editor = ROOT / "blueprint" / "ui" / "components" / "editor"
    built = (editor / "node_modules", editor / "src", editor / "build.mjs")
    return not path.name.endswith((".pyc", ".d.ts")) and not any(path.is_relative_to(source) for source in built)


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `blueprint` command of an environment that holds the wheel and its dependencies, at our versions, alone."""
    folder = tmp_path_factory.mktemp("environment")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (folder / "constraints.txt").write_text("\n".join(project["tool"]["uv"]["constraint-dependencies"]), "utf-8")
    python = folder / "venv" / "bin" / "python"
    pinned = ["-c", str(folder / "constraints.txt"), str(wheel)]
    for command in (
        ["venv", "--quiet", str(folder / "venv")],
        ["pip", "install", "--quiet", "--python", str(python), *pinned],
    ):
        done = subprocess.run([UV, *command], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return python.with_name("blueprint")


@contextmanager
def _started(program: Path, command: str, folder: Path) -> Iterator[tuple[httpx.Client, Path]]:
    """The command in an empty folder, with nothing set but the port; a browser on it, and what it printed."""
    port, printed = free_port(), folder.with_name(f"{folder.name}.log")
    folder.mkdir()
    environment = {**own_environment(folder, port), "PATH": "/usr/bin:/bin"}
    del environment["BLUEPRINT_DATA"]
    with printed.open("wb") as log:
        process = subprocess.Popen([program, command], cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        wait_for(url := f"http://127.0.0.1:{port}", process, log=printed)
        with httpx.Client(base_url=url, headers={"accept": "text/html"}, timeout=60) as client:
            yield client, printed
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_the_installed_demonstration_runs_in_an_empty_folder(program: Path, tmp_path: Path) -> None:
    with _started(program, "demo", tmp_path / "empty") as (client, printed):
        links = [line.split()[-1] for line in printed.read_text(encoding="utf-8").splitlines() if "/enter/" in line]
        assert len(links) == 4
        assert "Ground, Water, Light" in client.get("/library").text
        assert "Democratic" in client.get("/library/principles").text
        assert client.get("/sign-in").status_code == 200
        assert client.get(_editor(program, tmp_path)).status_code == 200
    assert {path.name for path in (tmp_path / "empty").iterdir()} == {"demo"}


def _editor(program: Path, elsewhere: Path) -> str:
    """The address of the editor's bundle, as the installed program gives it to browsers."""
    script = "from blueprint.ui.components import editor; print(editor.bundle_address())"
    done = subprocess.run([program.with_name("python"), "-c", script], cwd=elsewhere, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_installed_workbench_starts_empty(program: Path, tmp_path: Path) -> None:
    with _started(program, "serve", tmp_path / "empty") as (client, printed):
        assert "Create the first one at" in printed.read_text(encoding="utf-8")
        assert "no accounts here yet" in client.get("/", follow_redirects=True).text
        assert "Nothing has been published yet" in client.get("/library").text


@pytest.mark.parametrize(("ending", "start"), [("pdf", b"%PDF-"), ("epub", b"PK")])
def test_the_installed_program_exports(program: Path, tmp_path: Path, ending: str, start: bytes) -> None:
    (tmp_path / "water.md").write_text("# Water\n\nIt belongs to everyone. ماء\n", encoding="utf-8")
    command = [program, "export", "water.md", "-o", f"water.{ending}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / f"water.{ending}").read_bytes().startswith(start)
