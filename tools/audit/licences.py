"""Licences of what we distribute or need to run: each must go with AGPL-3.0-or-later."""

import json
from collections.abc import Iterator
from email.message import Message
from importlib.metadata import distribution
from pathlib import Path
from typing import cast

from license_expression import AND, OR, ExpressionError, LicenseExpression, get_spdx_licensing
from packaging.requirements import Requirement

PROJECT = "blueprint-workbench"
LOCK = Path("blueprint", "ui", "components", "editor", "package-lock.json")

COMPATIBLE = frozenset(
    {
        "0BSD", "AGPL-3.0-or-later", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "GPL-2.0-or-later",
        "GPL-3.0-or-later", "ISC", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MIT-0", "MIT-CMU",
        "MPL-2.0", "OFL-1.1", "PSF-2.0", "Python-2.0", "Unlicense", "Zlib",
    }
)  # fmt: skip
"""SPDX identifiers (gnu.org/licenses/license-list.html); fonts under the OFL are files beside the program."""

CALLED = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "LGPL v3": "LGPL-3.0-only",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}
"""What older packages call their licence in their metadata, by SPDX identifier."""

_SPDX = get_spdx_licensing()


def problems() -> list[str]:
    """Each package, of Python or npm, whose licence does not go with ours or is not stated; needs no network."""
    found = [*_python(), *_npm()]
    return [f"{name}: {said or 'no licence stated'}" for name, said in found if not compatible(said)]


def compatible(said: str) -> bool:
    """Whether an SPDX expression allows use under AGPL-3.0-or-later."""
    try:
        return bool(said) and _holds(_SPDX.parse(CALLED.get(said, said), validate=True))
    except ExpressionError:
        return False


def _holds(expression: LicenseExpression) -> bool:
    if isinstance(expression, AND):
        return all(map(_holds, expression.args))
    if isinstance(expression, OR):
        return any(map(_holds, expression.args))
    return str(expression) in COMPATIBLE


def _python() -> Iterator[tuple[str, str]]:
    """Every package that the project needs to run, directly or not, and its licence."""
    open_names, seen = [PROJECT], set[str]()
    while open_names:
        name = open_names.pop()
        if name in seen:
            continue
        seen.add(name)
        package = distribution(name)
        yield name, _licence(cast(Message, package.metadata))
        wanted = map(Requirement, package.requires or ())
        open_names += [
            one.name.lower().replace("_", "-") for one in wanted if not one.marker or one.marker.evaluate({"extra": ""})
        ]


def _licence(said: Message) -> str:
    """The SPDX expression; else the name in the metadata, when it is short; else that of the classifier."""
    named = (said.get("License") or "").strip()
    classified = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License ::")
    ]
    candidates = (said.get("License-Expression") or "", named, *classified)
    return next(
        (one for one in candidates if compatible(one)), next(filter(None, candidates), "").partition("\n")[0][:80]
    )


def _npm() -> Iterator[tuple[str, str]]:
    """Every package that the editor's bundle may hold."""
    for path, package in json.loads(LOCK.read_text(encoding="utf-8"))["packages"].items():
        if path and not package.get("dev"):
            yield path.removeprefix("node_modules/"), package.get("license", "")
