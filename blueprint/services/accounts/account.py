"""A person's own account: name, organisation, language, password."""

from blueprint.domain import validation
from blueprint.domain.errors import Invalid
from blueprint.domain.events import EventKind
from blueprint.domain.languages import language_tag
from blueprint.domain.people import Person, Profile
from blueprint.locales import gettext as _
from blueprint.services import authorization
from blueprint.services.accounts.confirmation import has_just_signed_in, require_password
from blueprint.services.accounts.password_rules import checked_password
from blueprint.services.accounts.secrets import hash_password
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import browser_sessions, one_time_links, people


def read_account(workbench: Workbench, actor_id: str | None) -> Person:
    """The acting person's account; raises `NotSignedIn` for None."""
    with workbench.database.read_transaction() as session:
        return authorization.require_person(session, actor_id)


def change_profile(workbench: Workbench, actor_id: str | None, profile: Profile) -> Person:
    """Replace the acting person's profile; raises `Invalid` for a field that is empty, too long or malformed."""
    fields = _validated(profile).model_dump()
    with workbench.database.transaction() as session:
        person = authorization.require_person(session, actor_id)
        people.change(session, person.id, **fields)
    return person.model_copy(update=fields)


def _validated(profile: Profile) -> Profile:
    return Profile(
        name=validation.line(profile.name, "name", longest=validation.NAME_LENGTH),
        organisation=validation.line(profile.organisation, "organisation", longest=validation.NAME_LENGTH, empty=True),
        language=language_tag(profile.language),
    )


def change_password(workbench: Workbench, actor_id: str | None, password: str, current: str = "") -> None:
    """Set a new password. Ends every session, this one too, and every link that was sent to the person.

    `current` is required where there is one; a first one is set within minutes of signing in, so that a browser that
    somebody left open is not enough.
    """
    with workbench.database.read_transaction() as session:
        person = authorization.require_person(session, actor_id)
        fresh = has_just_signed_in(workbench, session, person.id)
    hashed = hash_password(checked_password(password, person.email, person.name, person.organisation))
    if person.has_password:
        require_password(workbench, person, current)
    elif not fresh:
        raise Invalid(
            _("Sign out, ask for a new sign-in link, and set your first password just after you come in by it.")
        )
    with workbench.database.transaction() as session:
        people.change(session, person.id, password_hash=hashed)
        browser_sessions.drop_all_of(session, person.id)
        one_time_links.drop_all_of(session, person.id)
        record_event(workbench, session, person.id, EventKind.PASSWORD_CHANGED)
