"""Where a proposal stands, as a mark that is read and not only seen."""

from markupsafe import Markup

from blueprint.domain.proposals import Status
from blueprint.ui.html.markup import part

_WORDS = {
    Status.DRAFT: "Draft",
    Status.IN_REVIEW: "In review",
    Status.ADOPTED: "Adopted",
    Status.PUBLISHED: "Published",
    Status.WITHDRAWN: "Withdrawn",
    Status.SUPERSEDED: "Superseded",
}


def status_mark(status: Status) -> Markup:
    """The status in words with a mark of its own shape (theme.css draws it)."""
    return part("<span class='bp-status bp-status-{}'>{}</span>", status.name.lower().replace("_", "-"), _WORDS[status])
