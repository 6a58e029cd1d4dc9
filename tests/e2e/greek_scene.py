"""A convening whose people write Greek only, so that every Latin letter on a page is the interface's."""

from dataclasses import dataclass

from blueprint.domain.convenings import Convening, Role
from blueprint.domain.drafts import Draft
from blueprint.domain.errata import ErratumKind
from blueprint.domain.people import Person
from blueprint.domain.principles import Stance
from blueprint.domain.proposals import Decision, Proposal
from blueprint.domain.revisions import Revision
from blueprint.services.accounts import account, registration
from blueprint.services.context import Workbench
from blueprint.services.convenings import convenings, invitations
from blueprint.services.drafting import drafts, proposals, revisions
from blueprint.services.publishing import collections, completion, editions, errata
from blueprint.services.review import decisions, tags, threads

FIRST = """\
# Το νερό ανήκει σε όλους

Κάθε σπίτι έχει δικαίωμα σε πενήντα λίτρα καθαρού νερού την ημέρα, δωρεάν και χωρίς προϋποθέσεις.

Οι επιχειρήσεις ύδρευσης ανήκουν στις πόλεις που υπηρετούν. Τα βιβλία τους είναι ανοιχτά σε όλους.

Ένα συμβούλιο χρηστών ορίζει τις τιμές κάθε χρόνο και τις εξηγεί σε δημόσια συνεδρίαση.

- Η πρώτη πηγή μένει ανοιχτή.
- Η δεύτερη πηγή φυλάσσεται.

| Πόλη | Λίτρα |
| --- | --- |
| Πάτρα | 50 |

> Το νερό είναι ζωή[^1].

[^1]: Παλιά παροιμία του τόπου.

Οι γεωργοί παίρνουν ό,τι περισσεύει τον χειμώνα.

Τα σχολεία έχουν προτεραιότητα.

Τα νοσοκομεία έχουν προτεραιότητα.

Οι πηγές σημειώνονται σε χάρτη.
"""
SECOND = """\
# Το νερό ανήκει σε όλους

Οι γεωργοί παίρνουν ό,τι περισσεύει τον χειμώνα.

Κάθε σπίτι έχει δικαίωμα σε εξήντα λίτρα καθαρού νερού την ημέρα, δωρεάν και χωρίς προϋποθέσεις.

Οι επιχειρήσεις ύδρευσης ανήκουν στις πόλεις που υπηρετούν.

Τα βιβλία τους είναι ανοιχτά σε όλους.

- Η πρώτη πηγή μένει ανοιχτή.
- Η δεύτερη πηγή **φυλάσσεται**.

| Πόλη | Λίτρα |
| --- | --- |
| Πάτρα | 50 |

> Το νερό είναι ζωή[^1].

[^1]: Παλιά παροιμία του τόπου.

Μια νέα παράγραφος για τους ταξιδιώτες.

Τα σχολεία έχουν προτεραιότητα.

Τα νοσοκομεία έχουν προτεραιότητα.

Οι πηγές σημειώνονται σε χάρτη.
"""
PASSAGE = "Τα βιβλία τους είναι ανοιχτά σε όλους."


@dataclass(frozen=True)
class GreekScene:
    """A convening with everything that its pages can show, an empty one, and three people."""

    workbench: Workbench
    convening: Convening
    empty: Convening
    convenor: Person
    author: Person
    newcomer: Person
    discussed: Proposal
    adopted: Proposal
    short: Proposal
    contested: Proposal
    collection_id: str
    draft: Draft


