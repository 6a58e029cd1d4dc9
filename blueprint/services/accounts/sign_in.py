"""Signing in, by password or by a one-time link."""

from datetime import timedelta

import structlog

from blueprint.domain.errors import Invalid, LinkSpent, TooMany
from blueprint.domain.people import Person
from blueprint.locales import gettext as _
from blueprint.locales import using_language, workbench_language
from blueprint.services.accounts.attempt_limits import is_exhausted, of_account, of_letters
from blueprint.services.accounts.browser_sessions import open_session
from blueprint.services.accounts.one_time_links import PASSWORD, SIGN_IN, add_link
from blueprint.services.accounts.secrets import password_matches, token_hash
from blueprint.services.context import Workbench
from blueprint.storage import attempts, one_time_links, people

_log = structlog.get_logger()
_MOST_LETTERS = 5
"""Letters to one account in 15 minutes. Each has a link that works, so who is sent more than these is not locked out."""


def sign_in(workbench: Workbench, email: str, password: str, browser: str, origin: str) -> str:
    """Sign in by password; returns the session's token. Raises `Invalid`, or `TooMany` after ten failures in 15 minutes.

    Failures count per account and per `origin` (the network address). An unknown address gives the same error as a wrong
    password. Links sign in all the same, so that nobody can lock an account by failing.
    """
    subjects = (of_account(email), f"origin {origin}")
    with workbench.database.transaction() as session:
        person = people.by_email(session, email.strip().lower())
        if any(is_exhausted(workbench, session, subject) for subject in subjects):
            _log.warning("sign-in refused", reason="too many attempts", person=person and person.id, origin=origin)
            raise TooMany(_("That was wrong too often. Wait 15 minutes, then try again, or ask for a sign-in link."))
        counted = [attempts.add(session, subject, workbench.now()) for subject in subjects]
        stored = people.password_hash(session, person.id) if person else None
    matches = password_matches(stored, password)  # slow by design, so outside the transaction
    if not (matches and person):
        _log.warning("sign-in refused", reason="wrong password", person=person and person.id, origin=origin)
        raise Invalid(_("Email address and password do not match. Try again, or ask for a sign-in link."), "password")
    with workbench.database.transaction() as session:
        attempts.drop(session, counted)
        if people.get(session, person.id) is None:
            _log.warning("sign-in refused", reason="disabled account", person=person.id, origin=origin)
            raise Invalid(_("This account is disabled. Ask the person who runs this workbench to enable it."))
        return open_session(workbench, session, person, browser)


def sign_in_by_link(workbench: Workbench, token: str, browser: str) -> str:
    """Sign in by a one-time link; returns the session's token."""
    with workbench.database.transaction() as session:
        taken = one_time_links.take(session, token_hash(token), workbench.now())
        person = people.get(session, taken[1]) if taken and taken[1] and taken[0] in (SIGN_IN, PASSWORD) else None
        if person is None:
            _log.warning("sign-in refused", reason="spent link")
            raise LinkSpent
        return open_session(workbench, session, person, browser)


def count_link_request(workbench: Workbench, origin: str) -> None:
    """Count a request for a link by its network address; raises `TooMany` after ten in 15 minutes."""
    with workbench.database.transaction() as session:
        subject = f"link {origin}"
        if is_exhausted(workbench, session, subject):
            _log.warning("link refused", reason="too many requests", origin=origin)
            raise TooMany(_("You asked for many links in a short time. Wait 15 minutes, then try again."))
        attempts.add(session, subject, workbench.now())


def send_link(workbench: Workbench, email: str) -> None:
    """Email a sign-in link to whoever has an account with that address, at most `_MOST_LETTERS` in 15 minutes.

    It takes longer for an address that has one: whoever asked has to be answered before.
    """
    with workbench.database.transaction() as session:
        person = people.by_email(session, email.strip().lower())
        if person is None or not person.enabled:
            return
        subject = of_letters(person.id)
        if is_exhausted(workbench, session, subject, _MOST_LETTERS):
            _log.warning("link refused", reason="too many letters", person=person.id)
            return
        attempts.add(session, subject, workbench.now())
        token = add_link(
            workbench, session, SIGN_IN, person.id, timedelta(minutes=workbench.settings.mail_link_minutes)
        )
    _send(workbench, person, token)


def _send(workbench: Workbench, person: Person, token: str) -> None:
    link = f"{workbench.settings.base_url}/enter/{token}"
    with using_language(workbench_language(person.language)):
        workbench.mailer.send(
            person.email,
            _("Your sign-in link"),
            _(
                "Hello {name},\n\nthis link signs you in, once, within {minutes} minutes:\n\n{link}\n\n"
                "If you did not ask for it, you need do nothing.\n",
                name=person.name,
                minutes=workbench.settings.mail_link_minutes,
                link=link,
            ),
        )
