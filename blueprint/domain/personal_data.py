"""What the workbench holds about a person, in the form in which it is handed to them.

`PersonalData` is the file `data.json` of the archive; docs/guide/your-account.md explains it to its readers. Texts are in
files of their own beside it, which `file` names.
"""

from datetime import datetime

from blueprint.domain.convenings import Invitation, Role
from blueprint.domain.drafts import DraftConflict
from blueprint.domain.errata import Erratum
from blueprint.domain.events import Event
from blueprint.domain.people import BrowserSession, OneTimeLink, Person
from blueprint.domain.principles import Tag
from blueprint.domain.proposals import Status
from blueprint.domain.value import Value

FORMAT = "blueprint-personal-data/1"


class HeldProfile(Person):
    """The account itself, with the day it was made."""

    created_at: datetime


class HeldMembership(Value):
    """A convening that the person takes part in."""

    convening_id: str
    convening: str
    role: Role
    joined_at: datetime


class HeldProposal(Value):
    """A proposal that names the person as an author."""

    proposal_id: str
    title: str
    language: str
    status: Status


class HeldRevision(Value):
    """A revision that the person saved; its text is in `file`."""

    proposal_id: str
    number: int
    title: str
    language: str
    message: str
    saved_at: datetime
    parent: int | None
    merged: int | None
    restored: int | None
    content_hash: str
    file: str


class HeldDraft(Value):
    """What the person has typed and not saved; its text is in `file`."""

    proposal_id: str
    base: int
    title: str
    saved_at: datetime
    conflicts: tuple[DraftConflict, ...]
    file: str


class HeldComment(Value):
    """A comment of the person, with the words that its thread was started on. A retracted one nobody sees any more."""

    comment_id: str
    thread_id: str
    proposal_id: str
    about: str
    body: str
    written_at: datetime
    edited_at: datetime | None
    retracted: bool


class HeldPicture(Value):
    """A picture that the person added; its bytes are in `file`, which is empty when they are lost."""

    proposal_id: str
    added_at: datetime
    file: str


class HeldEdition(Value):
    """An edition that the person began to publish."""

    edition_id: str
    title: str
    number: int
    started_at: datetime
    published_at: datetime | None


class PersonalData(Value):
    """Everything about one person, the oldest first in each list."""

    format: str = FORMAT
    made_at: datetime
    profile: HeldProfile
    memberships: tuple[HeldMembership, ...]
    sessions: tuple[BrowserSession, ...]
    sign_in_links: tuple[OneTimeLink, ...]
    failed_sign_ins: tuple[datetime, ...]
    invitations_received: tuple[Invitation, ...]
    invitations_made: tuple[Invitation, ...]
    proposals: tuple[HeldProposal, ...]
    revisions: tuple[HeldRevision, ...]
    drafts: tuple[HeldDraft, ...]
    comments: tuple[HeldComment, ...]
    tags: tuple[Tag, ...]
    pictures: tuple[HeldPicture, ...]
    editions: tuple[HeldEdition, ...]
    errata: tuple[Erratum, ...]
    events: tuple[Event, ...]
