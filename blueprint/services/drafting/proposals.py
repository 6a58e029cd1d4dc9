"""Proposals: starting, listing and reading them, and their authors."""

from collections.abc import Collection
from functools import lru_cache

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.convenings import Role
from blueprint.domain.errors import Invalid
from blueprint.domain.events import Event, EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.languages import language_tag
from blueprint.domain.listings import Listing, listing
from blueprint.domain.permissions import AUTHOR_ROLES, Action, Actor
from blueprint.domain.policies import PolicyFiles
from blueprint.domain.proposals import Proposal, Status
from blueprint.domain.value import Value
from blueprint.locales import gettext as _
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.services.drafting.next_revision import first_revision
from blueprint.storage import convenings, events, proposals, revisions, threads


class Template(Value):
    """A text to start a proposal from, in one language."""

    key: str
    name: str
    description: str
    language: str
    markdown: str


_TEMPLATE_FIELDS = ("key", "name", "description", "language")
TEMPLATES = "templates/templates.toml"
"""The list of templates among the policy files."""


@lru_cache(maxsize=8)
def templates(files: PolicyFiles) -> tuple[Template, ...]:
    """The templates of `policies/templates`, in the order of their list, cached. Raises `Invalid` for a malformed list."""
    try:
        return tuple(
            Template(markdown=files.text(f"templates/{entry['file']}"), **{key: entry[key] for key in _TEMPLATE_FIELDS})
            for entry in files.table(TEMPLATES)["template"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Invalid(
            _(
                "{path} needs a `[[template]]` with key, name, description, language and file for each.",
                path=files.path(TEMPLATES),
            )
        ) from error


def start_proposal(
    workbench: Workbench,
    actor_id: str | None,
    convening_id: str,
    *,
    title: str,
    language: str,
    markdown: str = "",
    message: str = "",
) -> Proposal:
    """Start a proposal with its first revision, which may be empty; the person becomes its first author."""
    title, language = validation.line(title, "title"), language_tag(language)
    text = validation.markdown(markdown)
    note = validation.line(message, "message", longest=validation.MESSAGE_LENGTH, empty=True)
    with workbench.database.transaction() as session:
        person = authorization.require_person(session, actor_id)
        authorization.require_convening(session, actor_id, convening_id, Action.START_PROPOSAL)
        now = workbench.now()
        row = proposals.ProposalRow(
            id=new_id(),
            convening_id=convening_id,
            title=title,
            language=language,
            status=Status.DRAFT,
            head=1,
            created_at=now,
            changed_at=now,
        )
        proposals.add(session, row, [person.id])
        first = first_revision(row.id, title, language, text, note or _("Started"), person, now)
        revisions.add(session, first, revisions.compressed(session, first))
        return _read_and_record(workbench, session, row.id, person.id, EventKind.PROPOSAL_STARTED)


def list_proposals(
    workbench: Workbench, actor_id: str | None, convening_id: str, most: int | None = None, *, titled: str = ""
) -> Listing[Proposal]:
    """A convening's proposals, the latest changed first; at most so many, of those that have `titled` in their title.

    The total is that of the convening.
    """
    with workbench.database.read_transaction() as session:
        authorization.require_convening(session, actor_id, convening_id, Action.VIEW)
        found = proposals.of_convening(session, convening_id, most, titled=titled)
        if titled:
            return Listing(found, proposals.count_of_convening(session, convening_id))
        return listing(found, most, lambda: proposals.count_of_convening(session, convening_id))


def find_proposals(
    workbench: Workbench, actor_id: str | None, convening_id: str, proposal_ids: Collection[str]
) -> dict[str, Proposal]:
    """Those of a convening's proposals, by id; others are left out."""
    with workbench.database.read_transaction() as session:
        authorization.require_convening(session, actor_id, convening_id, Action.VIEW)
        found = proposals.some(session, proposal_ids)
        return {key: proposal for key, proposal in found.items() if proposal.convening_id == convening_id}


def my_proposals(workbench: Workbench, actor_id: str | None, most: int | None = None) -> Listing[Proposal]:
    """The proposals that the person is an author of, in convenings they are a member of, the latest changed first."""
    with workbench.database.read_transaction() as session:
        me = authorization.require_person(session, actor_id).id
        found = proposals.written_by(session, me, most)
        return listing(found, most, lambda: proposals.count_written_by(session, me))


def proposals_to_answer(workbench: Workbench, actor_id: str | None, most: int | None = None) -> Listing[Proposal]:
    """Those of `my_proposals` that can be changed still and have an open thread."""
    with workbench.database.read_transaction() as session:
        me = authorization.require_person(session, actor_id).id
        return listing(proposals.to_answer(session, me, most), most, lambda: proposals.count_to_answer(session, me))


def proposals_to_review(
    workbench: Workbench, actor_id: str | None, roles: Collection[Role], most: int | None = None
) -> Listing[Proposal]:
    """Others' proposals in review, in convenings where the person has one of these roles; the latest changed first."""
    with workbench.database.read_transaction() as session:
        me = authorization.require_person(session, actor_id).id
        found = proposals.to_review(session, me, roles, most)
        return listing(found, most, lambda: proposals.count_to_review(session, me, roles))


def open_threads(
    workbench: Workbench, actor_id: str | None, convening_id: str, proposal_ids: Collection[str] | None = None
) -> dict[str, int]:
    """The number of open threads of each proposal of a convening (of those named, if any are) that has any."""
    with workbench.database.read_transaction() as session:
        authorization.require_convening(session, actor_id, convening_id, Action.VIEW)
        if proposal_ids is None:
            return threads.open_counts(session, [p.id for p in proposals.of_convening(session, convening_id)])
        some = proposals.some(session, proposal_ids).values()
        return threads.open_counts(session, [p.id for p in some if p.convening_id == convening_id])


def read_proposal(workbench: Workbench, actor_id: str | None, proposal_id: str) -> tuple[Proposal, Actor]:
    """A proposal, and the person as an actor on it."""
    with workbench.database.read_transaction() as session:
        proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        convening = authorization.require_convening(session, actor_id, proposal.convening_id, Action.VIEW)
        return proposal, authorization.actor_in(session, actor_id, convening, proposal)


def list_events(workbench: Workbench, actor_id: str | None, proposal_id: str, most: int = 200) -> Listing[Event]:
    """The latest events of a proposal, the last one first."""
    with workbench.database.read_transaction() as session:
        authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        found = events.of_proposal(session, proposal_id, most)
        return listing(found, most, lambda: events.count_of_proposal(session, proposal_id))


def set_authors(workbench: Workbench, actor_id: str | None, proposal_id: str, authors: tuple[str, ...]) -> Proposal:
    """Set a proposal's authors, in the order in which their names are printed: at least one member."""
    with workbench.database.transaction() as session:
        proposal = authorization.require_proposal(
            session, actor_id, proposal_id, Action.CHANGE_AUTHORS, for_change=True
        )
        chosen = tuple(dict.fromkeys(authors))
        if not chosen:
            raise Invalid(_("A proposal needs at least one author. Choose one, then save again."), "authors")
        for person_id in set(chosen) - set(proposal.authors):
            _require_writer(session, proposal.convening_id, person_id)
        proposals.replace_authors(session, proposal_id, chosen)
        return _read_and_record(workbench, session, proposal_id, actor_id, EventKind.AUTHORS_CHANGED)


def _require_writer(session: Session, convening_id: str, person_id: str) -> None:
    if convenings.role_of(session, convening_id, person_id) not in AUTHOR_ROLES:
        raise Invalid(_("Only members with the role author, editor or convenor can write a proposal."), "authors")


def _read_and_record(
    workbench: Workbench, session: Session, proposal_id: str, actor_id: str | None, kind: EventKind
) -> Proposal:
    proposal = proposals.get(session, proposal_id)
    assert proposal is not None
    record_event(workbench, session, actor_id, kind, about=proposal, title=proposal.title)
    return proposal
