"""Starting a proposal from a file: choose it, read the report beside the text, then bring it in."""

import streamlit as st

from blueprint.domain.validation import TITLE_LENGTH
from blueprint.locales import current_language, using_language
from blueprint.locales import gettext as _
from blueprint.publishing.importing.read import ImportedText
from blueprint.services.context import Workbench
from blueprint.services.drafting import imports
from blueprint.ui.components.importing.preview import draw_preview
from blueprint.ui.html import urls
from blueprint.ui.session import flash, open_uploaders

MOST_READ, SECONDS_KEPT = 8, 900
"""How many files that were read are remembered for all people together, and how long."""


def from_file(workbench: Workbench, actor_id: str | None, convening_id: str, language: str) -> None:
    """Draw the choice of a file, and when one is chosen, its report, its text and the button that brings it in."""
    # Of any type: Streamlit would refuse the others in a word of programmers, which is shown to a mouse that rests on it.
    open_uploaders.opened(actor_id)
    file = st.file_uploader(_("Word, OpenDocument, HTML or Markdown file"), key="start-file")
    if file is None:
        return
    with flash.show_errors():
        with st.spinner(_("Reading the file")):
            imported = _read(file.name, file.getvalue(), current_language())
        draw_preview(imported, language)
        _bring_in(workbench, actor_id, convening_id, imported, language)


@st.cache_data(max_entries=MOST_READ, ttl=SECONDS_KEPT, show_spinner=False)
def _read(filename: str, content: bytes, interface: str) -> ImportedText:
    """The file, read once; the report's sentences are in the interface's language."""
    with using_language(interface):
        return imports.read_upload(filename, content)


def _bring_in(
    workbench: Workbench, actor_id: str | None, convening_id: str, imported: ImportedText, language: str
) -> None:
    with st.form("start-form-file", border=False):
        title = st.text_input(
            _("Title"),
            key="start-file-title",
            max_chars=TITLE_LENGTH,
            placeholder=imported.title,
            help=_("It can be changed later."),
        )
        started = st.form_submit_button(_("Bring it in"), type="primary", key="start-go")
    if started:
        with st.spinner(_("Bringing it in")):
            created = imports.import_text(
                workbench, actor_id, convening_id, imported, language=language, title=title or None
            )
        urls.go(urls.draft(created.id))
