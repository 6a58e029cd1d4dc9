"""Notes on published editions: corrections, and where something newer is."""

from collections.abc import Iterable, Mapping

import streamlit as st
from markupsafe import Markup

from blueprint.domain.editions import Edition, EditionState
from blueprint.domain.errata import Erratum, ErratumKind
from blueprint.locales import gettext as _
from blueprint.locales import mark
from blueprint.services.context import Workbench
from blueprint.services.publishing import errata as service
from blueprint.ui.components.heading import subheading
from blueprint.ui.html.markup import draw, joined, part
from blueprint.ui.html.times import day
from blueprint.ui.session import flash

_KINDS = {
    ErratumKind.ERRATUM.value: mark("A correction: something in it is wrong"),
    ErratumKind.SUPERSEDED.value: mark("Something else has taken its place"),
}
_NAMES = {ErratumKind.ERRATUM: mark("Correction"), ErratumKind.SUPERSEDED: mark("Superseded")}


def errata(
    workbench: Workbench, actor_id: str | None, collection_id: str, found: Iterable[Edition], *, publishing: bool
) -> None:
    """Draw the notes on a collection's editions; who may publish adds and withdraws them."""
    editions = {edition.id: edition for edition in found if edition.state is EditionState.PUBLISHED}
    shown = service.list_errata(workbench, actor_id, collection_id)
    if not editions or not (shown or publishing):
        return
    subheading(_("Notes on editions"))
    with st.container(key="bp-list-errata", gap=None):
        for erratum in shown:
            _note(workbench, actor_id, erratum, editions[erratum.edition_id], publishing=publishing)
    if publishing:
        _form(workbench, actor_id, editions, len(shown))


def _note(workbench: Workbench, actor_id: str | None, erratum: Erratum, edition: Edition, *, publishing: bool) -> None:
    with st.container(key=f"bp-erratum-{erratum.id}", horizontal=True, vertical_alignment="center"):
        draw("{}", _erratum(erratum, edition))
        if publishing and erratum.withdrawn_at is None:
            st.button(
                _("Take back"),
                type="tertiary",
                key=f"withdraw-{erratum.id}",
                on_click=_withdraw,
                args=(workbench, actor_id, erratum.id),
            )


def _erratum(erratum: Erratum, edition: Edition) -> Markup:
    chapter = edition.chapters[erratum.chapter - 1].title if erratum.chapter else ""
    gone = _("taken back {date}", date=day(erratum.withdrawn_at.date())) if erratum.withdrawn_at else ""
    number = _("edition {number}", number=edition.number)
    facts = (_(_NAMES[erratum.kind]), number, chapter, day(erratum.added_at.date()), gone)
    successor = part(" <a href='{}' rel='noopener' target='_blank'>{}</a>", erratum.successor, erratum.successor)
    return part(
        "<div><p class='bp-facts'>{}</p><p dir='auto'>{}{}</p></div>",
        joined(" · ", [part("<bdi>{}</bdi>", fact) for fact in facts if fact]), erratum.body,
        successor if erratum.successor else "",
    )  # fmt: skip


def _form(workbench: Workbench, actor_id: str | None, editions: Mapping[str, Edition], already: int) -> None:
    """Draw the form; it is empty again when one more note than `already` is on."""
    with st.expander(_("Put a note on an edition"), icon=":material/edit_note:", key="note"):
        st.caption(
            _("Everyone sees it on the edition's page and in the feeds. The files of the edition stay as they are.")
        )
        edition_id = st.selectbox(
            _("Edition"),
            [*editions],
            format_func=lambda id: _name(editions[id]),
            placeholder=_("Choose an edition"),
            key="note-edition",
        )
        with st.form("note-form", border=False):
            kind = st.radio(
                _("What kind of note"), [*_KINDS], format_func=lambda kind: _(_KINDS[kind]), key="note-kind"
            )
            chapter = _chapter_choice(editions[edition_id])
            body = st.text_area(
                _("What readers should know"), max_chars=service.BODY_LENGTH, key=f"note-body-{already}"
            )
            successor = st.text_input(
                _("Address of what to read instead, if there is something"),
                key=f"note-successor-{already}",
                placeholder="https://…",
            )
            added = st.form_submit_button(_("Put the note on"), type="primary", key="note-add")
    if added:
        with flash.show_errors():
            service.add_erratum(
                workbench, actor_id, edition_id, kind=ErratumKind(kind), body=body, chapter=chapter, successor=successor
            )
            flash.confirm(_("The note is on the edition."))
            st.rerun()


def _chapter_choice(edition: Edition) -> int:
    titles = [_("The whole edition"), *(chapter.title for chapter in edition.chapters)]
    chosen = st.selectbox(
        _("What it is about"),
        range(len(titles)),
        format_func=titles.__getitem__,
        placeholder=_("Choose a proposal"),
        key=f"note-chapter-{edition.id}",
    )
    return int(chosen)


def _name(edition: Edition) -> str:
    return _("Edition {number}: {title}", number=edition.number, title=edition.title)


def _withdraw(workbench: Workbench, actor_id: str | None, erratum_id: str) -> None:
    with flash.defer_errors():
        service.withdraw_erratum(workbench, actor_id, erratum_id)
