"""The key with which a person's browser encrypts the words that it stores until they have reached the server.

The browser gets it with the page and does not store it, so that nobody else who uses the browser can read them. It stays
the same: words that were left in a browser are found again after months.
"""

import secrets

from blueprint.services import authorization
from blueprint.services.context import Workbench
from blueprint.storage import browser_storage_keys

KEY_BYTES = 32


def storage_key(workbench: Workbench, actor_id: str | None) -> str:
    """The acting person's key in hexadecimal digits; it is made when it is asked for first."""
    with workbench.database.read_transaction() as session:
        person_id = authorization.require_person(session, actor_id).id
        key = browser_storage_keys.get(session, person_id)
    if key is not None:
        return key
    with workbench.database.transaction() as session:
        browser_storage_keys.add(session, person_id, secrets.token_hex(KEY_BYTES))
        stored = browser_storage_keys.get(session, person_id)
        assert stored is not None
        return stored
