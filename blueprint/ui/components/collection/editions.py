"""A collection's editions: the one being made, those published, the one that failed."""

from collections.abc import Iterable
from datetime import datetime

import streamlit as st
from markupsafe import Markup

from blueprint.domain.collections import Collection
from blueprint.domain.editions import UNFINISHED, Artifact, Edition, EditionState
from blueprint.domain.limits import megabytes
from blueprint.locales import gettext as _
from blueprint.locales import mark, ngettext
from blueprint.services.context import Workbench
from blueprint.services.publishing import edition_formats, editions
from blueprint.services.publishing.edition_formats import BuildStep
from blueprint.services.publishing.edition_status import step_label
from blueprint.ui.components.heading import empty, subheading
from blueprint.ui.components.more import more_of, shown_of
from blueprint.ui.html import urls
from blueprint.ui.html.escape import literal
from blueprint.ui.html.markup import draw, joined, part
from blueprint.ui.html.times import day
from blueprint.ui.session import flash
from blueprint.ui.session.interface_language import in_session_language

_STEP_STATES = {"done": mark("done"), "doing": mark("being made"), "waiting": mark("to be made")}


def is_unfinished(edition: Edition) -> bool:
    """Whether the edition is waiting or being made."""
    return edition.state in UNFINISHED


def show_progress(workbench: Workbench, actor_id: str | None, found: Iterable[Edition], *, publishing: bool) -> None:
    """Draw how far the edition being made has come, when there is one; the page changes when it is done.

    Who is `publishing` may stop it.
    """
    every = tuple(found)
    for edition in every:
        if is_unfinished(edition):
            _follow(workbench, actor_id, edition.id, edition_formats.has_redline(edition, every), publishing)


@st.fragment(run_every=1.0)
@in_session_language()
def _follow(workbench: Workbench, actor_id: str | None, edition_id: str, with_redline: bool, publishing: bool) -> None:
    edition = editions.read_edition(workbench, actor_id, edition_id)
    if not is_unfinished(edition):
        st.rerun()
    step = step_label(edition)
    progress = _("Edition {number}: {step}", number=edition.number, step=step)
    st.progress(min(max(edition.progress, 0.0), 1.0), text=literal(progress))
    _show_steps(edition_formats.steps(edition, with_redline=with_redline))
    st.caption(_("You can leave this page; the making goes on without you."))
    if publishing:
        st.button(_("Stop"), icon=":material/stop:", key="stop", on_click=_stop, args=(workbench, actor_id, edition_id))


def _show_steps(found: Iterable[BuildStep]) -> None:
    items = [
        part("<li class='bp-step-{}'>{} <span>{}</span></li>", step.state, step.name, _(_STEP_STATES[step.state]))
        for step in found
    ]
    draw("<ol class='bp-steps' aria-label='{}'>{}</ol>", _("Files of this edition"), joined("", items))


def _stop(workbench: Workbench, actor_id: str | None, edition_id: str) -> None:
    with flash.defer_errors():
        editions.stop_edition(workbench, actor_id, edition_id)


def show_editions(collection: Collection, found: Iterable[Edition]) -> None:
    """Draw the published ones, the newest first."""
    subheading(_("Editions"))
    name, done = f"editions-{collection.id}", [one for one in found if one.state is EditionState.PUBLISHED]
    if done:
        shown = done[: shown_of(name)]
        draw("<ul class='bp-editions'>{}</ul>", joined("", [published(collection, edition) for edition in shown]))
        more_of(name, len(shown), len(done))
    else:
        empty(
            _("None yet. An edition is a fixed state of this collection that anyone can read, and that never changes.")
        )


def published(collection: Collection, edition: Edition) -> Markup:
    """A list item: which edition, when, what is in it, where to read and to download it."""
    when = day(_moment(edition).date())
    read = part("<a href='{}' target='_self'>{}</a>", urls.edition_href(collection.slug, edition.number), _("Read"))
    files = [download(collection, edition, artifact) for artifact in edition.artifacts]
    return part(
        "<li><p><strong>{}</strong> <bdi>{}</bdi></p><p class='bp-facts'>{} · {}</p><p class='bp-link-list'>{}</p></li>",
        _("Edition {number}", number=edition.number),
        edition.title,
        when,
        ngettext("{count} proposal", "{count} proposals", len(edition.chapters)),
        joined(" ", [read, *files]),
    )


def download(collection: Collection, edition: Edition, artifact: Artifact) -> Markup:
    """A link to one of an edition's files, with its size."""
    return part(
        "<a href='{}' download='{}'>{} <small>{}</small></a>",
        urls.artifact_href(collection.slug, edition.number, artifact.filename),
        artifact.filename,
        _(edition_formats.file_name(artifact.format).text),
        _("{size} MB", size=megabytes(artifact.size)),
    )


def _moment(edition: Edition) -> datetime:
    return edition.published_at or edition.started_at
