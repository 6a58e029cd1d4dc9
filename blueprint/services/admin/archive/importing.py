"""Reading an archive into a workbench that has nothing of it: all of it, or nothing."""

from pathlib import Path

from pydantic import AwareDatetime
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm.exc import FlushError
from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.convenings import Convening, Role
from blueprint.domain.errors import Invalid
from blueprint.domain.events import Event
from blueprint.domain.languages import language_tag
from blueprint.domain.limits import LARGEST_IMAGE
from blueprint.domain.people import Profile
from blueprint.domain.value import Value
from blueprint.services.admin.archive import layout
from blueprint.services.admin.archive.import_collections import ArchivedEdition, read_collections, store_edition
from blueprint.services.admin.archive.import_proposals import ArchivedProposals
from blueprint.services.admin.archive.reading import ArchiveFolder
from blueprint.services.context import Workbench
from blueprint.services.search import indexing
from blueprint.storage import convenings, events, people
from blueprint.storage.copying import Progress


class Imported(Value):
    """How many of each were imported."""

    people: int
    proposals: int
    revisions: int
    editions: int
    pictures: int


class _ArchivedPerson(Profile):
    """A person in an archive; without an address when it has none."""

    id: str
    email: str = ""
    steward: bool = False
    created_at: AwareDatetime
    disabled_at: AwareDatetime | None = None
    deleted_at: AwareDatetime | None = None

    @property
    def address(self) -> str:
        """The address of the account here: the id for a deleted one, so that nobody gets in by it."""
        return self.id if self.deleted_at else self.email or layout.placeholder_address(self.id)


class _ArchivedMember(Value):
    """A member in an archive; `name` is for people who read it."""

    person_id: str
    name: str
    role: Role
    joined_at: AwareDatetime


def import_archive(workbench: Workbench, folder: Path, progress: Progress = lambda *_: None) -> Imported:
    """Import an archive, with the ids, numbers, authors and times in it; nobody gets a password.

    Nothing is stored before all of it is checked, apart from its texts in a transaction. Raises `Invalid`, with the file's
    name, for an archive that is damaged or not made by a workbench, and for one of which something is here already.
    """
    archive = ArchiveFolder(folder)
    _require_format(archive)
    try:
        with workbench.database.transaction() as session:
            done = _import(workbench, session, archive, progress)
    except (IntegrityError, DataError, FlushError, OverflowError) as error:
        raise Invalid(
            f"{folder} has ids that are here already, or twice in it, or numbers that are too large. "
            "Import it into an empty workbench. Nothing was imported."
        ) from error
    progress("Search", 0, 1)
    indexing.catch_up(workbench)
    return done


def _require_format(archive: ArchiveFolder) -> None:
    about = archive.value(layout.ABOUT, layout.About, archive.record(layout.ABOUT))
    good = (about.format, about.version) == (layout.FORMAT, layout.VERSION)
    archive.require(layout.ABOUT, good, f"it is no archive of version {layout.VERSION}")


def _import(workbench: Workbench, session: Session, archive: ArchiveFolder, progress: Progress) -> Imported:
    known = _import_people(session, archive)
    found = [(path, _import_convening(session, archive, path, known)) for path in archive.folders(layout.CONVENINGS)]
    proposals = ArchivedProposals(workbench, session, archive, known)
    folders = [(one, inner) for path, one in found for inner in archive.folders(f"{path}/{layout.PROPOSALS}")]
    for at, (convening, path) in enumerate(folders):
        progress("Proposals", at, len(folders))
        proposals.add(path, convening.id)
    editions: list[ArchivedEdition] = []
    for path, convening in found:
        editions += read_collections(session, archive, path, convening.id, proposals)
    _import_events(session, archive, known)
    for at, (name, path) in enumerate(proposals.pictures.items()):
        progress("Pictures", at, len(proposals.pictures))
        workbench.images.put(archive.hashed(path, name.partition(".")[0], LARGEST_IMAGE), name.rpartition(".")[2])
    for at, edition in enumerate(editions):
        progress("Editions", at, len(editions))
        store_edition(workbench, session, archive, edition)
    return Imported(
        people=len(known),
        proposals=len(folders),
        revisions=proposals.revisions,
        editions=len(editions),
        pictures=len(proposals.pictures),
    )


def _import_people(session: Session, archive: ArchiveFolder) -> set[str]:
    """Add the people; returns their ids. One whose address is here already is somebody of this workbench."""
    known: set[str] = set()
    for fields in archive.records(layout.PEOPLE):
        person = archive.value(layout.PEOPLE, _ArchivedPerson, fields)
        _check_person(archive, person)
        row = people.PersonRow(**person.model_dump(exclude={"email"}), email=person.address)
        if people.named(session, {person.id}) or people.add(session, row) is None:
            raise archive.refused(
                layout.PEOPLE, f"{person.name} or the address {person.address} is in this workbench already"
            )
        known.add(person.id)
    return known


def _check_person(archive: ArchiveFolder, person: _ArchivedPerson) -> None:
    path, longest = layout.PEOPLE, validation.NAME_LENGTH
    archive.require_ids(path, person.id)
    archive.unchanged(path, person.name, lambda name: validation.line(name, "name", longest=longest), "a name")
    archive.unchanged(
        path,
        person.organisation,
        lambda name: validation.line(name, "organisation", longest=longest, empty=True),
        "an organisation",
    )
    archive.unchanged(path, person.language, language_tag, "a language")
    if person.email:
        archive.unchanged(path, person.email, validation.email, "an address")


def _import_convening(session: Session, archive: ArchiveFolder, folder: str, known: set[str]) -> Convening:
    path = f"{folder}/{layout.CONVENING}"
    fields = archive.record(path)
    members = fields.pop("members", [])
    archive.require(path, isinstance(members, list), "its members should be a list")
    convening = archive.value(path, Convening, fields)
    archive.require_ids(path, convening.id)
    archive.unchanged(path, convening.title, lambda title: validation.line(title, "title"), "the title")
    archive.unchanged(
        path, convening.purpose, lambda words: validation.passage(words, "purpose", empty=True), "the purpose"
    )
    convenings.add(session, convening)
    for one in members:
        member = archive.value(path, _ArchivedMember, one)
        archive.require(path, member.person_id in known, f"a member is not in {layout.PEOPLE}")
        convenings.set_role(session, convening.id, member.person_id, member.role, member.joined_at)
    return convening


def _import_events(session: Session, archive: ArchiveFolder, known: set[str]) -> None:
    for fields in archive.lines(layout.EVENTS):
        event = archive.value(layout.EVENTS, Event, {**fields, "id": 0})
        actor_known = event.actor_id is None or event.actor_id in known
        archive.require(layout.EVENTS, actor_known, f"somebody in it is not in {layout.PEOPLE}")
        archive.require_ids(layout.EVENTS, event.convening_id, event.proposal_id)
        events.add(session, events.EventRow(**event.model_dump(exclude={"id", "actor_name", "person_name"})))
