"""Errors that a person can cause, each with a sentence that says what to do.

    BlueprintError
    ├── NotSignedIn     no session, or an expired one
    ├── NotAllowed      signed in, but without the permission
    ├── NotFound        missing, or not visible to this person (both read the same)
    ├── LinkSpent       a one-time link that was used, withdrawn or has expired
    ├── TooMany         too many attempts in a short time
    ├── Damaged         stored, but no longer with the bytes that were written (no person's doing)
    ├── Invalid         the input is not acceptable
    │   └── TooLarge    … because it is too long or too big
    └── Conflict        the thing has changed since the person loaded it
        ├── MergeNeeded two people changed the same paragraph: a person has to choose
        └── AncestorNeeded  a draft has to be merged, and the text it follows on from is not known here

`ui/session/flash.py` and `web/` show `str(error)` unchanged, so every sentence is for the person who reads it, and is
translated into the language in use when the error is raised.
"""

from typing import Any

from blueprint.locales import gettext as _


class BlueprintError(Exception):
    """Root of every error that a person can cause; `str()` is the sentence to show."""


class NotSignedIn(BlueprintError):
    """Nobody is signed in."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or _("You are not signed in. Sign in, and you come back to this page."))


class NotAllowed(BlueprintError):
    """The person may see the thing, but not do this with it."""


class NotFound(BlueprintError):
    """There is no such thing, or this person may not see it."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or _("There is nothing here that you can see. Check the address, or ask who sent it."))


class LinkSpent(BlueprintError):
    """A one-time link no longer works."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(
            message or _("This link has been used or has run out. Ask the person who sent it for a new one.")
        )


class TooMany(BlueprintError):
    """Too many attempts in a short time."""


class Damaged(BlueprintError):
    """What is stored is not what was written, so that it is shown to nobody."""


class Invalid(BlueprintError):
    """The input is not acceptable; `field` names the input field, when there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class TooLarge(Invalid):
    """The input is longer or bigger than its limit."""


class Conflict(BlueprintError):
    """The thing has changed since the person loaded it; nothing was written."""


class MergeNeeded(Conflict):
    """Both sides changed the same paragraphs.

    `merge` is a `blueprint.domain.merges.PendingMerge`: the head it was merged with, and the parts to decide.
    """

    def __init__(self, merge: Any) -> None:
        super().__init__(
            _("Someone else changed the same paragraphs. Both wordings are below: choose, or write a third.")
        )
        self.merge = merge


class AncestorNeeded(Conflict):
    """The draft was changed on another device; the editor has to send the text that its own follows on from."""

    def __init__(self) -> None:
        super().__init__(
            _("You went on writing in another window or on another device. Load this page again to go on with both.")
        )
