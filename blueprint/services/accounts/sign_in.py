"""Signing in and out, and the account itself."""

from datetime import timedelta

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.errors import Invalid, LinkSpent, TooMany
from blueprint.domain.events import EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.languages import language_tag
from blueprint.domain.people import BrowserSession, Person
from blueprint.services import authorization
from blueprint.services.accounts.secrets import hash_password, new_token, password_matches, token_hash
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import people

FIRST_ACCOUNT, SIGN_IN, PASSWORD = "first-account", "sign-in", "password"
_TRIES, _WINDOW = 10, timedelta(minutes=15)
_SEEN_EVERY = timedelta(minutes=5)


def has_accounts(workbench: Workbench) -> bool:
    """Whether anyone has an account here yet."""
    with workbench.database.read_transaction() as session:
        return people.exist(session)


def link_for_first_account(workbench: Workbench) -> str:
    """The token of a fresh one-time link to create the first account; links given out earlier stop working."""
    with workbench.database.transaction() as session:
        if people.exist(session):
            raise Invalid("There are accounts here already. Ask a convenor for an invitation.")
        people.drop_links(session, FIRST_ACCOUNT)
        return add_link(workbench, session, FIRST_ACCOUNT, None)


def create_first_account(workbench: Workbench, token: str, email: str, name: str, password: str, browser: str) -> str:
    """Create the steward's account with a one-time link; returns the token of a signed-in session."""
    with workbench.database.transaction() as session:
        person = add_account(workbench, session, email, name, password, steward=True)
        if people.take_link(session, token_hash(token), workbench.now()) != (FIRST_ACCOUNT, None):
            raise LinkSpent
        return open_session(workbench, session, person, browser)


def add_person(workbench: Workbench, email: str, name: str, *, steward: bool = False, language: str = "en") -> Person:
    """Add an account without a password, as the operator; the person enters by `link_to_sign_in`."""
    with workbench.database.transaction() as session:
        return add_account(workbench, session, email, name, None, steward=steward, language=language)


def link_to_sign_in(workbench: Workbench, email: str) -> str:
    """The token of a one-time link that signs an existing person in: for the operator to hand over, never for a page."""
    with workbench.database.transaction() as session:
        person = people.by_email(session, validation.email(email))
        if person is None:
            raise Invalid("Nobody here has that email address. Add the person first.", "email address")
        return add_link(workbench, session, SIGN_IN, person.id)


def link_is_open(workbench: Workbench, token: str, purpose: str) -> bool:
    """Whether a link would still work, without using it up: mail scanners open links, people press buttons."""
    with workbench.database.read_transaction() as session:
        row = people.find_link(session, token_hash(token))
        return row is not None and row.purpose == purpose and row.expires_at > workbench.now()


def whose_link(workbench: Workbench, token: str) -> Person | None:
    """Who an open sign-in link would sign in, without using it up."""
    with workbench.database.read_transaction() as session:
        row = people.find_link(session, token_hash(token))
        usable = row is not None and row.purpose in (SIGN_IN, PASSWORD) and row.expires_at > workbench.now()
        return people.get(session, row.person_id) if usable and row and row.person_id else None


def sign_in(workbench: Workbench, email: str, password: str, browser: str, origin: str) -> str:
    """Sign in by password; returns the session's token. Raises `Invalid`, or `TooMany` after ten failures in 15 minutes.

    Failures count per account and per `origin` (the network address), and a wrong address reads like a wrong password.
    """
    subjects = (f"email {email.strip().lower()[:200]}", f"origin {origin}")
    with workbench.database.transaction() as session:
        since = workbench.now() - _WINDOW
        if any(people.attempts_since(session, subject, since) >= _TRIES for subject in subjects):
            raise TooMany("That was wrong too often. Wait 15 minutes, then try again, or ask for a sign-in link.")
        person = people.by_email(session, email.strip().lower())
        stored = people.password_hash(session, person.id) if person else None
    matches = password_matches(stored, password)  # takes a while by design: outside the transaction
    with workbench.database.transaction() as session:
        if matches and person:
            return open_session(workbench, session, person, browser)
        for subject in subjects:
            people.add_attempt(session, subject, workbench.now())
    raise Invalid("Email address and password do not match. Try again, or ask for a sign-in link.", "password")


def sign_in_by_link(workbench: Workbench, token: str, browser: str) -> str:
    """Sign in by a one-time link; returns the session's token."""
    with workbench.database.transaction() as session:
        taken = people.take_link(session, token_hash(token), workbench.now())
        person = people.get(session, taken[1]) if taken and taken[1] and taken[0] in (SIGN_IN, PASSWORD) else None
        if person is None:
            raise LinkSpent
        return open_session(workbench, session, person, browser)


