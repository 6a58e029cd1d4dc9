"""People's words inside Streamlit's labels, which read Markdown: shown as they were typed, never obeyed."""

import re
from typing import NewType

from blueprint.locales import gettext as _

Label = NewType("Label", str)
"""Words that Streamlit may read as Markdown: what people wrote in them is escaped."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+.!|~$:&@/-])")


def label(message: str, /, **values: object) -> Label:
    """A translated label with its placeholders filled; the values are escaped."""
    return Label(_(message, **{name: literal(str(value)) for name, value in values.items()}))


def literal(text: str) -> Label:
    """Escape `text` so that Markdown, directives (`:red[…]`), formulas and bare addresses show as typed characters.

    Without this a title such as `![](https://…)` would make every reader's browser call on a stranger's server.
    """
    return Label(_SPECIAL.sub(r"\\\1", " ".join(text.split())))
