"""The types that JavaScript reads have the fields that Python sends."""

import re
from pathlib import Path
from typing import Any

import pytest

from blueprint.ui import components
from blueprint.ui.components import folio
from blueprint.ui.viewmodels import comparison, document, threads

TYPES = Path(components.__file__).parent / "folio" / "client" / "types.d.ts"
SENT = (
    document.TextPiece,
    document.DocumentRow,
    comparison.ComparisonBlock,
    comparison.ComparisonView,
    threads.CommentView,
    threads.ThreadView,
    folio.FolioPermissions,
    folio.FolioStorage,
)


def fields(name: str) -> dict[str, bool]:
    """The fields of an interface, and whether each is required."""
    found = re.search(rf"interface {name}\b[^{{]*{{(.*?)\n}}", TYPES.read_text(encoding="utf-8"), re.DOTALL)
    assert found, name
    return {field: not optional for field, optional in re.findall(r"^  (\w+)(\??):", found[1], re.MULTILINE)}


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: sent.__name__)
def test_an_interface_has_the_fields_of_what_is_sent(sent: Any) -> None:
    expected = {name: name in sent.__required_keys__ for name in sent.__annotations__}
    assert fields(sent.__name__) == expected


def test_what_a_folio_shows_has_the_fields_of_both_its_modes() -> None:
    declared = fields("FolioDataBase") | fields("RevisionData") | fields("ComparisonData")
    assert set(declared) == set(folio.FolioData.__annotations__)
