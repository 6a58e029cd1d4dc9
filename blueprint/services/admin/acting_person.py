"""On whose behalf a command acts, and into which convening it imports."""

from blueprint.domain.errors import Invalid
from blueprint.services.accounts import registration
from blueprint.services.context import Workbench
from blueprint.services.convenings import convenings
from blueprint.storage import people

IMPORTS = "Imported texts"


def import_target(workbench: Workbench, email: str, convening: str) -> tuple[str, str]:
    """Ids of the acting person and of the convening to import into; either is created when unnamed and missing."""
    actor_id = acting_person_id(workbench, email)
    for found, role in convenings.list_convenings(workbench, actor_id):
        if role and (convening or IMPORTS) in (found.id, found.title):
            return actor_id, found.id
    if convening:
        raise Invalid(f"There is no convening “{convening}” that this person takes part in.")
    purpose = "Texts brought in by the operator."
    return actor_id, convenings.create_convening(workbench, actor_id, title=IMPORTS, purpose=purpose).id


def acting_person_id(workbench: Workbench, email: str) -> str:
    """The id of the person with this email address; by default of the first steward, created when missing."""
    with workbench.database.read_transaction() as session:
        found = (people.by_email(session, email.strip().lower()),) if email else people.stewards(session)[:1]
    person = next(iter(found), None)
    if person is None and email:
        raise Invalid("Nobody here has that email address. Add the person first.")
    if person and not person.enabled:
        raise Invalid("That account is disabled. Enable it, or name another person.")
    return (
        person.id
        if person
        else registration.add_person(workbench, "operator@localhost.local", "Operator", steward=True).id
    )
