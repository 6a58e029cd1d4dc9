"""The workbench's style sheets: no rule without an element, no class with two meanings, the library's fonts."""

import re
from pathlib import Path

import pytest

from blueprint import ui

UI = Path(ui.__file__).parent
EDITOR, FOLIO, IMPORTING, PROPOSAL, THEME = (
    UI / path
    for path in (
        "components/editor/src/editor.css",
        "components/folio/client/folio.css",
        "components/importing/importing.css",
        "components/proposal/proposal.css",
        "app/theme.css",
    )
)
COMPOSED = (
    "bp-status-",
    "bp-step-",
    "bp-view-",
    "fo-is-",
    "bp-at-end",
    "bp-in-table",
    "fo-footnote",
    "fo-heading",
    "fo-list-item",
    "bp-import-is-",
)
"""Beginnings of classes that the code composes of a prefix and a value."""
_NAME = r"(?:bp|fo)-[\w-]*"


def classes(sheet: Path) -> set[str]:
    """Our classes that a style sheet has rules for."""
    return set(re.findall(rf"\.({_NAME})", sheet.read_text(encoding="utf-8")))


def keys(sheet: Path) -> set[str]:
    """Our keys of Streamlit's containers, or beginnings of them, that a style sheet has rules for."""
    return set(re.findall(rf"st-key-({_NAME})", sheet.read_text(encoding="utf-8")))


def named_in_code() -> set[str]:
    files = [path for suffix in ("py", "js") for path in UI.rglob(f"*.{suffix}")]
    ours = [path for path in files if not {"dist", "node_modules"} & {*path.parts}]
    return {name for path in ours for name in re.findall(rf"(?<![\w-])({_NAME})", path.read_text(encoding="utf-8"))}


def font_faces(sheet: Path) -> list[str]:
    return re.findall(r"@font-face \{.*?\n\}", sheet.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("sheet", [EDITOR, FOLIO, IMPORTING, PROPOSAL, THEME], ids=lambda sheet: sheet.stem)
def test_every_class_with_a_rule_is_named_in_code(sheet: Path) -> None:
    assert {name for name in classes(sheet) - named_in_code() if not name.startswith(COMPOSED)} == set()


@pytest.mark.parametrize("sheet", [IMPORTING, PROPOSAL, THEME], ids=lambda sheet: sheet.stem)
def test_every_key_with_a_rule_is_a_containers(sheet: Path) -> None:
    named = named_in_code()
    prefixes = tuple(name for name in named if name.endswith("-") and name != "bp-")
    unknown = {key for key in keys(sheet) - named if not key.startswith(prefixes)}
    assert {key for key in unknown if not any(name.startswith(key) for name in named)} == set()


def test_the_editor_and_the_pages_share_no_class() -> None:
    """The editor's style sheet stays in the document when the person goes on to another page."""
    assert classes(EDITOR) & (classes(THEME) | classes(PROPOSAL)) == set()


def test_the_pages_have_the_librarys_fonts() -> None:
    """Twice, as the library's sheet needs them in its first response and the pages' sheet is in the page itself."""
    library = font_faces(UI.parent / "web" / "static" / "style.css")
    own = [face.replace("/assets/web/fonts/", "fonts/") for face in font_faces(THEME)]
    assert own
    assert [face for face in own if face not in library] == []
