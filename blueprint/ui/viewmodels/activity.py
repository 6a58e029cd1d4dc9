"""Events as sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup

from blueprint.domain.events import Event, EventKind
from blueprint.domain.principles import Principles
from blueprint.ui.html.markup import part
from blueprint.ui.html.times import ago

_DEEDS = {
    EventKind.CONVENING_CREATED: "created the convening",
    EventKind.CONVENING_EDITED: "changed what the convening says about itself",
    EventKind.MEMBER_INVITED: "invited {email} as {role}",
    EventKind.INVITATION_WITHDRAWN: "withdrew the invitation of {email}",
    EventKind.MEMBER_JOINED: "joined as {role}",
    EventKind.ROLE_CHANGED: "made {person} {role}",
    EventKind.MEMBER_REMOVED: "removed {person}",
    EventKind.PROPOSAL_STARTED: "started {proposal}",
    EventKind.AUTHORS_CHANGED: "changed who writes {proposal}",
    EventKind.REVISION_SAVED: "saved revision {revision} of {proposal}",
    EventKind.THREAD_STARTED: "started a thread in {proposal}",
    EventKind.COMMENT_WRITTEN: "replied in {proposal}",
    EventKind.COMMENT_EDITED: "changed a comment in {proposal}",
    EventKind.COMMENT_RETRACTED: "took a comment back in {proposal}",
    EventKind.THREAD_RESOLVED: "resolved a thread in {proposal}",
    EventKind.THREAD_REOPENED: "reopened a thread in {proposal}",
    EventKind.THREAD_PLACED: "said which words a thread in {proposal} is about",
    EventKind.PROPOSAL_TAGGED: "said that {proposal} {stance} the principle {principle}",
    EventKind.TAG_REMOVED: "took the principle {principle} off {proposal}",
    EventKind.PROPOSAL_SUBMITTED: "submitted {proposal} for review",
    EventKind.PROPOSAL_RETURNED: "returned {proposal} to draft",
    EventKind.PROPOSAL_ADOPTED: "adopted {proposal}",
    EventKind.PROPOSAL_WITHDRAWN: "withdrew {proposal}",
    EventKind.PROPOSAL_REOPENED: "reopened {proposal}",
    EventKind.PROPOSAL_PUBLISHED: "published {proposal}",
    EventKind.COLLECTION_CREATED: "began the collection {title}",
    EventKind.COLLECTION_EDITED: "changed the collection {title}",
    EventKind.EDITION_STARTED: "began edition {number} of {collection}",
    EventKind.EDITION_PUBLISHED: "published edition {number} of {collection}",
    EventKind.EDITION_FAILED: "could not make an edition of {collection}",
    EventKind.ERRATUM_ADDED: "put a note on edition {number} of {collection}",
    EventKind.ERRATUM_WITHDRAWN: "took back a note on edition {number} of {collection}",
    EventKind.IMAGE_ADDED: "added a picture to {proposal}",
}
_QUOTED = ("title", "collection")


@dataclass(frozen=True)
class Names:
    """What ids are called: proposals' titles, people's names, principles; `emails` says whether addresses may be shown."""

    proposals: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    principles: Mapping[str, str] = field(default_factory=dict)
    emails: bool = False


def deed(event: Event, names: Names) -> Markup:
    """Who did what, without when: “Ada saved revision 3 of ‘Water’”; facts about accounts read as they are recorded."""
    template = _DEEDS.get(event.fact, event.fact.value)
    doer = part("<bdi class='bp-name'>{}</bdi>", event.actor_name or "The workbench")
    return part("{} {}", doer, part(template, **_words(event, names)))


def told(event: Event, names: Names, now: datetime) -> Markup:
    """A list item: the deed, the message left with it, and when."""
    message = event.data.get("message")
    note = part(" <q dir='auto'>{}</q>", message) if message else Markup()
    when = part("<time datetime='{}'>{}</time>", event.at.isoformat(), ago(event.at, now))
    return part("<li>{}{} {}</li>", deed(event, names), note, when)


def _words(event: Event, names: Names) -> dict[str, object]:
    known: dict[str, object] = dict.fromkeys(("email", "role", "revision", "stance", "number", *_QUOTED), "")
    known |= {key: value for key, value in event.data.items() if value is not None}
    known |= {key: _quoted(str(known[key])) for key in _QUOTED}
    known["proposal"] = _quoted(names.proposals.get(event.proposal_id or "", "a proposal"))
    known["person"] = part("<bdi>{}</bdi>", names.people.get(str(event.data.get("person_id")), "a member"))
    key = str(event.data.get("principle", ""))
    known["principle"] = names.principles.get(key, key)
    return known if names.emails else known | {"email": "someone"}


def _quoted(title: str) -> Markup:
    return part("“<bdi>{}</bdi>”", title)


def principle_names(principles: Principles) -> Mapping[str, str]:
    """What the principles are called, by their keys."""
    return {principle.key: principle.name for principle in principles.all()}
