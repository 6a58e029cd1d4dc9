"""Convenings: a group convened on a theme, the people in it, the invitations to it."""

from datetime import date, datetime
from enum import StrEnum

from blueprint.domain.errors import Invalid
from blueprint.domain.value import Value
from blueprint.locales import gettext as _
from blueprint.locales import mark


class Role(StrEnum):
    """A member's role in a convening, the one with the most permissions first."""

    CONVENOR = "convenor"
    EDITOR = "editor"
    AUTHOR = "author"
    REVIEWER = "reviewer"
    OBSERVER = "observer"


ROLE_LABELS = {
    Role.CONVENOR: mark("convenor"),
    Role.EDITOR: mark("editor"),
    Role.AUTHOR: mark("author"),
    Role.REVIEWER: mark("reviewer"),
    Role.OBSERVER: mark("observer"),
}
"""Each role within a sentence; translated where shown."""


class Visibility(StrEnum):
    """Who may read a convening's proposals and threads."""

    MEMBERS = "members"
    ACCOUNTS = "accounts"
    """Everyone with an account may read; only members take part."""


class Convening(Value):
    """A group convened on a theme. `starts_on` and `ends_on` are the dates of its work; None: open."""

    id: str
    title: str
    purpose: str
    visibility: Visibility = Visibility.MEMBERS
    starts_on: date | None = None
    ends_on: date | None = None
    created_at: datetime


class Member(Value):
    """A person with a role in a convening; one row of the list that its members see. Not `enabled`: they cannot act."""

    convening_id: str
    person_id: str
    name: str
    email: str
    organisation: str = ""
    role: Role
    joined_at: datetime
    enabled: bool = True


class Invitation(Value):
    """An invitation by email to take part in a convening; open until accepted, withdrawn or expired."""

    id: str
    convening_id: str
    email: str
    role: Role
    invited_by: str
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None = None
    withdrawn_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether its link still works."""
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at


def check_dates(starts_on: date | None, ends_on: date | None) -> None:
    """Raise `Invalid` when a convening would end before it starts."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid(_("The convening would end before it starts. Change one of the two dates."), "dates")
