"""Writing: the editor on a person's draft, and what happens when they save it as a revision."""

from dataclasses import dataclass, replace

import streamlit as st

from blueprint.domain.drafts import Draft
from blueprint.domain.errors import BlueprintError, MergeNeeded
from blueprint.domain.merges import PendingMerge
from blueprint.domain.principles import Principle
from blueprint.domain.proposals import Proposal
from blueprint.domain.revisions import Revision
from blueprint.locales import gettext as _
from blueprint.services.accounts.browser_storage import storage_key
from blueprint.services.context import Workbench
from blueprint.services.drafting import drafts, revisions
from blueprint.services.drafting.dialects import in_current_dialect
from blueprint.ui.components.editor import EditorResult, editor
from blueprint.ui.components.merge import resolve_conflicts
from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw, joined, part
from blueprint.ui.html.times import ago
from blueprint.ui.session import flash, identity, state


@dataclass(frozen=True)
class WritingContext:
    """A person who writes a proposal: its newest revision, and their draft, when there is one."""

    workbench: Workbench
    actor_id: str | None
    proposal: Proposal
    head: Revision
    draft: Draft | None


def read_context(workbench: Workbench, actor_id: str | None, proposal: Proposal) -> WritingContext:
    """Read the proposal's newest revision and the person's draft."""
    head = revisions.read_revision(workbench, actor_id, proposal.id)
    return WritingContext(workbench, actor_id, proposal, head, drafts.read_draft(workbench, actor_id, proposal.id))


def write(context: WritingContext) -> None:
    """The editor; saving a revision draws the page anew, with the new text, a refusal, or the passages to decide."""
    _show_base(context)
    _principles(context.workbench.principles.all())
    start: Draft | Revision = context.draft or context.head
    base = context.draft.base if context.draft else context.head.number
    proposal = context.proposal
    outdated_sequence = state.draft_sequences.get().get(proposal.id, 0)
    result = editor(
        key=f"editor-{proposal.id}",
        markdown=in_current_dialect(start.markdown, start.dialect),
        title=start.title,
        language=proposal.language,
        base=base,
        version=f"{base}.{outdated_sequence}",
        sequence=max(context.draft.sequence if context.draft else 0, outdated_sequence),
        state=context.draft.state if context.draft else "",
        conflicts=context.draft.conflicts if context.draft else (),
        draft_url=f"/api/drafts/{proposal.id}",
        draft_topic=f"draft:{proposal.id}",
        images_url=f"/api/images/{proposal.id}",
        storage_key=storage_key(context.workbench, context.actor_id),
        journal_key=f"draft:{proposal.id}:{context.actor_id}",
        sign_in_url=identity.sign_in_href(),
        refusal=state.refusal.take(),
    )
    if result:
        _save(context, result)


def _principles(principles: tuple[Principle, ...]) -> None:
    """The names of the twelve principles, which unfold to their statements."""
    names = ", ".join(principle.name for principle in principles)
    entries = [
        part("<div><dt>{}</dt><dd><bdi>{}</bdi></dd></div>", principle.name, principle.statement)
        for principle in principles
    ]
    template = "<details class='bp-principle-list'><summary><span>{}</span> {}</summary><dl>{}</dl></details>"
    draw(template, _("The twelve principles"), names, joined("", entries))


def resolve(context: WritingContext, pending: state.UnfinishedSave) -> None:
    """The passages that two people changed; saving needs a wording for each."""
    title, resolution = resolve_conflicts(pending.merge, context.proposal.language)
    with st.container(horizontal=True):
        saving = st.button(_("Save revision"), type="primary", disabled=resolution is None, key="merge-save")
        back = st.button(_("Back to writing"), key="merge-back", help=_("Your draft is as you left it."))
    if back:
        state.unfinished_save.take()
        st.rerun()
    if saving:
        with flash.show_errors():
            try:
                saved = revisions.save_revision(
                    context.workbench,
                    context.actor_id,
                    context.proposal.id,
                    base=pending.base,
                    title=title,
                    markdown=pending.markdown,
                    message=pending.message,
                    resolution=resolution,
                    sequence=pending.sequence,
                    state=pending.state,
                )
            except MergeNeeded as again:
                state.unfinished_save.put(replace(pending, merge=again.merge))
                flash.confirm(_("A revision was saved meanwhile: look at the passages once more."))
                st.rerun()
            state.unfinished_save.take()
            _finish(context, saved, pending.sequence)
            urls.go(urls.review(context.proposal.id, pending.merge.head, saved.number))


