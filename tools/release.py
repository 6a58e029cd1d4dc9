"""`make release` (`python -m tools.release UV`): builds wheel and source distribution into dist/ and checks both.

Checked is what people get: each is installed into an empty environment and run from an empty folder, with nothing of this
checkout within reach. The change log must have notes for the version.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
TEXT = "# Water\n\nIt belongs to everyone.[^1]\n\n[^1]: So said the assembly.\n"
STARTS_WITHIN = 180
"""Seconds; a busy machine takes its time to import Streamlit."""
HEADING = re.compile(r"^## (?P<version>\S+)(?: \((?P<date>\d{4}-\d{2}-\d{2})\))?$", re.MULTILINE)


def main(uv: str) -> None:
    """Build and check; prints what was made. Raises SystemExit with a sentence when something is missing or fails."""
    version = project_version()
    notes = release_notes(version)
    shutil.rmtree(DIST, ignore_errors=True)
    _run(uv, "build", "--quiet", "--out-dir", str(DIST), str(ROOT))
    made = sorted([*DIST.glob("*.whl"), *DIST.glob("*.tar.gz")])
    if [path.suffix for path in made] != [".whl", ".gz"]:
        sys.exit(f"Expected a wheel and a source distribution in {DIST}, found {[path.name for path in made]}.")
    for path in made:
        check(uv, path, version)
        print(f"{path.name}: {path.stat().st_size:,} bytes, installed and tried")
    print(f"\nNotes for {version}:\n\n{notes}")


def project_version() -> str:
    """The version in pyproject.toml."""
    version: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return version


def release_notes(version: str) -> str:
    """What the change log says of a version; raises SystemExit when it has nothing on it or no date."""
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = list(HEADING.finditer(log))
    at = next((n for n, heading in enumerate(found) if heading["version"] == version), None)
    if at is None or not found[at]["date"]:
        sys.exit(f"CHANGELOG.md has no dated notes for {version}. Write “## {version} (YYYY-MM-DD)” above them.")
    end = found[at + 1].start() if at + 1 < len(found) else len(log)
    return log[found[at].end() : end].strip()


def check(uv: str, package: Path, version: str) -> None:
    """Install a package into an empty environment, with the pinned versions, and run it from an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        empty, environment = Path(folder, "empty"), Path(folder, "environment")
        empty.mkdir()
        pins = Path(folder, "pins.txt")
        pins.write_text("\n".join(_pins()), encoding="utf-8")
        _run(uv, "venv", "--quiet", "--python", sys.executable, str(environment))
        python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        _run(uv, "pip", "install", "--quiet", "--python", str(python), "--constraints", str(pins), str(package))
        blueprint = str(python.with_name("blueprint"))
        told = _run(blueprint, "--version", cwd=empty)
        if told.strip() != f"blueprint {version}":
            sys.exit(f"{package.name}: `blueprint --version` says {told!r}, not blueprint {version}.")
        (empty / "text.md").write_text(TEXT, encoding="utf-8")
        for ending in ("pdf", "epub", "docx", "html"):
            _run(blueprint, "export", "text.md", "-o", f"out.{ending}", cwd=empty)
        serve(blueprint, empty)


def serve(blueprint: str, folder: Path) -> None:
    """Start the workbench with its sample, until it answers; raises SystemExit when it does not."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environment = {**_environment(), "PORT": str(port), "BLUEPRINT_DATA": str(folder / "data")}
    log = folder / "log.txt"
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen([blueprint, "demo"], cwd=folder, env=environment, stdout=said, stderr=said)
    try:
        if not _answers(f"http://127.0.0.1:{port}/healthz", process):
            sys.exit(f"`blueprint demo` does not answer:\n{log.read_text(encoding='utf-8')[-3000:]}")
    finally:
        process.terminate()
        process.wait(timeout=60)


def _answers(url: str, process: "subprocess.Popen[bytes]") -> bool:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            return httpx.get(url).status_code == 200
        except httpx.TransportError:
            time.sleep(0.5)
    return False


def _pins() -> list[str]:
    found: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["uv"][
        "constraint-dependencies"
    ]
    return found


def _environment() -> dict[str, str]:
    """Our own, without what would lead into this checkout or set something."""
    led = ("BLUEPRINT_", "STREAMLIT_", "PYTHON", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name != "PORT" and not name.startswith(led)}


def _run(*command: str, cwd: Path = ROOT) -> str:
    """What a program prints; raises SystemExit with its own words when it fails."""
    done = subprocess.run(command, cwd=cwd, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{(done.stderr or done.stdout)[-3000:]}")
    return done.stdout


if __name__ == "__main__":
    main(shutil.which("uv") or sys.argv[1])
