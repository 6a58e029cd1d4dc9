"""Drafts: unsaved texts, stored while people type."""

from blueprint.domain import validation
from blueprint.domain.drafts import Draft
from blueprint.domain.errors import Conflict
from blueprint.domain.permissions import Action
from blueprint.domain.proposals import require_writable
from blueprint.locales import gettext as _
from blueprint.services import authorization
from blueprint.services.context import Workbench
from blueprint.storage import drafts


def save_draft(
    workbench: Workbench,
    actor_id: str | None,
    proposal_id: str,
    *,
    base: int,
    title: str,
    markdown: str,
    sequence: int,
) -> Draft:
    """Store the person's draft, unless a newer one (by `sequence`) is stored; returns the stored one.

    The title of a draft may be empty; its text has the limit of a revision.
    """
    title = validation.line(title, "title", empty=True)
    text = validation.markdown(markdown)
    with workbench.database.transaction() as session:
        proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.WRITE)
        require_writable(proposal)
        if not 1 <= base <= proposal.head:
            raise Conflict(
                _("This draft starts from a revision that does not exist. Open the proposal again to go on.")
            )
        person = authorization.require_person(session, actor_id)
        draft = Draft(
            proposal_id=proposal_id,
            person_id=person.id,
            base=base,
            title=title,
            markdown=text,
            sequence=sequence,
            saved_at=workbench.now(),
        )
        if drafts.put(session, draft):
            return draft
        return drafts.get(session, proposal_id, person.id) or draft


def read_draft(workbench: Workbench, actor_id: str | None, proposal_id: str) -> Draft | None:
    """The person's draft of a proposal; None for none."""
    with workbench.database.read_transaction() as session:
        authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        return drafts.get(session, proposal_id, authorization.require_person(session, actor_id).id)


def discard_draft(workbench: Workbench, actor_id: str | None, proposal_id: str) -> None:
    """Delete the person's draft. Idempotent."""
    with workbench.database.transaction() as session:
        authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        drafts.drop(session, proposal_id, authorization.require_person(session, actor_id).id)


def my_drafts(workbench: Workbench, actor_id: str | None) -> tuple[Draft, ...]:
    """The person's drafts of all proposals, the latest first."""
    with workbench.database.read_transaction() as session:
        return drafts.of_person(session, authorization.require_person(session, actor_id).id)