def _save(context: WritingContext, result: EditorResult) -> None:
    """Save what the editor sent; the editor shows every outcome on the next run."""
    base = int(result.base) if str(result.base).isdecimal() else context.head.number
    try:
        saved = revisions.save_revision(
            context.workbench,
            context.actor_id,
            context.proposal.id,
            base=base,
            title=result.title,
            markdown=result.markdown,
            message=result.message,
            sequence=result.sequence,
            state=result.state,
        )
    except MergeNeeded as needed:
        state.unfinished_save.put(_unfinished(needed.merge, base, result))
    except BlueprintError as error:
        state.refusal.put(str(error))
    else:
        _finish(context, saved, result.sequence)
    st.rerun()


def _unfinished(merge: PendingMerge, base: int, result: EditorResult) -> state.UnfinishedSave:
    return state.UnfinishedSave(
        merge, base, result.title, result.markdown, result.message, result.sequence, result.state
    )


def _finish(context: WritingContext, saved: Revision, sequence: int) -> None:
    state.draft_sequences.put({**state.draft_sequences.get(), context.proposal.id: sequence})
    if saved.number == context.head.number:
        flash.confirm(_("Nothing had changed, so there is no new revision."))
    else:
        flash.confirm(_saved_sentence(context, saved))


def _saved_sentence(context: WritingContext, saved: Revision) -> str:
    if not saved.merged:
        return _("Saved as revision {number}.", number=saved.number)
    if revisions.has_merged_others(context.workbench, context.actor_id, saved):
        return _("Saved as revision {number}, together with what others changed meanwhile.", number=saved.number)
    return _(
        "Saved as revision {number}, together with what you wrote in another window or on another device.",
        number=saved.number,
    )


def _show_base(context: WritingContext) -> None:
    """When the draft was saved, whether its base is outdated, and a button to discard it."""
    if context.draft is None:
        _offer_discarded(context)
        return
    when = ago(context.draft.saved_at, context.workbench.now())
    sentence = _("This is your draft, kept {when}; nobody else sees it until you save a revision.", when=when)
    if context.draft.base < context.head.number:
        sentence = f"{sentence} {_newer_revision(context.draft.base, context.head, context.actor_id)}"
    with st.container(key="bp-actions-draft", horizontal=True, vertical_alignment="center"):
        draw("<p class='bp-note-line'>{}</p>", sentence)
        if context.draft.base < context.head.number:
            urls.link(urls.review(context.proposal.id, context.draft.base, context.head.number), _("What changed"))
        if st.button(
            _("Put my draft away"), key="discard", type="tertiary", help=_("Begin again from the newest revision.")
        ):
            _discard(context, context.draft)


def _newer_revision(base: int, head: Revision, actor_id: str | None) -> str:
    if head.saved_by == actor_id:
        return _(
            "You began from revision {base}, and have saved revision {number} elsewhere since: saving brings both together.",
            base=base,
            number=head.number,
        )
    return _(
        "You began from revision {base}, and {name} has saved revision {number} since: saving brings the two together.",
        base=base,
        name=head.saved_by_name,
        number=head.number,
    )


def _discard(context: WritingContext, draft: Draft) -> None:
    with flash.show_errors():
        drafts.discard_draft(context.workbench, context.actor_id, context.proposal.id)
        state.discarded_draft.put(draft)
        state.draft_sequences.put({**state.draft_sequences.get(), context.proposal.id: draft.sequence})
        st.rerun()


def _offer_discarded(context: WritingContext) -> None:
    draft = state.discarded_draft.get()
    if draft is None or draft.proposal_id != context.proposal.id:
        return
    with st.container(key="bp-actions-draft", horizontal=True, vertical_alignment="center"):
        draw("<p class='bp-note-line'>{}</p>", _("Your draft is put away."))
        if st.button(_("Bring it back"), key="restore-draft", type="tertiary"):
            with flash.show_errors():
                _restore(context, draft)


def _restore(context: WritingContext, draft: Draft) -> None:
    number = draft.sequence + 1
    drafts.save_draft(
        context.workbench,
        context.actor_id,
        context.proposal.id,
        base=draft.base,
        title=draft.title,
        markdown=draft.markdown,
        sequence=number,
    )
    state.discarded_draft.take()
    state.draft_sequences.put({**state.draft_sequences.get(), context.proposal.id: number})
    st.rerun()
