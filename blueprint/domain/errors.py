"""Everything that can go wrong through a person's doing, each with a sentence that says what to do.

    BlueprintError
    ├── NotSignedIn     no session, or one that has ended
    ├── NotAllowed      signed in, but the role does not reach
    ├── NotFound        no such thing, or none this person may know of (the two are told apart for nobody)
    ├── LinkSpent       a one-time link that was used, withdrawn or has run out
    ├── TooMany         too many attempts in a short time
    ├── Invalid         what was given cannot be taken as it is
    │   └── TooLarge    … because it is too long or too big
    └── Conflict        the thing has moved on since the person looked at it
        └── MergeNeeded two people changed the same paragraph: both wordings are kept for a person to decide

`ui/session/flash.py` and `web/` show `str(error)` as it stands, so each message is written for the person who reads it.
"""

from typing import Any


class BlueprintError(Exception):
    """Root of every error that a person can cause; `str()` is the sentence to show."""


class NotSignedIn(BlueprintError):
    """Nobody is signed in."""

    def __init__(self, message: str = "You are not signed in. Sign in, and you come back to this page.") -> None:
        super().__init__(message)


class NotAllowed(BlueprintError):
    """The person's role does not reach this far."""


class NotFound(BlueprintError):
    """There is no such thing, or this person may not know of it."""

    def __init__(
        self, message: str = "There is nothing here that you can see. Check the address, or ask who sent it."
    ) -> None:
        super().__init__(message)


class LinkSpent(BlueprintError):
    """A one-time link no longer works."""

    def __init__(
        self, message: str = "This link has been used or has run out. Ask the person who sent it for a new one."
    ) -> None:
        super().__init__(message)


class TooMany(BlueprintError):
    """Too many attempts in a short time."""


class Invalid(BlueprintError):
    """What was given cannot be taken as it is; `field` names where it was typed, when there is one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class TooLarge(Invalid):
    """What was given is longer or bigger than we hold."""


class Conflict(BlueprintError):
    """The thing has moved on since the person looked at it; nothing was written."""


class MergeNeeded(Conflict):
    """Both sides changed the same paragraphs.

    `merge` is a `blueprint.domain.revisions.PendingMerge`: the head it was merged with, and the parts to decide.
    """

    def __init__(self, merge: Any) -> None:
        super().__init__("Someone else changed the same paragraphs. Both wordings are below: choose, or write a third.")
        self.merge = merge
