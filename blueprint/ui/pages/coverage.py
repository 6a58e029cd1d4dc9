"""A convening's coverage: which proposals advance which principles, and where the gaps are."""

from blueprint.locales import gettext as _
from blueprint.services.context import Workbench, the_workbench
from blueprint.services.drafting import proposals
from blueprint.services.review import tags
from blueprint.ui.components.convening.page_header import convening_header
from blueprint.ui.components.coverage import coverage_table, languages_of, table_of
from blueprint.ui.components.coverage.summary import gaps, rationales
from blueprint.ui.components.heading import empty


def _page(workbench: Workbench) -> None:
    convening, actor = convening_header(workbench, "coverage")
    found = tags.read_coverage(workbench, actor.person_id, convening.id)
    if not found.proposals:
        empty(_("No proposals yet, so there is nothing to cover. Start one under Proposals."))
        return
    gaps(found)
    languages = languages_of(proposals.list_proposals(workbench, actor.person_id, convening.id))
    coverage_table(table_of(found, languages), key="coverage")
    rationales(found)


def show() -> None:
    _page(the_workbench())
