"""The demonstration: the sample convening with sign-in links, and the first account."""

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
    """A one-time sign-in link for one of the sample people."""

    role: str
    name: str
    link: str


def open_demonstration(workbench: Workbench, report: Callable[[str], object]) -> tuple[SignInLink, ...]:
    """Load the sample into an empty database (a no-op for any other); returns new sign-in links for its people."""
    if not registration.has_accounts(workbench):
        report("Loading the sample convening …")
        load_sample(workbench)
    sample_people = workbench.policies.table(SAMPLE)["person"]
    return tuple(
        _sign_in_link(workbench, row) for row in sample_people if row.get("sample") and _has(workbench, row["email"])
    )


def publish_sample(workbench: Workbench, report: publish_now.Report) -> None:
    """Publish the sample's collections marked `published` that have no edition yet. Idempotent.

    A collection that cannot be published any more, since people have changed its texts, is skipped.
    """
    emails = {row["key"]: row["email"] for row in workbench.policies.table(SAMPLE)["person"]}
    for row in workbench.policies.table(SAMPLE_COLLECTIONS)["collection"]:
        if not row.get("published"):
            continue
        try:
            if not _has_edition(workbench, emails[row["by"]], row["title"]):
                report(f"Publishing “{row['title']}” …")
                publish_now.publish_and_wait(workbench, emails[row["by"]], row["title"], report)
        except (Invalid, Conflict) as problem:
            report(str(problem))


def _has_edition(workbench: Workbench, email: str, title: str) -> bool:
    """Whether the collection has an edition that is published or being built."""
    actor_id = acting_person.acting_person_id(workbench, email)
    listed = editions.list_editions(workbench, actor_id, publish_now.find_collection(workbench, actor_id, title).id)
    return any(edition.state is not EditionState.FAILED for edition in listed)


def first_account_link(workbench: Workbench) -> str | None:
    """The address at which to create the first account; None when there is one."""
    if registration.has_accounts(workbench):
        return None
    return f"{workbench.settings.base_url}/begin/{registration.link_for_first_account(workbench)}"


def _has(workbench: Workbench, email: str) -> bool:
    with workbench.database.read_transaction() as session:
        return people.by_email(session, email) is not None


def _sign_in_link(workbench: Workbench, row: dict[str, str]) -> SignInLink:
    token = one_time_links.link_to_sign_in(workbench, row["email"])
    return SignInLink(role=row["role"], name=row["name"], link=f"{workbench.settings.base_url}/enter/{token}")
