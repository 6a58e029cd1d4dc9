"""The editor: writes a proposal's text as it will look, or as Markdown, and never loses a word.

A component of the browser, bundled from src/ into dist/ by hatch_build.py. Text goes from Python to the browser as `data`
and comes back as a trigger when the person presses "Save revision"; the draft in between does not pass through Streamlit:
the browser sends it to `draft_url` by itself, at the latest 1.5 seconds after a keystroke.

What a page's server must answer, all with the session's cookie:

* `PUT draft_url` and `GET draft_url` as `blueprint/web/api/drafts.py` does; 401 when signed out; 403, 404, 409, 413 or
  422 with `{"message"}`, a sentence the person is shown;
* the websocket `/api/updates` (`blueprint/web/updates`), which tells that another device has written the draft;
* `POST images_url` (multipart, field `file`) → 200 `{"src": "images/<sha256>.<ext>"}` or 4xx `{"message"}`;
* `GET images_base + "images/<sha256>.<ext>"` → the image;
* `GET /assets/editor/<file>` → the file of that name in `bundle_folder()`, JavaScript as `text/javascript`.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated, NamedTuple

import streamlit as st
from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from blueprint.component_assets import MOUNT
from blueprint.domain.drafts import DraftConflict
from blueprint.domain.errors import Invalid
from blueprint.locales import gettext as _
from blueprint.ui.components.editor.messages import editor_messages

_DIST = Path(__file__).parent / "dist"

# The bundle is fetched once from its own address; given inline, Streamlit would send all of it with every rerun.
_LOADER = f"""{MOUNT}
export default function (component) {{
  return mount(component, new URL(component.data.bundle, document.baseURI).href);
}}
"""

_mount = st.components.v2.component("blueprint_editor", js=_LOADER, isolate_styles=False)


class EditorResult(NamedTuple):
    """What the person saved: the text and its title, started from `base`; `sequence` and `state` are the saved draft's."""

    title: str
    markdown: str
    message: str
    base: str | int
    sequence: int
    state: str


def bundle_folder() -> Path:
    """The folder that must be served at `/assets/editor/`."""
    return _DIST


def bundle_address(name: str = "editor.js") -> str:
    """The URL of a bundle, with the start of its SHA-256 as the query, so that it may be cached for ever.

    "editor.js" is the editor; "math.js" draws formulas and "sealed_storage.js" encrypts what is stored, for the reading view
    too.
    """
    bundle = _DIST / name
    version = sha256(bundle.read_bytes()).hexdigest()[:16] if bundle.is_file() else "absent"
    return f"/assets/editor/{name}?{version}"


def editor(
    *,
    key: str,
    markdown: str,
    title: str,
    language: str,
    base: str | int,
    draft_url: str,
    draft_topic: str,
    images_url: str,
    storage_key: str,
    sequence: int = 0,
    state: str = "",
    conflicts: Sequence[DraftConflict] = (),
    version: str | None = None,
    journal_key: str | None = None,
    images_base: str = "/",
    sign_in_url: str = "/sign-in",
    principles: Sequence[tuple[str, str]] = (),
    refusal: str = "",
    read_only: bool = False,
    on_save: Callable[[], None] = lambda: None,
) -> EditorResult | None:
    """Show the editor; gives what was saved in the run that follows "Save revision", else None.

    `markdown` and `title` are the person's draft (`sequence`, `state` and `conflicts` are its own) or else the revision
    `base`. They are read when the editor appears, never at another rerun; when `version` changes (by default: when `base`
    does), the editor asks at `draft_url` what is new. `journal_key`
    names proposal and person on the person's own device, and with `storage_key` (`services.accounts.browser_storage`) that
    device encrypts what it stores. `principles` are (name, statement) pairs shown under the text.
    `refusal` is a sentence to show when the last save was refused. `on_save` runs before the page does.
    """
    data = {
        "bundle": bundle_address(), "markdown": markdown, "title": title, "language": language, "base": base,
        "version": version if version is not None else str(base), "sequence": sequence, "state": state,
        "conflicts": [{"id": conflict.id, **conflict.model_dump()} for conflict in conflicts],
        "draftUrl": draft_url, "draftTopic": draft_topic, "mathUrl": bundle_address("math.js"),
        "imagesUrl": images_url, "imagesBase": images_base, "signInUrl": sign_in_url,
        "journalKey": journal_key or key, "storageKey": storage_key,
        "principles": [{"name": name, "statement": statement} for name, statement in principles],
        "refusal": refusal, "readOnly": read_only, "messages": editor_messages(),
    }  # fmt: skip
    shown = _mount(key=key, data=data, on_revision_change=on_save)
    return _result(shown.revision)


def _result(sent: object) -> EditorResult | None:
    """The trigger as a value; its text comes from a browser and may hold any characters. Raises `Invalid`."""
    if not sent:
        return None
    try:
        found = _SavePayload.model_validate(sent)
    except ValidationError:
        raise Invalid(
            _("The editor sent something we cannot read. Copy your text, load the page again, paste it.")
        ) from None
    return EditorResult(found.title, found.markdown, found.message, found.base, found.sequence, found.state)


def _storable(text: object) -> object:
    """Text that can be stored: a lone surrogate, half of a character, becomes U+FFFD."""
    if not isinstance(text, str):
        return text or ""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


_Text = Annotated[str, BeforeValidator(_storable), Field(strict=True)]


class _SavePayload(BaseModel):
    """The trigger. `base` is the text that `editor` was given, if that was no number."""

    title: _Text
    markdown: _Text
    message: _Text = ""
    state: Annotated[_Text, Field(max_length=64)] = ""
    base: Annotated[int, Field(strict=True, ge=0, le=2**31 - 1)] | Annotated[str, Field(strict=True, max_length=64)]
    sequence: int = Field(default=0, ge=0, le=2**53)
