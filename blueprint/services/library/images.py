"""Images, for everyone who may see a text that shows them."""

from blueprint.domain.errors import NotFound
from blueprint.publishing import image_media_type
from blueprint.services import authorization
from blueprint.services.context import Workbench
from blueprint.services.library import catalogue
from blueprint.storage import images


def read_image(workbench: Workbench, actor_id: str | None, name: str) -> tuple[bytes, str]:
    """An image and its media type, for everyone who may see a proposal it is in, and for all once it is published."""
    if not catalogue.is_published_image(workbench, name):
        with workbench.database.read_transaction() as session:
            proposal_ids = images.proposals_with(session, name)
            seen = any(authorization.may_view_proposal(session, actor_id, proposal_id) for proposal_id in proposal_ids)
        if not seen:
            raise NotFound
    try:
        return workbench.images.get(name), image_media_type(name)
    except FileNotFoundError:
        raise NotFound from None
