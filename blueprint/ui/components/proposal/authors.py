"""Who writes a proposal, and is named as its author wherever it is published."""

import streamlit as st

from blueprint.domain.permissions import AUTHOR_ROLES, Action, Actor, may
from blueprint.domain.proposals import Proposal
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench
from blueprint.services.convenings import membership
from blueprint.services.drafting import proposals
from blueprint.ui.session import flash


def authors(workbench: Workbench, actor_id: str | None, proposal: Proposal, actor: Actor) -> None:
    """Draw them for those who may change them; saving loads the page anew."""
    if not may(actor, Action.CHANGE_AUTHORS):
        return
    names = _choices(workbench, actor_id, proposal)
    with st.expander(_("Authors"), icon=":material/group:", key="authors"), st.form("authors-form", border=False):
        chosen = st.multiselect(
            _("Who writes it, in the order in which they are named"),
            [*names],
            default=[*proposal.authors],
            format_func=names.__getitem__,
            placeholder=_("Choose a member"),
            help=_("Authors may write in it, and every edition names them."),
            key=f"authors-{proposal.id}",
        )
        saved = st.form_submit_button(_("Save"), type="primary", key="authors-save")
    if saved:
        with flash.show_errors():
            proposals.set_authors(workbench, actor_id, proposal.id, tuple(chosen))
            flash.confirm(_("The authors are saved."))
            st.rerun()


def _choices(workbench: Workbench, actor_id: str | None, proposal: Proposal) -> dict[str, str]:
    """Names by person: its authors, also those who have left, and the members who may write."""
    members = membership.list_members(workbench, actor_id, proposal.convening_id)
    writers = {member.person_id: member.name for member in members if member.role in AUTHOR_ROLES}
    return dict(zip(proposal.authors, proposal.author_names, strict=True)) | writers
