"""Every value that the domain has is labelled on the library's pages."""

from blueprint.domain.errata import ErratumKind
from blueprint.services.library.changes import ProposalChangeKind
from blueprint.text import ChangeKind
from blueprint.web.library.labels import (
    ERRATUM_LABELS,
    PARAGRAPH_CHANGE_LABELS,
    PROPOSAL_CHANGE_LABELS,
)


def test_every_value_has_a_label() -> None:
    assert {kind.value for kind in ChangeKind} - {"same", "reformatted"} <= PARAGRAPH_CHANGE_LABELS.keys()
    assert {kind.value for kind in ProposalChangeKind} - {"changed"} <= PROPOSAL_CHANGE_LABELS.keys()
    assert {kind.value for kind in ErratumKind} == ERRATUM_LABELS.keys()
