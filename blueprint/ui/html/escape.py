"""People's words inside Streamlit's labels, which read Markdown: shown as they were typed, never obeyed."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+.!|~$:&@/-])")


def literal(text: str) -> str:
    """Escape `text` so that Markdown, directives (`:red[…]`), formulas and bare addresses show as typed characters.

    Without this a title such as `![](https://…)` would make every reader's browser call on a stranger's server.
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
