"""People and the organisations they speak for."""

from datetime import datetime

from blueprint.domain.value import Value


class Profile(Value):
    """What people say about themselves, and may change; `language` is the one they write in."""

    name: str
    organisation: str = ""
    language: str = "en"


class Person(Profile):
    """An account. A `steward` may create convenings and disable accounts; the first account is one.

    Not `enabled`: nobody can act by it. Of a deleted account only `id` and a name to show are left.
    """

    id: str
    email: str
    steward: bool = False
    has_password: bool = False
    enabled: bool = True


class Account(Person):
    """An account as stewards and operators see it; `last_used_at` is None for one without a session."""

    created_at: datetime
    last_used_at: datetime | None = None


class OneTimeLink(Value):
    """A link that works once; `person_id` is None for the first account."""

    purpose: str
    person_id: str | None
    expires_at: datetime


class BrowserSession(Value):
    """One browser in which a person is signed in; it ends at `expires_at`, or before that when it is not used."""

    id: str
    person_id: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    browser: str
