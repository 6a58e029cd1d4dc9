"""Every value that the domain has is labelled on the library's pages."""

from blueprint.domain.errata import ErratumKind
from blueprint.services.library.changes import ProposalChangeKind
from blueprint.services.publishing.edition_formats import edition_files
from blueprint.text import ChangeKind
from blueprint.web.library.labels import CHANGE_LABELS, CHAPTER_CHANGE_LABELS, ERRATUM_LABELS, FILE_LABELS
from blueprint.web.library.pages.layout import FILE_NAMES


def test_every_value_has_a_label() -> None:
    assert {kind.value for kind in ChangeKind} - {"same", "reformatted"} <= CHANGE_LABELS.keys()
    assert {fate.value for fate in ProposalChangeKind} - {"changed"} <= CHAPTER_CHANGE_LABELS.keys()
    assert {kind.value for kind in ErratumKind} == ERRATUM_LABELS.keys()
    assert {file.choice for file in edition_files(redlined=True)} <= FILE_LABELS.keys() | FILE_NAMES.keys()
