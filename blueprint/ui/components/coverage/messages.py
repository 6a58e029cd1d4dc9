"""The words of the table of proposals by principles in the browser."""

from blueprint.locales import gettext as _
from blueprint.ui.components.client_messages import ClientMessages, client_messages


def coverage_messages() -> ClientMessages:
    """The messages by key, in the language in use."""
    return client_messages(_texts())


def _texts() -> dict[str, str]:
    return {
        "advances": _("advances"),
        "advancing": _("Proposals that advance it"),
        "caption": _("Proposals by principles"),
        "claimAdvances": _("{proposal} advances {principle}."),
        "claimTension": _("{proposal} is in tension with {principle}."),
        "gap": _("no proposal advances it"),
        "nothing": _("nothing"),
        "pointing": _("Point at a mark, or press it, to read why it is there."),
        "tension": _("is in tension with"),
        "world": _("A world {statement}"),
    }
