"""A convening's coverage: which proposals advance which principles, and where the gaps are."""

from blueprint.locales import gettext as _
from blueprint.services.context import Workbench, the_workbench
from blueprint.services.drafting import proposals
from blueprint.services.review import tags
from blueprint.ui.components.convening.page_header import convening_header
from blueprint.ui.components.coverage import coverage_table, languages_of, table_of
from blueprint.ui.components.coverage.summary import gaps, rationales
from blueprint.ui.components.heading import empty
from blueprint.ui.components.more import more_of, shown_of

_ROWS = 50
"""Proposals that are shown at first, with the reasons given for their marks."""


def _page(workbench: Workbench) -> None:
    convening, actor = convening_header(workbench, "coverage")
    found = tags.read_coverage(workbench, actor.person_id, convening.id)
    if not found.proposals:
        empty(_("No proposals yet, so there is nothing to cover. Start one under Proposals."))
        return
    gaps(found)
    name, total = f"coverage-{convening.id}", len(found.proposals)
    shown = shown_of(name, _ROWS)
    ids = [proposal_id for proposal_id, _title in found.proposals[:shown]]
    known = proposals.find_proposals(workbench, actor.person_id, convening.id, ids)
    coverage_table(table_of(found, languages_of(known.values()), shown), key="coverage")
    more_of(name, min(shown, total), total, _ROWS)
    rationales(found.model_copy(update={"proposals": found.proposals[:shown]}))


def show() -> None:
    _page(the_workbench())
