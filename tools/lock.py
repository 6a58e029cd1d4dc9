"""`make lock`: choose new versions of every dependency and write them into pyproject.toml (docs/decisions/0002)."""

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
PINS = re.compile(r"(?<=constraint-dependencies = \[\n).*?(?=^\])", re.DOTALL | re.MULTILINE)


def main(uv: str) -> None:
    """Resolve without the present pins, in a folder apart, and put the outcome in their place."""
    written = PROJECT.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        apart = Path(folder)
        (apart / "pyproject.toml").write_text(PINS.sub("", written), encoding="utf-8")
        (apart / "README.md").touch()
        subprocess.run([uv, "lock", "--quiet"], cwd=apart, check=True)
        found = versions((apart / "uv.lock").read_text(encoding="utf-8"))
    PROJECT.write_text(PINS.sub("".join(f'  "{pin}",\n' for pin in found), written), encoding="utf-8")
    print(f"{len(found)} versions written; now: make test")


def versions(lock: str) -> list[str]:
    """`name==version` of each package from an index, with a marker where different Pythons need different versions."""
    packages = [package for package in tomllib.loads(lock)["package"] if "registry" in package["source"]]
    packages.sort(key=lambda package: (package["name"], package["version"]))
    return [f"{package['name']}=={package['version']}{_marker(package)}" for package in packages]


def _marker(package: dict[str, Any]) -> str:
    markers = package.get("resolution-markers", [])
    return f" ; {' or '.join(markers)}" if markers else ""


if __name__ == "__main__":
    main(shutil.which("uv") or sys.argv[1])
