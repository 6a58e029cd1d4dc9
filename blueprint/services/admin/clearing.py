"""Clearing what nobody can use any more: expired sessions and links, old invitations, saved drafts, old renderings.

Each run does a bounded amount of work in short transactions, so that a backlog is cleared over several runs and nobody
waits. Runs of several processes at once do no harm: each row is deleted once.
"""

from dataclasses import dataclass
from datetime import timedelta

import structlog
from sqlmodel import Session

from blueprint.domain.drafts import Draft
from blueprint.domain.revisions import Revision
from blueprint.services.context import Workbench
from blueprint.services.drafting.dialects import in_current_dialect
from blueprint.storage import drafts, expired, rendered_chapters, revisions

INTERVAL = 3600.0
"""Seconds between two runs of a process."""
MOST_ROWS, MOST_DRAFTS = 1_000, 100
"""How many rows of a kind are deleted in a run, and how many drafts are looked at."""
INVITATIONS_KEPT = timedelta(days=90)
"""How long the page of a convening tells what became of an invitation, after its link has expired."""
ATTEMPTS_KEPT = timedelta(days=2)
"""Longer than any window in which attempts are counted."""
DRAFTS_REST = timedelta(days=7)
"""An editor that is open may go on from a draft that was written since."""
RENDERINGS_KEPT = 20_000
"""Chapters in the cache of renderings; the library's pages are rendered again where one is missing."""
_LATEST = 20
"""Of the revisions that a person saved after a draft's base, so many are compared with it."""

_log = structlog.get_logger()
_FIRST = ("", "")


@dataclass
class Clearing:
    """What a process goes on with in its next run: the key of the draft that it looked at last."""

    workbench: Workbench
    draft: tuple[str, str] = _FIRST

    def run(self) -> dict[str, int]:
        """Clear some of everything; how many rows of each kind were deleted."""
        now, database = self.workbench.now(), self.workbench.database
        cleared: dict[str, int] = {}
        for name, drop, before in (
            ("sessions", expired.drop_sessions, now),
            ("links", expired.drop_links, now),
            ("invitations", expired.drop_invitations, now - INVITATIONS_KEPT),
            ("attempts", expired.drop_attempts, now - ATTEMPTS_KEPT),
        ):
            with database.transaction() as session:
                cleared[name] = drop(session, before, MOST_ROWS)
        with database.transaction() as session:
            cleared["renderings"] = rendered_chapters.drop_oldest(session, RENDERINGS_KEPT, MOST_ROWS)
        cleared["drafts"] = self._drafts()
        if any(cleared.values()):
            _log.info("cleared", **cleared)
        return cleared

    def _drafts(self) -> int:
        """Delete drafts whose text is that of a revision: whoever saved it has nothing unsaved there."""
        database, dropped = self.workbench.database, 0
        with database.read_transaction() as session:
            found = expired.old_drafts(session, self.workbench.now() - DRAFTS_REST, self.draft, MOST_DRAFTS)
        for proposal_id, person_id, sequence in found:
            with database.read_transaction() as session:
                draft = drafts.get(session, proposal_id, person_id)
                saved = draft is not None and draft.sequence == sequence and is_saved(session, draft)
            if saved:
                with database.transaction() as session:
                    drafts.drop(session, proposal_id, person_id, up_to=sequence)
                dropped += 1
        self.draft = found[-1][:2] if len(found) == MOST_DRAFTS else _FIRST
        return dropped


def is_saved(session: Session, draft: Draft) -> bool:
    """Whether a revision has the draft's title and text, and no passage is left to decide.

    Compared are the revision that it started from, and the last ones that the person saved after that.
    """
    if draft.conflicts:
        return False
    after = revisions.saved_by_since(session, draft.proposal_id, draft.person_id, draft.base, _LATEST)
    candidates = (revisions.get(session, draft.proposal_id, number) for number in (draft.base, *after))
    return any(_text(one) == _text(draft) for one in candidates if one)


def _text(source: Draft | Revision) -> tuple[str, str]:
    return source.title.strip(), in_current_dialect(source.markdown, source.dialect).strip()
