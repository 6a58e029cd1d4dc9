"""The data of a folio: a revision to read, or two compared."""

from collections.abc import Sequence

from blueprint.domain.dialects import FIRST_DIALECT
from blueprint.domain.languages import direction
from blueprint.domain.permissions import Action, Actor, may
from blueprint.domain.proposals import Proposal
from blueprint.domain.revisions import Revision
from blueprint.domain.threads import Anchor, PlacementStatus, Thread
from blueprint.locales import gettext as _
from blueprint.locales import mark
from blueprint.publishing import index_at
from blueprint.services.accounts.browser_storage import storage_key
from blueprint.services.context import Workbench
from blueprint.services.drafting.revisions import RevisionComparison, read_revision
from blueprint.ui.components.editor import bundle_address
from blueprint.ui.components.folio import FolioData, FolioPermissions, FolioStorage
from blueprint.ui.components.folio.messages import folio_messages
from blueprint.ui.session import state
from blueprint.ui.viewmodels.comparison import comparison_view
from blueprint.ui.viewmodels.document import revision_view, rows
from blueprint.ui.viewmodels.threads import ParagraphNamer, lay_out_threads, paragraph_name

_EMPTY = mark("This revision has no words yet.")
_EMPTY_FOR_WRITERS = mark("This text is empty. Choose Write to begin it.")


def revision_data(
    workbench: Workbench,
    actor_id: str | None,
    proposal: Proposal,
    revision: Revision,
    threads: Sequence[Thread],
    actor: Actor,
    line: int | None = None,
) -> FolioData:
    """One revision with its threads; with a `line` of its source, from 1, it opens at the paragraph there."""
    text = revision_view(revision)
    layout = lay_out_threads(
        threads, text, revision.number, actor, _paragraph_namer(workbench, actor_id, revision, threads)
    )
    return FolioData(
        key=proposal.id,
        mode="reading",
        language=revision.language,
        dir=direction(revision.language),
        revision=revision.number,
        old=None,
        rows=rows(text, layout.on_new),
        at=index_at(text.document, line) if line else None,
        cards=layout.cards,
        may=_may(proposal, revision, actor),
        outcomes=state.action_outcomes.get(),
        messages=folio_messages(),
        math=_formula_library(revision),
        storage=_storage(workbench, actor_id),
        empty=_(_EMPTY_FOR_WRITERS) if may(actor, Action.WRITE) else _(_EMPTY),
        identical="",
    )


def _formula_library(*shown: Revision) -> str:
    """The address of what draws formulas; empty where one of the revisions was written before there were any."""
    return "" if any(revision.dialect == FIRST_DIALECT for revision in shown) else bundle_address("math.js")


def _storage(workbench: Workbench, actor_id: str | None) -> FolioStorage:
    return FolioStorage(
        owner=actor_id or "", key=storage_key(workbench, actor_id), library=bundle_address("sealed_storage.js")
    )


def comparison_data(
    workbench: Workbench,
    actor_id: str | None,
    proposal: Proposal,
    found: RevisionComparison,
    threads: tuple[Sequence[Thread], Sequence[Thread]],
    actor: Actor,
) -> FolioData:
    """Two revisions, with the threads as they are placed on the old one and on the new one."""
    old, new = (revision_view(each) for each in (found.old, found.new))
    name_of = _paragraph_namer(workbench, actor_id, found.new, threads[1])
    layout = lay_out_threads(threads[1], new, found.new.number, actor, name_of, (old, found.old.number, threads[0]))
    return FolioData(
        key=proposal.id,
        mode="comparing",
        language=found.new.language,
        dir=direction(found.new.language),
        revision=found.new.number,
        old=found.old.number,
        compared=comparison_view(old, new, found.comparison, layout.on_old, layout.on_new),
        cards=layout.cards,
        may=_may(proposal, found.new, actor),
        outcomes=state.action_outcomes.get(),
        messages=folio_messages(),
        math=_formula_library(found.old, found.new),
        storage=_storage(workbench, actor_id),
        empty="",
        identical=_("Revisions {old} and {new} have the same text.", old=found.old.number, new=found.new.number),
    )


def _may(proposal: Proposal, revision: Revision, actor: Actor) -> FolioPermissions:
    may_comment = may(actor, Action.COMMENT)
    return FolioPermissions(comment=may_comment, place=may_comment and revision.number == proposal.head)


def _paragraph_namer(
    workbench: Workbench, actor_id: str | None, shown: Revision, threads: Sequence[Thread]
) -> ParagraphNamer:
    """Names the paragraphs in which threads began; only those of moved words are ever asked for."""
    origin_revisions = {t.anchor.revision for t in threads if t.placement.status is PlacementStatus.MOVED}
    texts = {shown.number: shown}
    texts |= {
        number: read_revision(workbench, actor_id, shown.proposal_id, number)
        for number in origin_revisions - {shown.number}
    }

    def name_of(anchor: Anchor) -> str:
        return paragraph_name(revision_view(texts[anchor.revision]), anchor.start)

    return name_of