def request_link(workbench: Workbench, email: str, origin: str) -> None:
    """Email a sign-in link to who asks. Says nothing about whether the address is known; limited like passwords."""
    with workbench.database.transaction() as session:
        subject, since = f"link {origin}", workbench.now() - _WINDOW
        if people.attempts_since(session, subject, since) >= _TRIES:
            raise TooMany("You asked for many links in a short time. Wait 15 minutes, then try again.")
        people.add_attempt(session, subject, workbench.now())
        person = people.by_email(session, email.strip().lower())
        token = add_link(workbench, session, SIGN_IN, person.id) if person else ""
    if person:
        link = f"{workbench.settings.base_url}/enter/{token}"
        hours = workbench.settings.link_hours
        workbench.mailer.send(
            person.email,
            "Your sign-in link",
            f"Hello {person.name},\n\nthis link signs you in, once, within {hours} hours:\n\n{link}\n\n"
            "If you did not ask for it, you need do nothing.\n",
        )


def who_is(workbench: Workbench, token: str) -> Person | None:
    """The person behind a session's token, or None when it has ended. Notes at most every five minutes that it was seen."""
    with workbench.database.read_transaction() as session:
        found = people.find_session(session, token_hash(token))
        person = people.get(session, found.person_id) if found else None
    now = workbench.now()
    if found is None or person is None or found.expires_at <= now:
        return None
    if now - found.last_seen_at > _SEEN_EVERY:
        with workbench.database.transaction() as session:
            people.touch_session(session, token_hash(token), now)
    return person


def person(workbench: Workbench, actor_id: str | None) -> Person:
    """The acting person's account."""
    with workbench.database.read_transaction() as session:
        return authorization.require_person(session, actor_id)


def sign_out(workbench: Workbench, token: str) -> None:
    """End one browser's session."""
    with workbench.database.transaction() as session:
        people.close_session(session, token_hash(token))


def sign_out_everywhere(workbench: Workbench, actor_id: str | None) -> None:
    """End every session of the person."""
    with workbench.database.transaction() as session:
        person = authorization.require_person(session, actor_id)
        people.close_sessions_of(session, person.id)
        record_event(workbench, session, person.id, EventKind.SIGNED_OUT_EVERYWHERE)


def sessions(workbench: Workbench, actor_id: str | None) -> tuple[BrowserSession, ...]:
    """The browsers the person is signed in with."""
    with workbench.database.read_transaction() as session:
        return people.sessions_of(session, authorization.require_person(session, actor_id).id)


def change_profile(
    workbench: Workbench, actor_id: str | None, *, name: str, organisation: str, language: str
) -> Person:
    """Change name, organisation and language."""
    fields = {
        "name": validation.line(name, "name", longest=validation.NAME_LENGTH),
        "organisation": validation.line(organisation, "organisation", longest=validation.NAME_LENGTH, empty=True),
        "language": language_tag(language),
    }
    with workbench.database.transaction() as session:
        person = authorization.require_person(session, actor_id)
        people.change(session, person.id, **fields)
    return person.model_copy(update=fields)


def change_password(workbench: Workbench, actor_id: str | None, password: str, current: str = "") -> None:
    """Set a new password; who has one must know it. Every session ends, this one too."""
    hashed = hash_password(validation.password(password))
    with workbench.database.read_transaction() as session:
        person = authorization.require_person(session, actor_id)
        stored = people.password_hash(session, person.id)
    if stored is not None and not password_matches(stored, current):
        raise Invalid("That is not your present password. Try again, or use a sign-in link instead.", "password")
    with workbench.database.transaction() as session:
        people.change(session, person.id, password_hash=hashed)
        people.close_sessions_of(session, person.id)
        record_event(workbench, session, person.id, EventKind.PASSWORD_CHANGED)


def add_account(
    workbench: Workbench,
    session: Session,
    email: str,
    name: str,
    password: str | None,
    *,
    steward: bool = False,
    language: str = "en",
) -> Person:
    """Add an account within a transaction; raises `Invalid` when the address is taken."""
    address = validation.email(email)
    row = people.PersonRow(
        id=new_id(),
        email=address,
        name=validation.line(name, "name", longest=validation.NAME_LENGTH),
        language=language_tag(language),
        steward=steward,
        password_hash=hash_password(validation.password(password)) if password is not None else None,
        created_at=workbench.now(),
    )
    person = people.add(session, row)
    if person is None:
        raise Invalid("There is an account with that email address already. Sign in with it.", "email address")
    record_event(workbench, session, person.id, EventKind.ACCOUNT_CREATED)
    return person


def add_link(workbench: Workbench, session: Session, purpose: str, person_id: str | None) -> str:
    """Store a one-time link within a transaction; returns its token."""
    token, hashed = new_token()
    expires = workbench.now() + timedelta(hours=workbench.settings.link_hours)
    people.add_link(
        session, people.LinkRow(token_hash=hashed, purpose=purpose, person_id=person_id, expires_at=expires)
    )
    return token


def open_session(workbench: Workbench, session: Session, person: Person, browser: str) -> str:
    """Sign a browser in within a transaction; returns its token."""
    token, hashed = new_token()
    now = workbench.now()
    row = people.SessionRow(
        token_hash=hashed,
        person_id=person.id,
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(days=workbench.settings.session_days),
        browser=validation.line(browser[:200], "browser", empty=True),
    )
    people.open_session(session, row)
    record_event(workbench, session, person.id, EventKind.SIGNED_IN)
    return token
