"""How often something may be tried in 15 minutes, by what it is counted under."""

from datetime import timedelta

from sqlmodel import Session

from blueprint.services.context import Workbench
from blueprint.storage import attempts

MOST_ATTEMPTS = 10
_WINDOW = timedelta(minutes=15)


def of_account(email: str) -> str:
    """What passwords for an account are counted under."""
    return f"email {email.strip().lower()[:200]}"


def of_letters(person_id: str) -> str:
    """What letters to a person are counted under."""
    return f"letter {person_id}"


def is_exhausted(workbench: Workbench, session: Session, subject: str, most: int = MOST_ATTEMPTS) -> bool:
    """Whether it was tried so often already; forgets what is longer ago."""
    return attempts.count_since(session, subject, workbench.now() - _WINDOW) >= most
