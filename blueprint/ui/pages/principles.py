"""What a proposal does to each of the twelve principles."""

from blueprint.domain.permissions import Action, may
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench, the_workbench
from blueprint.services.drafting import revisions
from blueprint.services.review import tags
from blueprint.ui.components.heading import subheading
from blueprint.ui.components.proposal.page_header import page_header
from blueprint.ui.components.proposal.principle_tags import principle_tags
from blueprint.ui.components.proposal.tag_forms import tag_forms
from blueprint.ui.session import identity, state


def _page(workbench: Workbench, actor_id: str | None, proposal_id: str) -> None:
    proposal, actor = page_header(workbench, actor_id, proposal_id, "principles")
    tagged = tags.list_tags(workbench, actor_id, proposal_id)
    revision = revisions.read_revision(workbench, actor_id, proposal_id)
    subheading(_("The twelve principles"), _("We aspire to a world …"))
    if may(actor, Action.TAG):
        tag_forms(workbench, actor_id, proposal, tagged, revision)
    else:
        principle_tags(workbench.principles.all(), tagged, revision)


def show() -> None:
    _page(the_workbench(), identity.actor_id(), state.query_id())
