"""Starting a proposal: from a template, from nothing, or from a file."""

from typing import Literal

import streamlit as st

from blueprint.domain.validation import TITLE_LENGTH
from blueprint.locales import gettext as _
from blueprint.locales import mark
from blueprint.services.context import Workbench
from blueprint.services.drafting import proposals
from blueprint.services.drafting.proposals import Template
from blueprint.ui.components.importing.from_file import from_file
from blueprint.ui.components.language_choice import language_choice
from blueprint.ui.html import urls
from blueprint.ui.html.escape import label
from blueprint.ui.html.markup import draw
from blueprint.ui.session import flash

Source = Literal["template", "empty", "file"]
_SOURCES: dict[Source, str] = {
    "template": mark("A template"),
    "empty": mark("An empty page"),
    "file": mark("A file"),
}


def new_proposal(workbench: Workbench, actor_id: str | None, convening_id: str, *, first: bool) -> None:
    """Draw the form, unfolded when it is the convening's `first` proposal; starting opens the draft."""
    with st.expander(_("Start a proposal"), icon=":material/add:", expanded=first, key="start"):
        source = st.segmented_control(
            _("Start from"),
            [*_SOURCES],
            format_func=lambda source: _(_SOURCES[source]),
            default="template",
            required=True,
            key="source",
        )
        language = language_choice(label("Language of the text"), key="start-language")
        match source:
            case "file":
                from_file(workbench, actor_id, convening_id, language)
            case "empty":
                _from_text(workbench, actor_id, convening_id, language, "")
            case _:
                _from_template(workbench, actor_id, convening_id, language)


def offered(templates: tuple[Template, ...], language: str) -> tuple[Template, ...]:
    """The templates written in a language, by its primary subtag; those in English where there are none."""
    primary = language.split("-", 1)[0]
    fitting = tuple(t for t in templates if t.language.split("-", 1)[0] == primary)
    return fitting or tuple(t for t in templates if t.language == "en")


def _from_template(workbench: Workbench, actor_id: str | None, convening_id: str, language: str) -> None:
    choices = {template.key: template for template in offered(proposals.templates(workbench.policies), language)}
    key = st.selectbox(
        _("Template"),
        [*choices],
        format_func=lambda key: choices[key].name,
        placeholder=_("Choose a template"),
        key=f"template-{language}",
    )
    draw("<p class='bp-quiet' dir='auto'>{}</p>", choices[key].description)
    _from_text(workbench, actor_id, convening_id, language, choices[key].markdown)


def _from_text(workbench: Workbench, actor_id: str | None, convening_id: str, language: str, text: str) -> None:
    with st.form("start-form", border=False):
        title = st.text_input(_("Title"), key="start-title", max_chars=TITLE_LENGTH, help=_("It can be changed later."))
        started = st.form_submit_button(_("Start writing"), type="primary", key="start-go")
    if started:
        with flash.show_errors():
            created = proposals.start_proposal(
                workbench, actor_id, convening_id, title=title, language=language, markdown=text
            )
            urls.go(urls.draft(created.id))
