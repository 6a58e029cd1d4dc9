"""Writing: the editor on a person's draft, and what happens when they save it as a revision."""

from dataclasses import dataclass

import streamlit as st

from blueprint.domain.drafts import Draft
from blueprint.domain.errors import BlueprintError, MergeNeeded
from blueprint.domain.principles import Principle
from blueprint.domain.proposals import Proposal
from blueprint.domain.revisions import Revision
from blueprint.services.context import Workbench
from blueprint.services.drafting import drafts, revisions
from blueprint.ui.components.editor import EditorResult, editor
from blueprint.ui.components.merge import merging
from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw, joined, part
from blueprint.ui.html.times import ago
from blueprint.ui.session import flash, identity, state


@dataclass(frozen=True)
class Desk:
    """A person at a proposal: its newest revision, and the draft they left, when there is one."""

    workbench: Workbench
    actor: str | None
    proposal: Proposal
    head: Revision
    draft: Draft | None


def sit_down(workbench: Workbench, actor: str | None, proposal: Proposal) -> Desk:
    """Find what the person was writing."""
    head = revisions.read_revision(workbench, actor, proposal.id)
    return Desk(workbench, actor, proposal, head, drafts.read_draft(workbench, actor, proposal.id))


def write(desk: Desk) -> None:
    """The editor; saving a revision draws the page anew, with the new text, a refusal, or the passages to decide."""
    _say_base(desk)
    _twelve(desk.workbench.principles.all())
    start: Draft | Revision = desk.draft or desk.head
    base = desk.draft.base if desk.draft else desk.head.number
    proposal = desk.proposal
    done = state.sequences.get().get(proposal.id, 0)
    result = editor(
        key=f"editor-{proposal.id}",
        markdown=start.markdown,
        title=start.title,
        language=proposal.language,
        base=base,
        version=f"{base}.{done}",
        sequence=max(desk.draft.sequence if desk.draft else 0, done),
        draft_url=f"/api/drafts/{proposal.id}",
        images_url=f"/api/images/{proposal.id}",
        journal_key=f"draft:{proposal.id}:{desk.actor}",
        sign_in_url=identity.sign_in_href(),
        refusal=state.refusal.take(),
    )
    if result:
        _save(desk, result)


def _twelve(principles: tuple[Principle, ...]) -> None:
    """The twelve principles in sight: their names always, their statements at a press."""
    names = ", ".join(principle.name for principle in principles)
    entries = [
        part("<div><dt>{}</dt><dd>{}</dd></div>", principle.name, principle.statement) for principle in principles
    ]
    template = (
        "<details class='bp-twelve'><summary><span>The twelve principles</span> {}</summary><dl>{}</dl></details>"
    )
    draw(template, names, joined("", entries))


def decide(desk: Desk, unsaved: state.Unsaved) -> None:
    """The passages that two people changed; saving needs a wording for each."""
    title, resolution = merging(unsaved.merge, desk.proposal.language)
    with st.container(horizontal=True):
        saving = st.button("Save revision", type="primary", disabled=resolution is None, key="merge-save")
        back = st.button("Back to writing", key="merge-back", help="Your draft is as you left it.")
    if back:
        state.unsaved.take()
        st.rerun()
    if saving:
        with flash.told():
            try:
                saved = revisions.save_revision(
                    desk.workbench,
                    desk.actor,
                    desk.proposal.id,
                    base=unsaved.base,
                    title=title,
                    markdown=unsaved.markdown,
                    message=unsaved.message,
                    resolution=resolution,
                    sequence=unsaved.sequence,
                )
            except MergeNeeded as again:
                _hold(unsaved.base, unsaved.title, unsaved.markdown, unsaved.message, unsaved.sequence, again)
                flash.keep("Somebody saved again meanwhile: look at the passages once more.")
                st.rerun()
            state.unsaved.take()
            _finish(desk, saved, unsaved.sequence)
            urls.go(urls.review(desk.proposal.id, unsaved.merge.head, saved.number))


def _save(desk: Desk, result: EditorResult) -> None:
    """Save what the editor sent; every way this can end is told to the editor on the next run."""
    base = int(result.base) if str(result.base).isdigit() else desk.head.number
    try:
        saved = revisions.save_revision(
            desk.workbench,
            desk.actor,
            desk.proposal.id,
            base=base,
            title=result.title,
            markdown=result.markdown,
            message=result.message,
            sequence=result.sequence,
        )
    except MergeNeeded as needed:
        _hold(base, result.title, result.markdown, result.message, result.sequence, needed)
    except BlueprintError as error:
        state.refusal.put(str(error))
    else:
        _finish(desk, saved, result.sequence)
    st.rerun()


def _hold(base: int, title: str, markdown: str, message: str, sequence: int, needed: MergeNeeded) -> None:
    state.unsaved.put(state.Unsaved(needed.merge, base, title, markdown, message, sequence))


def _finish(desk: Desk, saved: Revision, sequence: int) -> None:
    state.sequences.put({**state.sequences.get(), desk.proposal.id: sequence})
    if saved.number == desk.head.number:
        flash.keep("Nothing had changed, so there is no new revision.")
    elif saved.merged:
        flash.keep(f"Saved as revision {saved.number}, together with what others changed meanwhile.")
    else:
        flash.keep(f"Saved as revision {saved.number}.")


def _say_base(desk: Desk) -> None:
    """Where the person left off, and that the text has moved on, with the way out."""
    if desk.draft is None:
        _offer_back(desk)
        return
    when = ago(desk.draft.saved_at, desk.workbench.now())
    said = f"This is your draft, kept {when}; nobody else sees it until you save a revision."
    if desk.draft.base < desk.head.number:
        said += (
            f" You began from revision {desk.draft.base}, and {desk.head.saved_by_name} has saved revision "
            f"{desk.head.number} since: saving brings the two together."
        )
    with st.container(key="bp-do-draft", horizontal=True, vertical_alignment="center"):
        draw("<p class='bp-standing'>{}</p>", said)
        if desk.draft.base < desk.head.number:
            urls.link(urls.review(desk.proposal.id, desk.draft.base, desk.head.number), "What changed")
        if st.button(
            "Put my draft away", key="put-away", type="tertiary", help="Begin again from the newest revision."
        ):
            _put_away(desk, desk.draft)


def _put_away(desk: Desk, draft: Draft) -> None:
    with flash.told():
        drafts.discard_draft(desk.workbench, desk.actor, desk.proposal.id)
        state.put_away.put(draft)
        state.sequences.put({**state.sequences.get(), desk.proposal.id: draft.sequence})
        st.rerun()


def _offer_back(desk: Desk) -> None:
    draft = state.put_away.get()
    if draft is None or draft.proposal_id != desk.proposal.id:
        return
    with st.container(key="bp-do-draft", horizontal=True, vertical_alignment="center"):
        draw("<p class='bp-standing'>Your draft is put away.</p>")
        if st.button("Bring it back", key="bring-back", type="tertiary"):
            with flash.told():
                _bring_back(desk, draft)


def _bring_back(desk: Desk, draft: Draft) -> None:
    number = draft.sequence + 1
    drafts.save_draft(
        desk.workbench,
        desk.actor,
        desk.proposal.id,
        base=draft.base,
        title=draft.title,
        markdown=draft.markdown,
        sequence=number,
    )
    state.put_away.take()
    state.sequences.put({**state.sequences.get(), desk.proposal.id: number})
    st.rerun()
