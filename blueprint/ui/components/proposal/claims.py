"""What a proposal does to each of the twelve principles: read by all, said by editors."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from blueprint.domain.principles import Principle, Stance, Tag, principles
from blueprint.domain.proposals import Proposal, Revision
from blueprint.services import tags
from blueprint.services.workbench import Workbench
from blueprint.ui import notices
from blueprint.ui.markup import draw, joined, part
from blueprint.ui.reading import Page, page

_STANCES = {Stance.ADVANCES: "Advances it", Stance.TENSION: "Is in tension with it"}
_QUOTED = 90


def claims(tagged: Sequence[Tag], revision: Revision) -> None:
    """The twelve in their order, each with what is claimed and the paragraphs that show it."""
    found = {tag.principle: tag for tag in tagged}
    items = [_item(principle, found.get(principle.key), revision) for principle in principles()]
    draw("<ol class='bp-claims'>{}</ol>", joined("", items))


def claim_form(
    workbench: Workbench, actor: str | None, proposal: Proposal, tagged: Sequence[Tag], revision: Revision
) -> None:
    """Where an editor says what the proposal does to a principle, over what was said before."""
    found = {tag.principle: tag for tag in tagged}
    named = {principle.key: principle for principle in principles()}
    key = st.selectbox(
        "Principle", list(named), format_func=lambda k: _named(named[k], found.get(k)), key="claim-principle"
    )
    tag = found.get(key)
    st.caption(f"“We aspire to a world {named[key].statement.rstrip('.')}.”")
    lineages = evidence_labels(revision)
    with st.form(f"claim-{key}"):
        at = list(_STANCES).index(tag.stance) if tag else 0
        stance = st.radio("The proposal", list(_STANCES), index=at, format_func=_STANCES.__getitem__, horizontal=True)
        rationale = st.text_area("Why", value=tag.rationale if tag else "", help="A sentence or two, for readers.")
        kept = [lineage for lineage in (tag.evidence if tag else ()) if lineage in lineages]
        evidence = st.multiselect(
            "Paragraphs that show it", list(lineages), default=kept, format_func=lineages.__getitem__
        )
        with st.container(horizontal=True):
            save = st.form_submit_button("Save", type="primary")
            drop = st.form_submit_button("Take away") if tag else False
    if save:
        with notices.told():
            tags.tag_proposal(
                workbench,
                actor,
                proposal.id,
                principle=key,
                stance=stance,
                rationale=rationale,
                evidence=tuple(evidence),
            )
            notices.keep(f"Saved what it does to the principle {named[key].name}.")
            st.rerun()
    if drop:
        with notices.told():
            tags.untag_proposal(workbench, actor, proposal.id, key)
            notices.keep(f"The principle {named[key].name} is taken off. Save it again to undo.")
            st.rerun()


def evidence_labels(revision: Revision) -> dict[str, str]:
    """Every paragraph that has words, by its lineage: “12 · The first words of it …”."""
    text = page(revision.markdown, revision.language)
    placed = {(p.start, p.end): p.lineage for p in revision.paragraphs}
    labels = {}
    for index, paragraph in enumerate(text.document.paragraphs):
        lineage, words = placed.get((paragraph.start, paragraph.end)), _words(text, index)
        if lineage and words:
            labels[lineage] = words
    return labels


def _named(principle: Principle, tag: Tag | None) -> str:
    return f"{principle.name}: {tag.stance.value}" if tag else principle.name


def _words(text: Page, index: int) -> str:
    words = " ".join("".join(stretch.text for stretch in text.stretches[index]).split())
    short = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rsplit(' ', 1)[0]} …"
    number = text.numbers[index]
    return f"{number} · {short}" if number and short else short


def _item(principle: Principle, tag: Tag | None, revision: Revision) -> Markup:
    head = part("<div><h3>{}</h3><p class='bp-statement'>{}</p></div>", principle.name, principle.statement)
    if tag is None:
        return part("<li class='bp-silent'>{}<div class='bp-claim bp-quiet'>Nothing claimed yet.</div></li>", head)
    return part("<li>{}<div class='bp-claim'>{}</div></li>", head, _claim(tag, revision))


def _claim(tag: Tag, revision: Revision) -> Markup:
    sign = "+" if tag.stance is Stance.ADVANCES else "±"
    said = part(
        "<p class='bp-stance'><span class='bp-mark' aria-hidden='true'>{}</span>This proposal {} it.</p>",
        sign,
        tag.stance.value,
    )
    labels = evidence_labels(revision)
    shown = [part("<li dir='auto'>{}</li>", labels[lineage]) for lineage in tag.evidence if lineage in labels]
    gone = len(tag.evidence) - len(shown)
    if gone:
        word = "paragraph that showed it is" if gone == 1 else "paragraphs that showed it are"
        shown.append(part("<li>{} {} no longer in the text.</li>", gone, word))
    evidence = part("<ul class='bp-evidence'>{}</ul>", joined("", shown)) if shown else Markup()
    return part("{}<p class='bp-rationale' dir='auto'>{}</p>{}", said, tag.rationale, evidence)
