"""People and the organisations they speak for."""

from datetime import datetime

from blueprint.domain.value import Value


class Profile(Value):
    """What people say about themselves, and may change; `language` is the one they write in."""

    name: str
    organisation: str = ""
    language: str = "en"


class Person(Profile):
    """An account. A `steward` may create convenings and add people; the first account is one."""

    id: str
    email: str
    steward: bool = False
    has_password: bool = False


class OneTimeLink(Value):
    """A link that works once; `person_id` is None for the first account."""

    purpose: str
    person_id: str | None
    expires_at: datetime


class BrowserSession(Value):
    """One browser in which a person is signed in."""

    person_id: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    browser: str
