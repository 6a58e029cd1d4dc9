"""Finding a stored revision, or saying that there is none."""

from sqlmodel import Session

from blueprint.domain.errors import NotFound
from blueprint.domain.revisions import Revision
from blueprint.locales import gettext as _
from blueprint.storage import revisions

HIGHEST_NUMBER = 2**31 - 1
"""Of a revision, in any database."""


def require_revision(session: Session, proposal_id: str, number: int) -> Revision:
    """The revision with its text; raises `NotFound` when the proposal has none of that number."""
    found = revisions.get(session, proposal_id, number) if 0 < number <= HIGHEST_NUMBER else None
    if found is None:
        raise NotFound(_("This proposal has no such revision. Choose one from its history."))
    return found
