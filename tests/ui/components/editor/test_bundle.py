"""The bundle as hatch_build.py makes it: small, with its licences, and made from a lock that names no registry."""

import json
from pathlib import Path

from blueprint.ui.components import editor

FOLDER = Path(editor.__file__).parent
LIMIT = 700_000
LIMIT_OF_FORMULAS = 250_000
"""It is fetched when a text has a formula."""


def test_the_editor_is_small_and_says_what_is_inside() -> None:
    bundle = editor.bundle_folder() / "editor.js"
    assert bundle.stat().st_size < LIMIT
    assert (editor.bundle_folder() / "math.js").stat().st_size < LIMIT_OF_FORMULAS
    licences = (editor.bundle_folder() / "licences.txt").read_text(encoding="utf-8")
    packages = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert [name for name in packages if f"{name} " not in licences] == []


def test_its_address_changes_with_its_content() -> None:
    for name in ("editor.js", "math.js", "sealed_storage.js"):
        address, query = (editor.bundle_address() if name == "editor.js" else editor.bundle_address(name)).split("?")
        assert address == f"/assets/editor/{name}"
        assert len(query) == 16


def test_the_lock_names_no_registry() -> None:
    packages = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in packages.items() if name)


def test_half_a_character_from_a_browser_can_be_stored() -> None:
    result = editor._result({"title": "a\ud83d", "markdown": "b", "message": None, "base": 3, "sequence": 7})
    assert result == editor.EditorResult("a\ufffd", "b", "", 3, 7, "")
