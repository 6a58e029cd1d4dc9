"""Images in proposals."""

import re
from contextlib import suppress

from blueprint.domain.events import EventKind
from blueprint.domain.permissions import Action
from blueprint.publishing.uploads.images import check_image
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import images

_REFERENCE = re.compile(r"images/([0-9a-f]{64}\.(?:png|jpg))")


def add_image(workbench: Workbench, actor_id: str | None, proposal_id: str, content: bytes) -> str:
    """Store an image of a proposal; returns its Markdown reference, `images/<sha256>.<ending>`.

    Its format and size are checked, and its EXIF metadata removed.
    """
    with workbench.database.read_transaction() as session:
        authorization.require_proposal(session, actor_id, proposal_id, Action.WRITE)
    checked = check_image(content)
    name = workbench.images.put(checked.data, checked.name.rpartition(".")[2])
    with workbench.database.transaction() as session:
        proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.WRITE)
        person = authorization.require_person(session, actor_id)
        images.add(
            session,
            images.ImageRow(proposal_id=proposal_id, name=name, added_by=person.id, added_at=workbench.now()),
        )
        record_event(workbench, session, person.id, EventKind.IMAGE_ADDED, about=proposal, name=name)
    return f"images/{name}"


def reference(content: bytes) -> str:
    """The Markdown reference of an image, `images/<sha256>.<ending>`, without storing it."""
    return check_image(content).name


def images_in(workbench: Workbench, *texts: str) -> dict[str, bytes]:
    """The images in Markdown texts, by reference; missing and damaged ones are left out."""
    names = sorted({name for text in texts for name in _REFERENCE.findall(text)})
    found: dict[str, bytes] = {}
    for name in names:
        with suppress(FileNotFoundError):
            found[f"images/{name}"] = workbench.images.get(name)
    return found
