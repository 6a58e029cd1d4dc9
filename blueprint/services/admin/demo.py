"""The sample convening for who wants to try the workbench."""

from collections.abc import Callable

from blueprint.domain.editions import EditionState
from blueprint.domain.errors import Conflict, Invalid
from blueprint.domain.value import Value
from blueprint.services.accounts import one_time_links, registration
from blueprint.services.admin import acting_person, publish_now
from blueprint.services.admin.sample import SAMPLE, SAMPLE_COLLECTIONS, load_sample
from blueprint.services.context import Workbench
from blueprint.services.publishing import editions
from blueprint.storage import people


class SignInLink(Value):
    """A way in for one of the sample people: a link that works once."""

    role: str
    name: str
    link: str


def open_demonstration(workbench: Workbench, say: Callable[[str], object]) -> tuple[SignInLink, ...]:
    """Load the sample into an empty database, keep a filled one as it is; fresh sign-in links for its people."""
    if not registration.has_accounts(workbench):
        say("Loading the sample convening …")
        load_sample(workbench)
    people_of_sample = workbench.policies.table(SAMPLE)["person"]
    return tuple(
        _door(workbench, row) for row in people_of_sample if row.get("sample") and _has(workbench, row["email"])
    )


def publish_sample(workbench: Workbench, say: publish_now.Say) -> None:
    """Publish the sample's collections marked `published` that have no edition yet, as the button does. Idempotent.

    A collection that cannot be published any more, since people have worked on its texts, is left as it is.
    """
    emails = {row["key"]: row["email"] for row in workbench.policies.table(SAMPLE)["person"]}
    for row in workbench.policies.table(SAMPLE_COLLECTIONS)["collection"]:
        if not row.get("published"):
            continue
        try:
            if not _has_edition(workbench, emails[row["by"]], row["title"]):
                say(f"Publishing “{row['title']}” …")
                publish_now.publish_and_wait(workbench, emails[row["by"]], row["title"], say)
        except (Invalid, Conflict) as problem:
            say(str(problem))


def _has_edition(workbench: Workbench, email: str, title: str) -> bool:
    """Whether the collection has an edition that is published or being made."""
    actor = acting_person.acting_person_id(workbench, email)
    listed = editions.list_editions(workbench, actor, publish_now.find(workbench, actor, title).id)
    return any(edition.state is not EditionState.FAILED for edition in listed)


def first_account_link(workbench: Workbench) -> str | None:
    """The address at which the first account is created, on an empty database."""
    if registration.has_accounts(workbench):
        return None
    return f"{workbench.settings.base_url}/begin/{registration.link_for_first_account(workbench)}"


def _has(workbench: Workbench, email: str) -> bool:
    with workbench.database.read_transaction() as session:
        return people.by_email(session, email) is not None


def _door(workbench: Workbench, row: dict[str, str]) -> SignInLink:
    token = one_time_links.link_to_sign_in(workbench, row["email"])
    return SignInLink(role=row["role"], name=row["name"], link=f"{workbench.settings.base_url}/enter/{token}")
