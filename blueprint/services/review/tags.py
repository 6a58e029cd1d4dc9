"""Tags of proposals to principles, and a convening's coverage of them."""

from blueprint.domain import validation
from blueprint.domain.errors import Invalid
from blueprint.domain.events import EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.permissions import Action
from blueprint.domain.principles import Coverage, Stance, Tag
from blueprint.domain.proposals import Status
from blueprint.locales import gettext as _
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import principles as tags
from blueprint.storage import proposals, revisions


def tag_proposal(
    workbench: Workbench,
    actor_id: str | None,
    proposal_id: str,
    *,
    principle: str,
    stance: Stance,
    rationale: str,
    evidence: tuple[str, ...] = (),
) -> Tag:
    """Tag a proposal to a principle, with a reason; replaces the tag that it has to that principle.

    `evidence` lists lineages of paragraphs of the newest revision.
    """
    reason = validation.passage(rationale, "rationale", longest=5_000)
    key = workbench.principles.require(principle).key
    with workbench.database.transaction() as session:
        proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.TAG, for_change=True)
        head = revisions.get(session, proposal_id, proposal.head)
        present = {paragraph.lineage for paragraph in head.paragraphs} if head else set()
        if not set(evidence) <= present:
            raise Invalid(_("A paragraph you chose as evidence is no longer in the text. Choose again."), "evidence")
        tag = Tag(
            id=new_id(),
            proposal_id=proposal_id,
            principle=key,
            stance=stance,
            rationale=reason,
            evidence=tuple(dict.fromkeys(evidence)),
            tagged_by=authorization.require_person(session, actor_id).id,
            tagged_at=workbench.now(),
        )
        tags.put(session, tag)
        record_event(
            workbench, session, actor_id, EventKind.PROPOSAL_TAGGED, about=proposal, principle=key, stance=stance.value
        )
        return tag


def untag_proposal(workbench: Workbench, actor_id: str | None, proposal_id: str, principle: str) -> None:
    """Remove the tag on a principle, if there is one."""
    key = workbench.principles.require(principle).key
    with workbench.database.transaction() as session:
        proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.TAG, for_change=True)
        tags.drop(session, proposal_id, key)
        record_event(workbench, session, actor_id, EventKind.TAG_REMOVED, about=proposal, principle=key)


def list_tags(workbench: Workbench, actor_id: str | None, proposal_id: str) -> tuple[Tag, ...]:
    """A proposal's tags in the principles' order."""
    with workbench.database.read_transaction() as session:
        authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        return tags.of_proposal(session, proposal_id, workbench.principles)


def read_coverage(workbench: Workbench, actor_id: str | None, convening_id: str) -> Coverage:
    """A convening's proposals by principles, without withdrawn and superseded ones."""
    with workbench.database.read_transaction() as session:
        authorization.require_convening(session, actor_id, convening_id, Action.VIEW)
        counted = [
            proposal
            for proposal in proposals.of_convening(session, convening_id)
            if proposal.status not in (Status.WITHDRAWN, Status.SUPERSEDED)
        ]
        cells: dict[str, dict[str, Tag]] = {proposal.id: {} for proposal in counted}
        for tag in tags.of_convening(session, convening_id):
            if tag.proposal_id in cells:
                cells[tag.proposal_id][tag.principle] = tag
    rows = sorted((proposal.title, proposal.id) for proposal in counted)
    ordered = tuple((proposal_id, title) for title, proposal_id in rows)
    return Coverage(principles=workbench.principles.all(), proposals=ordered, cells=cells)
