"""Signing in, by password or by a one-time link."""

from datetime import timedelta

from blueprint.domain.errors import Invalid, LinkSpent, TooMany
from blueprint.domain.people import Person
from blueprint.locales import gettext as _
from blueprint.locales import using_language, workbench_language
from blueprint.services.accounts.browser_sessions import open_session
from blueprint.services.accounts.one_time_links import PASSWORD, SIGN_IN, add_link
from blueprint.services.accounts.secrets import password_matches, token_hash
from blueprint.services.context import Workbench
from blueprint.storage import attempts, one_time_links, people

_MOST_ATTEMPTS, _WINDOW = 10, timedelta(minutes=15)


def sign_in(workbench: Workbench, email: str, password: str, browser: str, origin: str) -> str:
    """Sign in by password; returns the session's token. Raises `Invalid`, or `TooMany` after ten failures in 15 minutes.

    Failures count per account and per `origin` (the network address). An unknown address gives the same error as a wrong
    password.
    """
    subjects = (f"email {email.strip().lower()[:200]}", f"origin {origin}")
    with workbench.database.transaction() as session:
        since = workbench.now() - _WINDOW
        if any(attempts.count_since(session, subject, since) >= _MOST_ATTEMPTS for subject in subjects):
            raise TooMany(_("That was wrong too often. Wait 15 minutes, then try again, or ask for a sign-in link."))
        person = people.by_email(session, email.strip().lower())
        stored = people.password_hash(session, person.id) if person else None
    matches = password_matches(stored, password)  # slow by design, so outside the transaction
    with workbench.database.transaction() as session:
        if matches and person:
            return open_session(workbench, session, person, browser)
        for subject in subjects:
            attempts.add(session, subject, workbench.now())
    raise Invalid(_("Email address and password do not match. Try again, or ask for a sign-in link."), "password")


def sign_in_by_link(workbench: Workbench, token: str, browser: str) -> str:
    """Sign in by a one-time link; returns the session's token."""
    with workbench.database.transaction() as session:
        taken = one_time_links.take(session, token_hash(token), workbench.now())
        person = people.get(session, taken[1]) if taken and taken[1] and taken[0] in (SIGN_IN, PASSWORD) else None
        if person is None:
            raise LinkSpent
        return open_session(workbench, session, person, browser)


def request_link(workbench: Workbench, email: str, origin: str) -> None:
    """Email a sign-in link. Reveals nothing about whether the address is known; limited like passwords."""
    with workbench.database.transaction() as session:
        subject, since = f"link {origin}", workbench.now() - _WINDOW
        if attempts.count_since(session, subject, since) >= _MOST_ATTEMPTS:
            raise TooMany(_("You asked for many links in a short time. Wait 15 minutes, then try again."))
        attempts.add(session, subject, workbench.now())
        person = people.by_email(session, email.strip().lower())
        token = add_link(workbench, session, SIGN_IN, person.id) if person else ""
    if person:
        _send_link(workbench, person, token)


def _send_link(workbench: Workbench, person: Person, token: str) -> None:
    link = f"{workbench.settings.base_url}/enter/{token}"
    with using_language(workbench_language(person.language)):
        workbench.mailer.send(
            person.email,
            _("Your sign-in link"),
            _(
                "Hello {name},\n\nthis link signs you in, once, within {hours} hours:\n\n{link}\n\n"
                "If you did not ask for it, you need do nothing.\n",
                name=person.name,
                hours=workbench.settings.link_hours,
                link=link,
            ),
        )
