"""Notes on published editions: corrections, and where something newer is."""

from collections.abc import Iterable, Mapping

import streamlit as st
from markupsafe import Markup

from blueprint.domain.editions import Edition, EditionState
from blueprint.domain.errata import Erratum, ErratumKind
from blueprint.services.context import Workbench
from blueprint.services.publishing import errata as service
from blueprint.ui.components.heading import subheading
from blueprint.ui.html.markup import draw, part
from blueprint.ui.html.times import day
from blueprint.ui.session import flash

_KINDS = {
    ErratumKind.ERRATUM.value: "A correction: something in it is wrong",
    ErratumKind.SUPERSEDED.value: "Something else has taken its place",
}
_NAMES = {ErratumKind.ERRATUM: "Correction", ErratumKind.SUPERSEDED: "Superseded"}


def notes(
    workbench: Workbench, actor_id: str | None, collection_id: str, found: Iterable[Edition], *, publishing: bool
) -> None:
    """Draw the notes on a collection's editions; who may publish adds some and takes them back."""
    editions = {edition.id: edition for edition in found if edition.state is EditionState.PUBLISHED}
    standing = service.list_errata(workbench, actor_id, collection_id)
    if not editions or not (standing or publishing):
        return
    subheading("Notes on editions")
    with st.container(key="bp-list-notes", gap=None):
        for notice in standing:
            _note(workbench, actor_id, notice, editions[notice.edition_id], publishing=publishing)
    if publishing:
        _form(workbench, actor_id, editions, len(standing))


def _note(workbench: Workbench, actor_id: str | None, notice: Erratum, edition: Edition, *, publishing: bool) -> None:
    with st.container(key=f"bp-note-{notice.id}", horizontal=True, vertical_alignment="center"):
        draw("{}", _said(notice, edition))
        if publishing and notice.withdrawn_at is None:
            st.button(
                "Take back",
                type="tertiary",
                key=f"withdraw-{notice.id}",
                on_click=_withdraw,
                args=(workbench, actor_id, notice.id),
            )


def _said(notice: Erratum, edition: Edition) -> Markup:
    about = f" · {edition.chapters[notice.chapter - 1].title}" if notice.chapter else ""
    gone = f" · taken back {day(notice.withdrawn_at.date())}" if notice.withdrawn_at else ""
    leads = part(" <a href='{}' rel='noopener' target='_blank'>{}</a>", notice.successor, notice.successor)
    return part(
        "<div><p class='bp-facts'>{} · edition {}<bdi>{}</bdi> · {}{}</p><p dir='auto'>{}{}</p></div>",
        _NAMES[notice.kind], edition.number, about, day(notice.added_at.date()), gone, notice.body,
        leads if notice.successor else "",
    )  # fmt: skip


def _form(workbench: Workbench, actor_id: str | None, editions: Mapping[str, Edition], already: int) -> None:
    """Draw the form; it is empty again when one more note than `already` is on."""
    with st.expander("Put a note on an edition", icon=":material/edit_note:", key="note"):
        st.caption(
            "Everyone sees it on the edition's page and in the feeds. The files of the edition stay as they are."
        )
        edition_id = st.selectbox(
            "Edition", [*editions], format_func=lambda id: _name(editions[id]), key="note-edition"
        )
        with st.form("note-form", border=False):
            kind = st.radio("What kind of note", [*_KINDS], format_func=_KINDS.__getitem__, key="note-kind")
            chapter = _chapter_choice(editions[edition_id])
            body = st.text_area("What readers should know", max_chars=service.BODY_LENGTH, key=f"note-body-{already}")
            successor = st.text_input(
                "Address of what to read instead, if there is something",
                key=f"note-successor-{already}",
                placeholder="https://…",
            )
            added = st.form_submit_button("Put the note on", type="primary", key="note-add")
    if added:
        with flash.told():
            service.add_erratum(
                workbench, actor_id, edition_id, kind=ErratumKind(kind), body=body, chapter=chapter, successor=successor
            )
            flash.keep("The note is on the edition.")
            st.rerun()


def _chapter_choice(edition: Edition) -> int:
    titles = ["The whole edition", *(chapter.title for chapter in edition.chapters)]
    chosen = st.selectbox(
        "What it is about", range(len(titles)), format_func=titles.__getitem__, key=f"note-chapter-{edition.id}"
    )
    return int(chosen)


def _name(edition: Edition) -> str:
    return f"Edition {edition.number}: {edition.title}"


def _withdraw(workbench: Workbench, actor_id: str | None, notice_id: str) -> None:
    with flash.kept():
        service.withdraw_erratum(workbench, actor_id, notice_id)
