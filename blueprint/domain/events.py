"""Events of the audit trail, written in the same transaction as the change they record."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from blueprint.domain.value import Value


class EventKind(StrEnum):
    """What happened, in the past tense."""

    ACCOUNT_CREATED = "account created"
    SIGNED_IN = "signed in"
    SIGNED_OUT_EVERYWHERE = "signed out everywhere"
    SESSION_ENDED = "session ended"
    PASSWORD_CHANGED = "password changed"  # noqa: S105 an event's name, no secret
    STEWARD_APPOINTED = "steward appointed"
    ACCOUNT_DISABLED = "account disabled"
    ACCOUNT_ENABLED = "account enabled"
    ACCOUNT_DELETED = "account deleted"
    PERSONAL_DATA_EXPORTED = "personal data exported"
    CONVENING_CREATED = "convening created"
    CONVENING_EDITED = "convening edited"
    MEMBER_INVITED = "member invited"
    INVITATION_WITHDRAWN = "invitation withdrawn"
    MEMBER_JOINED = "member joined"
    ROLE_CHANGED = "role changed"
    MEMBER_REMOVED = "member removed"
    MEMBER_LEFT = "member left"
    PROPOSAL_STARTED = "proposal started"
    AUTHORS_CHANGED = "authors changed"
    REVISION_SAVED = "revision saved"
    THREAD_STARTED = "thread started"
    COMMENT_WRITTEN = "comment written"
    COMMENT_EDITED = "comment edited"
    COMMENT_RETRACTED = "comment retracted"
    THREAD_RESOLVED = "thread resolved"
    THREAD_REOPENED = "thread reopened"
    THREAD_PLACED = "thread placed by hand"
    PROPOSAL_TAGGED = "proposal tagged"
    TAG_REMOVED = "tag removed"
    PROPOSAL_SUBMITTED = "proposal submitted for review"
    PROPOSAL_RETURNED = "proposal returned to draft"
    PROPOSAL_ADOPTED = "proposal adopted"
    PROPOSAL_WITHDRAWN = "proposal withdrawn"
    PROPOSAL_REOPENED = "proposal reopened"
    PROPOSAL_PUBLISHED = "proposal published"
    COLLECTION_CREATED = "collection created"
    COLLECTION_EDITED = "collection edited"
    EDITION_STARTED = "edition started"
    EDITION_PUBLISHED = "edition published"
    EDITION_FAILED = "edition failed"
    ERRATUM_ADDED = "note put on an edition"
    ERRATUM_WITHDRAWN = "note on an edition taken back"
    IMAGE_ADDED = "image added"


OF_ONES_OWN_ACCOUNT = frozenset(
    {
        EventKind.ACCOUNT_CREATED, EventKind.SIGNED_IN, EventKind.SIGNED_OUT_EVERYWHERE, EventKind.SESSION_ENDED,
        EventKind.PASSWORD_CHANGED, EventKind.PERSONAL_DATA_EXPORTED,
    }
)  # fmt: skip
"""What a person does with their account alone; forgotten when it is deleted."""


class Event(Value):
    """Who did what, when, to what. `actor_id` is None for the system; `data` holds the details.

    `person_name` is what the person is called whom `data` names by `person_id`, member or not.
    """

    id: int
    at: datetime
    actor_id: str | None
    actor_name: str = ""
    fact: EventKind
    convening_id: str | None = None
    proposal_id: str | None = None
    person_name: str = ""
    data: dict[str, str | int | None] = Field(default_factory=dict)
