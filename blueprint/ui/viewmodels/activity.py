"""Events as sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup

from blueprint.domain.convenings import ROLE_LABELS, Role
from blueprint.domain.events import Event, EventKind
from blueprint.domain.principles import Principles, Stance
from blueprint.locales import gettext as _
from blueprint.locales import mark
from blueprint.ui.html.markup import part, sentence
from blueprint.ui.html.times import ago

_SENTENCES = {
    EventKind.CONVENING_CREATED: mark("{actor} created the convening"),
    EventKind.CONVENING_EDITED: mark("{actor} changed what the convening says about itself"),
    EventKind.MEMBER_INVITED: mark("{actor} invited {email} as {role}"),
    EventKind.INVITATION_WITHDRAWN: mark("{actor} withdrew the invitation of {email}"),
    EventKind.MEMBER_JOINED: mark("{actor} joined as {role}"),
    EventKind.MEMBER_LEFT: mark("{actor} left the convening"),
    EventKind.ROLE_CHANGED: mark("{actor} made {person} {role}"),
    EventKind.MEMBER_REMOVED: mark("{actor} removed {person}"),
    EventKind.PROPOSAL_STARTED: mark("{actor} started {proposal}"),
    EventKind.AUTHORS_CHANGED: mark("{actor} changed who writes {proposal}"),
    EventKind.REVISION_SAVED: mark("{actor} saved revision {revision} of {proposal}"),
    EventKind.THREAD_STARTED: mark("{actor} started a thread in {proposal}"),
    EventKind.COMMENT_WRITTEN: mark("{actor} replied in {proposal}"),
    EventKind.COMMENT_EDITED: mark("{actor} changed a comment in {proposal}"),
    EventKind.COMMENT_RETRACTED: mark("{actor} took a comment back in {proposal}"),
    EventKind.THREAD_RESOLVED: mark("{actor} resolved a thread in {proposal}"),
    EventKind.THREAD_REOPENED: mark("{actor} reopened a thread in {proposal}"),
    EventKind.THREAD_PLACED: mark("{actor} said which words a thread in {proposal} is about"),
    EventKind.PROPOSAL_TAGGED: mark("{actor} said what {proposal} does to the principle {principle}"),
    EventKind.TAG_REMOVED: mark("{actor} took the principle {principle} off {proposal}"),
    EventKind.PROPOSAL_SUBMITTED: mark("{actor} submitted {proposal} for review"),
    EventKind.PROPOSAL_RETURNED: mark("{actor} returned {proposal} to draft"),
    EventKind.PROPOSAL_ADOPTED: mark("{actor} adopted {proposal}"),
    EventKind.PROPOSAL_WITHDRAWN: mark("{actor} withdrew {proposal}"),
    EventKind.PROPOSAL_REOPENED: mark("{actor} reopened {proposal}"),
    EventKind.PROPOSAL_PUBLISHED: mark("{actor} published {proposal}"),
    EventKind.COLLECTION_CREATED: mark("{actor} began the collection {title}"),
    EventKind.COLLECTION_EDITED: mark("{actor} changed the collection {title}"),
    EventKind.EDITION_STARTED: mark("{actor} began edition {number} of {collection}"),
    EventKind.EDITION_PUBLISHED: mark("{actor} published edition {number} of {collection}"),
    EventKind.EDITION_FAILED: mark("{actor} could not make an edition of {collection}"),
    EventKind.ERRATUM_ADDED: mark("{actor} put a note on edition {number} of {collection}"),
    EventKind.ERRATUM_WITHDRAWN: mark("{actor} took back a note on edition {number} of {collection}"),
    EventKind.IMAGE_ADDED: mark("{actor} added a picture to {proposal}"),
}
_TAGGED: dict[str, str] = {
    Stance.ADVANCES: mark("{actor} said that {proposal} advances the principle {principle}"),
    Stance.TENSION: mark("{actor} said that {proposal} is in tension with the principle {principle}"),
}
_QUOTED = ("title", "collection")


@dataclass(frozen=True)
class EventNames:
    """Titles of proposals and names of principles, by id; `emails` says whether addresses may be shown."""

    proposals: Mapping[str, str] = field(default_factory=dict)
    principles: Mapping[str, str] = field(default_factory=dict)
    emails: bool = False


def event_sentence(event: Event, names: EventNames) -> Markup:
    """Who did what, without when: “Ada saved revision 3 of ‘Water’”; unlisted kinds of event read as they are stored."""
    actor = part("<bdi class='bp-name'>{}</bdi>", event.actor_name or _("The workbench"))
    return sentence(_message(event), actor=actor, **_values(event, names))


def _message(event: Event) -> str:
    known = _TAGGED.get(str(event.data.get("stance"))) or _SENTENCES.get(event.fact)
    return _(known) if known else f"{{actor}} {event.fact.value}"


def event_item(event: Event, names: EventNames, now: datetime) -> Markup:
    """A list item: the sentence, the message left with it, and when."""
    message = event.data.get("message")
    note = part(" <q dir='auto'>{}</q>", message) if message else Markup()
    when = part("<time datetime='{}'>{}</time>", event.at.isoformat(timespec="seconds"), ago(event.at, now))
    return part("<li>{}{} {}</li>", event_sentence(event, names), note, when)


def _values(event: Event, names: EventNames) -> dict[str, object]:
    known: dict[str, object] = dict.fromkeys(("email", "role", "revision", "number", *_QUOTED), "")
    known |= {key: value for key, value in event.data.items() if value is not None}
    known["role"] = role_label(str(known["role"]))
    known |= {key: _quoted(str(known[key])) for key in _QUOTED}
    known["proposal"] = _quoted(names.proposals.get(event.proposal_id or "", _("a proposal")))
    known["person"] = part("<bdi>{}</bdi>", event.person_name or _("a member"))
    key = str(event.data.get("principle", ""))
    known["principle"] = names.principles.get(key, key)
    return known if names.emails and known["email"] else known | {"email": _("someone")}


def role_label(role: str) -> str:
    """The role within a sentence; an unknown one as it is stored."""
    return _(ROLE_LABELS[Role(role)]) if role in {*Role} else role


def _quoted(title: str) -> Markup:
    return sentence(_("“{title}”"), title=part("<bdi>{}</bdi>", title))


def principle_names(principles: Principles) -> Mapping[str, str]:
    """What the principles are called, by their keys."""
    return {principle.key: principle.name for principle in principles.all()}
