"""Data for tests: a convening with one person in every role, made through the use cases that people use."""

from dataclasses import dataclass, field

from blueprint.domain.convenings import Convening, Role, Visibility
from blueprint.domain.people import Person
from blueprint.domain.proposals import Proposal
from blueprint.domain.revisions import Revision
from blueprint.domain.threads import Thread
from blueprint.services.accounts import account, one_time_links, registration, sign_in
from blueprint.services.context import Workbench
from blueprint.services.convenings import convenings
from blueprint.services.drafting import proposals, revisions
from blueprint.services.review import threads
from blueprint.storage import convenings as membership

TEXT = """\
## Water belongs to everyone

Every household has a right to fifty litres of clean water a day, free of charge.

Utilities are owned by the towns they serve. Their books are open to all.

1. A council of users sets the prices.
2. It meets in public, four times a year.

> Water is life, and life is not for sale.
"""


@dataclass
class Scene:
    """A convening and its people by role; `outsider` has an account and takes no part, `steward` is a steward."""

    workbench: Workbench
    convening: Convening
    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, who: str) -> str:
        """The id of the person in that role."""
        return self.people[who].id

    def proposal(
        self, who: str = "author", title: str = "Water for all", markdown: str = TEXT, language: str = "en"
    ) -> Proposal:
        """A proposal with one revision."""
        return proposals.start_proposal(
            self.workbench, self[who], self.convening.id, title=title, language=language, markdown=markdown
        )

    def save(self, proposal: Proposal, markdown: str, *, who: str = "author", base: int | None = None) -> Revision:
        """The next revision of a proposal."""
        head = revisions.read_revision(self.workbench, self[who], proposal.id)
        return revisions.save_revision(
            self.workbench, self[who], proposal.id, base=base or head.number, title=head.title, markdown=markdown
        )

    def start_thread(self, proposal_id: str, words: str, body: str = "Why?") -> Thread:
        """The reviewer's thread on words of the first revision."""
        start = revisions.read_revision(self.workbench, self["reviewer"], proposal_id, 1).markdown.index(words)
        return threads.start_thread(
            self.workbench,
            self["reviewer"],
            proposal_id,
            revision=1,
            start=start,
            end=start + len(words),
            body=body,
        )


def add_person(workbench: Workbench, name: str, *, steward: bool = False) -> Person:
    """An account without a password."""
    return registration.add_person(workbench, f"{name}@example.org", name.title(), steward=steward)


def set_first_password(workbench: Workbench, person: Person, password: str) -> None:
    """A password for somebody who has just come in by a link."""
    sign_in.sign_in_by_link(workbench, one_time_links.link_to_sign_in(workbench, person.email), "")
    account.change_password(workbench, person.id, password)


def make_scene(workbench: Workbench, visibility: Visibility = Visibility.MEMBERS) -> Scene:
    """A convening with a member in every role, a second author, a steward and an outsider."""
    steward = add_person(workbench, "steward", steward=True)
    convening = convenings.create_convening(
        workbench, steward.id, title="Water", purpose="Who owns the water?", visibility=visibility
    )
    scene = Scene(workbench, convening, {"steward": steward})
    scene.people["outsider"] = add_person(workbench, "outsider")
    for role in Role:
        join(scene, role.value, role)
    join(scene, "colleague", Role.AUTHOR)
    return scene


def join(scene: Scene, name: str, role: Role) -> None:
    """Make a new person a member, without an invitation by email."""
    person = add_person(scene.workbench, name)
    with scene.workbench.database.transaction() as session:
        membership.set_role(session, scene.convening.id, person.id, role, scene.workbench.now())
    scene.people[name] = person
