"""A collection's own words: title, foreword, language."""

import streamlit as st

from blueprint.domain.collections import Collection
from blueprint.domain.page_settings import PageSettings
from blueprint.domain.validation import TITLE_LENGTH
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench
from blueprint.services.publishing import collections
from blueprint.ui.components.language_choice import language_choice
from blueprint.ui.html import urls
from blueprint.ui.html.escape import label
from blueprint.ui.html.markup import draw
from blueprint.ui.session import flash


def collection_form(workbench: Workbench, actor_id: str | None, collection: Collection) -> None:
    """Draw the form; saving shows the page anew."""
    with (
        st.expander(_("Title, foreword and language"), icon=":material/edit:", key="words"),
        st.form("words-form", border=False),
    ):
        title = st.text_input(_("Title"), value=collection.title, max_chars=TITLE_LENGTH, key="words-title")
        foreword = st.text_area(
            _("Foreword"), value=collection.foreword, height=240, key="words-foreword", help=_("Markdown, if you like.")
        )
        language = language_choice(
            label("Language of title and foreword"), key="words-language", chosen=collection.language
        )
        pages = _page_settings(collection.pages)
        saved = st.form_submit_button(_("Save"), type="primary", key="words-save")
    if saved:
        with flash.show_errors():
            collections.edit_collection(
                workbench, actor_id, collection.id, title=title, foreword=foreword, language=language, pages=pages
            )
            flash.confirm(_("The collection is saved."))
            st.rerun()


def _page_settings(chosen: PageSettings) -> PageSettings:
    """Draw the choices for the pages of the PDF."""
    draw("<p class='bp-note-line'>{}</p>", _("Pages of the PDF"))
    return PageSettings(
        hyphenate=st.checkbox(_("Divide words at the ends of lines"), value=chosen.hyphenate, key="pages-hyphenate"),
        two_sided=st.checkbox(
            _("For printing on both sides: a wider margin where leaves are bound"),
            value=chosen.two_sided,
            key="pages-two-sided",
        ),
        link_addresses=st.checkbox(
            _("Print the addresses of links as footnotes"), value=chosen.link_addresses, key="pages-link-addresses"
        ),
    )


def new_collection(workbench: Workbench, actor_id: str | None, convening_id: str, *, first: bool) -> None:
    """Draw the form for a new collection, unfolded when it is the `first`; beginning opens it."""
    with (
        st.expander(_("Start a collection"), icon=":material/add:", expanded=first, key="begin"),
        st.form("begin-form", border=False),
    ):
        title = st.text_input(_("Title"), max_chars=TITLE_LENGTH, key="begin-title")
        language = language_choice(label("Language of title and foreword"), key="begin-language")
        name = st.text_input(
            _("Name in addresses"),
            max_chars=60,
            key="begin-name",
            placeholder=_("Made from the title"),
            help=_(
                "Latin letters and digits, as in water-for-all. It stays as it is once an edition is published. "
                "A title in another script gives none."
            ),
        )
        submitted = st.form_submit_button(_("Start the collection"), type="primary", key="begin-go")
    if submitted:
        with flash.show_errors():
            created = collections.create_collection(
                workbench, actor_id, convening_id, title=title, foreword="", language=language, name=name
            )
            urls.go(urls.collection(created.id))
