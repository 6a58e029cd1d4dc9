"""Writing the audit trail."""

from sqlmodel import Session

from blueprint.domain.events import EventKind
from blueprint.domain.proposals import Proposal
from blueprint.services.context import Workbench
from blueprint.storage import events


def record_event(
    workbench: Workbench,
    session: Session,
    actor_id: str | None,
    kind: EventKind,
    *,
    about: Proposal | None = None,
    convening_id: str | None = None,
    **data: str | int | None,
) -> None:
    """Add an event in the transaction of the change that it records; `about` sets both proposal and convening."""
    events.add(
        session,
        events.EventRow(
            at=workbench.now(),
            actor_id=actor_id,
            fact=kind,
            convening_id=about.convening_id if about else convening_id,
            proposal_id=about.id if about else None,
            data=data,
        ),
    )