def make_greek_scene(workbench: Workbench) -> GreekScene:
    """Through the use cases that people use."""
    convenor = registration.add_person(workbench, "eleni@example.org", "Ελένη Παππά", steward=True)
    author = registration.add_person(workbench, "nikos@example.org", "Νίκος Λάμπρου")
    newcomer = registration.add_person(workbench, "maria@example.org", "Μαρία Δήμου")
    convening = convenings.create_convening(
        workbench, convenor.id, title="Νερό για όλους", purpose="Ποιανού είναι το νερό;"
    )
    empty = convenings.create_convening(workbench, convenor.id, title="Ενέργεια", purpose="Ποιανού είναι ο ήλιος;")
    for where in (convening, empty):
        link = invitations.invite(workbench, convenor.id, where.id, author.email, Role.AUTHOR).link
        invitations.accept_invitation(workbench, author.id, link.rsplit("/", 1)[1])
    invitations.invite(workbench, convenor.id, convening.id, "anna@example.org", Role.REVIEWER)
    withdrawn = invitations.invite(workbench, convenor.id, convening.id, "petros@example.org", Role.OBSERVER).invitation
    invitations.withdraw_invitation(workbench, convenor.id, withdrawn.id)
    discussed = _discussed(workbench, convenor, author, convening)
    adopted, short, contested = (
        proposals.start_proposal(workbench, author.id, convening.id, title=title, language="el", markdown=FIRST)
        for title in ("Το φως της πόλης", "Οι δρόμοι", "Τα βιβλία")
    )
    for decision in (Decision.SUBMIT, Decision.ADOPT):
        decisions.decide(workbench, convenor.id, adopted.id, decision)
    decisions.decide(workbench, convenor.id, short.id, Decision.SUBMIT)
    drafts.save_draft(
        workbench, author.id, discussed.id, base=1, title=discussed.title, markdown=f"{FIRST}\nΚι άλλο.\n", sequence=1
    )
    draft = drafts.read_draft(workbench, author.id, discussed.id)
    assert draft
    collection_id = _published(workbench, convenor, convening, adopted)
    return GreekScene(
        workbench,
        convening,
        empty,
        convenor,
        author,
        newcomer,
        discussed,
        adopted,
        short,
        contested,
        collection_id,
        draft,
    )


def set_language(workbench: Workbench, person: Person, language: str) -> None:
    """Have a person use the workbench in that language."""
    changed = person.model_copy(update={"organisation": "Ένωση Χρηστών", "language": language})
    account.change_profile(workbench, person.id, changed)


def _discussed(workbench: Workbench, convenor: Person, author: Person, convening: Convening) -> Proposal:
    """A proposal in two revisions, with threads on words that were edited, moved, divided and removed, and a closed one."""
    made = proposals.start_proposal(workbench, author.id, convening.id, title="Το νερό", language="el", markdown=FIRST)
    first = revisions.read_revision(workbench, author.id, made.id, 1)
    for words in ("πενήντα λίτρα", "Οι γεωργοί παίρνουν", PASSAGE, "Ένα συμβούλιο χρηστών ορίζει", "Η πρώτη πηγή"):
        _thread(workbench, convenor, first, words)
    closed = _thread(workbench, convenor, first, "Τα σχολεία")
    threads.reply(workbench, author.id, closed, "Ναι, συμφωνώ.")
    threads.resolve_thread(workbench, convenor.id, closed)
    saved = revisions.save_revision(
        workbench, author.id, made.id, base=1, title=made.title, markdown=SECOND, message="Πιο καθαρά λόγια"
    )
    for principle, stance in zip(workbench.principles.all(), (Stance.ADVANCES, Stance.TENSION), strict=False):
        tags.tag_proposal(
            workbench, convenor.id, made.id, principle=principle.key, stance=stance, rationale="Επειδή το λέει ρητά.",
            evidence=(saved.paragraphs[2].lineage,),
        )  # fmt: skip
    return made


def _thread(workbench: Workbench, by: Person, revision: Revision, words: str) -> str:
    start = revision.markdown.index(words)
    return threads.start_thread(
        workbench, by.id, revision.proposal_id, revision=revision.number, start=start, end=start + len(words),
        body="Γιατί έτσι;",
    ).id  # fmt: skip


def _published(workbench: Workbench, convenor: Person, convening: Convening, adopted: Proposal) -> str:
    """A collection with a published edition that has errata."""
    collection = collections.create_collection(
        workbench,
        convenor.id,
        convening.id,
        title="Το πρώτο βιβλίο",
        foreword="Λίγα λόγια.",
        language="el",
        name="to-proto",
    )
    collections.edit_collection(workbench, convenor.id, collection.id, proposals=(adopted.id,), seen=())
    edition = editions.publish_edition(workbench, convenor.id, collection.id)
    completion.finish_edition(workbench, edition.id, ())
    note = errata.add_erratum(
        workbench, convenor.id, edition.id, kind=ErratumKind.ERRATUM, body="Ένας αριθμός.", chapter=1, successor=""
    )
    errata.withdraw_erratum(workbench, convenor.id, note.id)
    errata.add_erratum(
        workbench, convenor.id, edition.id, kind=ErratumKind.SUPERSEDED, body="Νεότερο.", chapter=0, successor=""
    )
    return collection.id
