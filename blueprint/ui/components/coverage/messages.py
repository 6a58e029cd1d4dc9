"""The words of the table of proposals by principles in the browser."""

from blueprint.locales import gettext as _
from blueprint.locales import mark
from blueprint.ui.components.client_messages import ClientMessages, client_messages

_TEXTS = {
    "advances": mark("advances"),
    "advancing": mark("Proposals that advance it"),
    "caption": mark("Proposals by principles"),
    "claimAdvances": mark("{proposal} advances {principle}."),
    "claimTension": mark("{proposal} is in tension with {principle}."),
    "gap": mark("no proposal advances it"),
    "nothing": mark("nothing"),
    "pointing": mark("Point at a mark, or press it, to read why it is there."),
    "tension": mark("is in tension with"),
    "world": mark("A world {statement}"),
}


def coverage_messages() -> ClientMessages:
    """The messages by key, in the language in use."""
    return client_messages({key: _(text) for key, text in _TEXTS.items()})
